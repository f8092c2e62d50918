"""The square (QR) that says a paper's code to a scanner, as drawing operators of a PDF page."""

from itertools import groupby

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

QUIET = 4  # modules of white on each side, which readers need

# the smallest square holds ten characters at the highest level: a third of it may be stamped over
_VERSION = 1


def modules(code: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the square from the top, True where it is dark."""
    made = QRCode(_VERSION, QRErrorCorrectLevel.H)
    made.addData(code)
    made.make()
    side = range(made.getModuleCount())
    return tuple(tuple(bool(made.isDark(row, column)) for column in side) for row in side)


def square(code: str, left: float, bottom: float, side: float) -> str:
    """Return the operators that draw *code* into a square of *side* points, its white edge included."""
    rows = modules(code)
    step = side / (len(rows) + 2 * QUIET)
    drawn = []
    for number, row in enumerate(rows):
        y = bottom + side - (QUIET + number + 1) * step
        column = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                x = left + (QUIET + column) * step
                drawn.append(f"{x:.3f} {y:.3f} {length * step:.3f} {step:.3f} re")
            column += length
    return "\n".join(["q 0 g", *drawn, "f Q"])
