"""Experiments with a reader's own class: smallest counterexamples, and training beside a right class."""
