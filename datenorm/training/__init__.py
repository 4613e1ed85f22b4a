"""Training: from pairs to batches, to weights, to a bundle. Converting never imports this package.

`batching`, `events`, `recipes` and `user_pairs` import no torch.
"""
