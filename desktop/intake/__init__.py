"""Reads other people's workbooks: finds the header, reads the cells, maps the columns."""
