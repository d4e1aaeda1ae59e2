"""Observation of real Python: a reader's own class traced by its calls and its writes, and the verdict on it."""
