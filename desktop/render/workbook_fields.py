"""What the marks of a county workbook may name, from the catalogue of facts and the words for each of them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from desktop.domain.figure import growth
from desktop.domain.filing import FactValue
from desktop.render.catalogue import CATALOGUE, SERIAL, Fact
from desktop.render.fact_kinds import Kind
from desktop.render.form_spec import Form
from desktop.render.layout import sorted_rows
from desktop.render.workbook_fill import Facts
from desktop.render.workbook_marks import Field, Fields

_SINGLE_KINDS = {"reported_on": Kind.DATE, "month": Kind.MONTH, "count": Kind.COUNT, "month_number": Kind.COUNT}


def fields_of(form: Form, facts: Mapping[str, Sequence[str]], singles: Mapping[str, Sequence[str]]) -> Fields:
    """Return the fields of a list like that of *form*; *facts* and *singles* give the words for each key.

    A fact also goes by its heading on the form, where that is the only column called so.
    """
    row: dict[str, Field] = {}
    for name, fact in CATALOGUE[form.subject].items():
        for word in (*facts.get(name, ()), name):
            row.setdefault(word, Field(name, fact.kind))
    for word, fact in _headings(form):
        row.setdefault(word, Field(fact.name, fact.kind))
    single = {
        word: Field(key, _SINGLE_KINDS.get(key, Kind.TEXT)) for key, words in singles.items() for word in (*words, key)
    }
    return Fields(single, row)


def rows_of(form: Form, rows: Sequence[Mapping[str, FactValue]]) -> tuple[Facts, ...]:
    """Return *rows* in the order of *form*, with their number and what is worked out of two facts."""
    ratios = [fact for fact in CATALOGUE[form.subject].values() if fact.of is not None]
    return tuple(
        {**row, SERIAL: number, **dict(_worked_out(row, ratios))}
        for number, row in enumerate(sorted_rows(rows, form.sort), 1)
    )


def _headings(form: Form) -> Iterator[tuple[str, Fact]]:
    counted: dict[str, list[Fact]] = {}
    for column in form.columns:
        counted.setdefault("".join(column.header[-1].split()), []).append(column.fact)
    for word, facts in counted.items():
        if len(facts) == 1:
            yield word, facts[0]


def _worked_out(row: Mapping[str, FactValue], ratios: Sequence[Fact]) -> Iterator[tuple[str, Decimal]]:
    for fact in ratios:
        now, then = (row.get(name) for name in fact.of or ("", ""))
        ratio = growth(now, then) if isinstance(now, int) and isinstance(then, int) else None
        if ratio is not None:
            yield fact.name, round(ratio * 100, 6)
