"""The reference: transformers' own classes, reading the same made-up checkpoints."""
