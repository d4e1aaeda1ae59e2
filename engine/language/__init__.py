"""The safe language: a subset of Python, read and interpreted here with budgets, never executed."""

from .program import run

__all__ = ["run"]
