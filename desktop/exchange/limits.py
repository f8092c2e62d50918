"""How much a package may ask of this computer (docs/package-format.md, Limits)."""

MEGABYTE = 1 << 20

PACKAGE = 200 * MEGABYTE
"""Bytes of a package file, sealed or not."""

ENTRIES = 2_000
"""Files in a package."""

ENTRY = 200 * MEGABYTE
"""Bytes of one file in a package, inflated."""

INFLATED = 1024 * MEGABYTE
"""Bytes of all files of a package, inflated."""

RATIO = 200
"""How often a file may be longer than its packed bytes; asked from 100 kB on."""

RATIO_FROM = 100_000

LINE = MEGABYTE
"""Bytes of one line of JSON."""

DEPTH = 16
"""Levels of lists and objects in JSON."""

SAFE_NUMBER = 2**53 - 1
"""The largest whole number that every reader of JSON holds exactly."""
