"""Lets `python -m memcon` do what the command does."""

from memcon.cli import main

if __name__ == "__main__":
    main()
