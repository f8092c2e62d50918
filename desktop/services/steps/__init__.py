"""Steps that several services share, as functions of a unit of work."""
