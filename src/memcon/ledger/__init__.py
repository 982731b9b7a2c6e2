"""The one place that knows a database. Its issue follows; nothing is here yet."""
