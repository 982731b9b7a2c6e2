"""Pages and an API over a ledger; the only place that knows a web framework."""
