"""The rules of the trade as plain functions and frozen values; no clock, no files, no Qt, no SQL."""
