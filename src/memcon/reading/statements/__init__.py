"""Statements: who says what, to the character; the one entry is find."""

from memcon.reading.statements.reader import find

__all__ = ["find"]
