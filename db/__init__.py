"""The ledger's SQLite file and the only code that reads or writes it."""
