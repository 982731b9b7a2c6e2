"""Bytes -> Document: decoding, cleaning, and the time of publication."""
