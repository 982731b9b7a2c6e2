"""Pages and API over the ledger. Its issue follows; nothing is here yet."""
