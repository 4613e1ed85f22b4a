"""Training: pairs to batches, batches to weights, weights to a bundle. Converting never imports this package.

`events`, `recipes`, `schedule` and `batching` do without torch.
"""
