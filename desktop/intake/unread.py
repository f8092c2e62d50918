"""Sheets beside the table: where one sheet could be read, another without a header is only told."""

from dataclasses import replace

from desktop.domain.problems import Severity
from desktop.intake.readings import SheetReading


def soften_unread(readings: list[SheetReading]) -> list[SheetReading]:
    """Return *readings* with a header not found as a remark, if another sheet has one."""
    if not any(reading.header_rows for reading in readings):
        return readings
    return [
        replace(
            reading,
            notes=tuple(
                replace(told, severity=Severity.CHECK) if told.code == "header_not_found" else told
                for told in reading.notes
            ),
        )
        for reading in readings
    ]
