"""Syntax of the language: the grammar that is checked before Python's parser runs, and the parsed program."""
