"""The field's benchmarks: readers of their formats, and scorers."""
