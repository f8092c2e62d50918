"""Rows that only show what a form looks like (样张): each cell says what will stand there."""

from collections.abc import Callable, Mapping

from desktop.domain.filing import FactValue
from desktop.render.catalogue import CATALOGUE, SERIAL
from desktop.render.condition import LISTED, Condition, Operator
from desktop.render.fact_kinds import Kind
from desktop.render.form_parts import Form

Row = Mapping[str, FactValue]

_DAY, _MONTH, _PHONE = "2026-01-31", "2026-02", "13800000000"
_AMOUNT, _COUNT = 123_456_700, 12
_ROWS = 3


def specimen_rows(form: Form, called: Callable[[str], str]) -> tuple[Row, ...]:
    """Return rows of made-up values; *called* gives a fact's name in words."""
    return tuple(specimen_row(form, called) for _ in range(_ROWS))


def specimen_row(form: Form, called: Callable[[str], str]) -> Row:
    """Return one row of made-up values that the filters of *form* let through where a text decides."""
    wanted = {each.fact.name: each for each in form.filters}
    return {
        fact.name: _value(fact.kind, called(fact.name), wanted.get(fact.name))
        for fact in CATALOGUE[form.subject].values()
        if fact.of is None and fact.name != SERIAL
    }


def _value(kind: Kind, name: str, wanted: Condition | None) -> FactValue:
    if kind is Kind.TEXT:
        fits = wanted is not None and wanted.operator in {Operator.EQUALS, *LISTED} and wanted.operands
        return str(wanted.operands[0]) if wanted is not None and fits else name
    plain: dict[Kind, FactValue] = {
        Kind.PHONE: _PHONE,
        Kind.DATE: _DAY,
        Kind.MONTH: _MONTH,
        Kind.COUNT: _COUNT,
        Kind.MONEY: _AMOUNT,
        Kind.KWH: _AMOUNT,
    }
    return plain.get(kind)
