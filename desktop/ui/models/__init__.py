"""Table models that show the domain's rows."""
