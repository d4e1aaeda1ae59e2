"""The training as a text for micrograd, PyTorch and JAX, with exactly the settings, to copy and to run."""
