"""The command line: a face that calls services and loads no Qt."""
