"""Kernel of the notebook: runs cells of real Python, observed, with their output, errors and verdicts as messages."""
