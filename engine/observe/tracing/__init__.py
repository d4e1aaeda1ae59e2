"""Tracing of real Python: a reader's cells rewritten so that their calls and their writes are seen."""
