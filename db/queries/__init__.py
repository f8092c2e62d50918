"""Reading: returns the domain's frozen rows, one module a subject."""
