"""Interpreter of the playground's language, a safe subset of Python: budgets limit it, and exec is never called."""

from .program import run

__all__ = ["run"]
