"""Kernel of the notebook: runs cells of real Python, observed, and answers what the page asks about them."""
