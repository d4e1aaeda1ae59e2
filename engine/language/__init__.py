"""The safe language: a subset of Python, read and interpreted here with budgets, never executed."""
