"""Record -> arrangement: a terminal page, a self-contained HTML page."""
