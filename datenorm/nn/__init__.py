"""The network: its configuration and, for training, its modules in torch.

Converting imports `config` alone, which needs only the standard library.

Shape letters, here and in the modules below: B batch, S source characters (S' = `HINTS` + S with the hint
symbols before them), T target length, E embedding, H encoder hidden per direction, D decoder hidden,
A alignment, V target vocabulary. The names of the parameters are the names of the arrays in a bundle.
"""
