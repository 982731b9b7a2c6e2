"""Trained models that ship, each with its model card and the SHA-256 that it is checked against when it is loaded."""
