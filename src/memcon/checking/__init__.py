"""Claims against contacts -> findings."""
