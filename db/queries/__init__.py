"""Reading: functions of a connection that return the domain's frozen rows, one module a subject."""
