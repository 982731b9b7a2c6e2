"""Records -> one contact or event per real one (pure). Its issue follows; nothing is here yet."""
