"""What is told about a sheet as a whole."""

from desktop.domain.problems import Problem, Severity
from desktop.intake.columns import SPAN_MISSING, ColumnMapping
from desktop.intake.grid import letters


def note(code: str, sheet: str, severity: Severity, **values: str) -> Problem:
    """Return a problem of the sheet, or of one of its columns if *values* name it."""
    return Problem(values.get("column", "sheet"), code, {"sheet": sheet, **values}, severity)


def mapping_notes(sheet: str, mapping: ColumnMapping) -> list[Problem]:
    """Return what to tell about the columns: doubled, missing, unclear, unknown, refused."""
    notes = [
        note(
            "duplicate_heading",
            sheet,
            Severity.ERROR if needed else Severity.CHECK,
            column=heading,
            columns="、".join(map(letters, columns)),
            count=str(len(columns)),
        )
        for heading, columns, needed in mapping.doubled
    ]
    lacking = [field for field in mapping.missing if not field.asked]
    asked = [field for field in mapping.missing if field.asked]
    for fields, severity in ((lacking, Severity.ERROR), (asked, Severity.CHECK)):
        if fields:
            names = "、".join(field.label for field in fields)
            notes.append(note("column_missing", sheet, severity, columns=names))
    notes.extend(_unclear(sheet, mapping))
    notes.extend(
        note("measure_assumed", sheet, Severity.CHECK, column=column.heading)
        for column in mapping.fields.values()
        if column.assumed
    )
    doubled = {column for _, columns, _ in mapping.doubled for column in columns}
    unknown = [
        heading
        for column, heading in mapping.extras.items()
        if column not in mapping.ambiguous and column not in doubled
    ]
    if unknown:
        notes.append(note("extra_columns", sheet, Severity.NOTE, columns="、".join(unknown)))
    notes.extend(note("identity_column", sheet, Severity.CHECK, column=heading) for heading in mapping.refused.values())
    return notes


def _unclear(sheet: str, mapping: ColumnMapping) -> list[Problem]:
    """Return what to ask about columns whose heading leaves something out; one answer is wanted for all their spans."""
    unsaid = [heading for heading, code in mapping.ambiguous.values() if code == SPAN_MISSING]
    span = [note(SPAN_MISSING, sheet, Severity.CHECK, columns="、".join(unsaid), count=str(len(unsaid)))]
    return (span if unsaid else []) + [
        note(code, sheet, Severity.CHECK, column=heading, letters=letters(column))
        for column, (heading, code) in mapping.ambiguous.items()
        if code != SPAN_MISSING
    ]
