"""Observation of real Python: a reader's own class of values traced by its calls and its writes, and the verdict on it."""
