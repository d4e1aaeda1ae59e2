"""Source code of a training, with exactly its settings, for micrograd, PyTorch and JAX: to copy and to run."""
