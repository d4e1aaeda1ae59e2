"""A course in Sphinx, with pages in reStructuredText and in MyST."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # where autograd_playground_sphinx.py is

project = "A course"
copyright = "whoever copies it"
version = "1"
extensions = ["myst_parser", "autograd_playground_sphinx"]
autograd_playground_base = "https://play.example/"
