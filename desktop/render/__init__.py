"""Turns facts and a form into a sheet, and the sheet into Excel, PDF and pictures."""
