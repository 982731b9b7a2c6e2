"""Trained models that ship, each with its model card. None yet."""
