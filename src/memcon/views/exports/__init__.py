"""Records and ledger answers in the formats of other tools, a module a format; each is validated by another reader.

From records: tables (CSV, JSON Lines, Parquet), polecat, web_annotations. From merged contacts: calendar, network,
linked_data (schema.org), followthemoney.
"""
