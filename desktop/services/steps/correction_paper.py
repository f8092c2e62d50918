"""The paper that goes with a 更正: each changed cell, what was filed before, what is filed now, and why."""

from collections.abc import Mapping, Sequence

from desktop.domain.filing import FactValue
from desktop.domain.filing_diff import CAME, LEFT, CellChange
from desktop.render.cells import alone
from desktop.render.form_spec import Column, Form
from desktop.wording import filing_papers as words

CORRECTION_FORM = "correction-note"


def told_changes(form: Form, changes: Sequence[CellChange]) -> tuple[Mapping[str, FactValue], ...]:
    """Return *changes* of *form* in words: `name`, `item`, `before`, `after`; blanks say what the form says of them."""
    columns = {column.fact.name: column for column in form.columns}
    return tuple(_told(form, columns.get(change.fact), change) for change in changes)


def _told(form: Form, column: Column | None, change: CellChange) -> dict[str, FactValue]:
    if change.fact in {CAME, LEFT}:
        before, after = (words.NO_ROW, words.A_ROW) if change.fact == CAME else (words.A_ROW, words.NO_ROW)
        return {"name": change.name, "item": words.WHOLE_ROW, "before": before, "after": after}
    blank = form.blank if column is not None and column.required and form.blank else words.BLANK
    return {
        "name": change.name,
        "item": words.OTHER if column is None else words.ITEM_JOINED.join(column.header),
        "before": _shown(column, change.before, blank),
        "after": _shown(column, change.after, blank),
    }


def _shown(column: Column | None, value: FactValue, blank: str) -> str:
    if value is None or value == "":
        return blank
    return str(value) if column is None else alone(column.fact, value, column.scale)
