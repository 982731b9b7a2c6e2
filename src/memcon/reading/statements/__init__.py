"""Statements: who says what, to the character; the one entry is find, load and models say what it needs."""

from memcon.reading.statements.reader import find, load, models

__all__ = ["find", "load", "models"]
