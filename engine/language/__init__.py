"""The safe language: a subset of Python, read and interpreted here with budgets, never executed."""

from engine.language.program import run

__all__ = ["run"]
