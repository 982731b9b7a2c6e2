"""The command line: the only place that prints or sets an exit code. Each module adds its commands."""

from memcon.cli import reading, taking  # isort: skip (the order of the commands in --help)
from memcon.cli import asking, copying, knowing, measuring, serving  # isort: skip
from memcon.cli.application import app, main

__all__ = ["app", "asking", "copying", "knowing", "main", "measuring", "reading", "serving", "taking"]
