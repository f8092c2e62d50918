"""Reads the conditions of a form file: a fact, how it is compared, and with what."""

import re
from datetime import date
from decimal import Decimal

from desktop.domain.filing import FormSubject
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.render.catalogue import SERIAL, Fact
from desktop.render.condition import BESIDE, LISTED, UNARY, Condition, Operator, operators_for
from desktop.render.fact_kinds import Kind
from desktop.render.form_keys import Keys
from desktop.render.form_names import NO_FACT, read_fact, read_scale

_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,8})?")


def read_conditions(keys: Keys, key: str, subject: FormSubject, scale: Scale) -> tuple[Condition, ...]:
    """Return the conditions listed under *key*, which all have to hold."""
    return tuple(read_condition(each, subject, scale) for each in keys.tables(key))


def read_condition(keys: Keys, subject: FormSubject, scale: Scale) -> Condition:
    """Return one condition: a fact, how it is compared, and with what."""
    fact = read_fact(keys, subject)
    if fact.of is not None or fact.name == SERIAL:
        keys.broken("fact", "form_not_compared", fact=fact.name)
    operator = keys.choice("is", Operator, among=Operator if fact is NO_FACT else operators_for(fact.kind))
    other = None
    operands: tuple[str | int, ...] = ()
    factor = read_scale(keys, fact, scale).factor
    if operator not in UNARY:
        if keys.has("other") and operator in BESIDE:
            other = read_fact(keys, subject, "other")
            if NO_FACT not in {fact, other} and other.kind is not fact.kind:
                keys.broken("other", "form_other_kind", fact=fact.name, other=other.name)
        else:
            operands = _operands(keys, fact, operator, factor)
    keys.finish()
    return Condition(fact, operator, operands, other)


def _operands(keys: Keys, fact: Fact, operator: Operator, factor: int) -> tuple[str | int, ...]:
    if operator in LISTED:
        texts = keys.texts("values")
        if not texts or (operator is Operator.BETWEEN and len(texts) != 2):
            keys.broken("values", "form_two_values" if operator is Operator.BETWEEN else "form_no_values")
        return tuple(read_value(keys, "values", each, fact, factor) for each in texts)
    text = keys.text("value")
    if keys.has("value") and text == "":
        keys.broken("value", "form_no_values")
    return (read_value(keys, "value", text, fact, factor),)


def read_value(keys: Keys, key: str, text: str, fact: Fact, factor: int) -> str | int:
    """Return *text* as the fact is kept; numbers are written as text, in the form's unit."""
    try:
        if fact.kind.numeric and not _PLAIN.fullmatch(text):
            raise ValueError(text)  # 1e9 and the like are no way to write an amount
        if fact.kind is Kind.COUNT:
            return int(text)
        if fact.kind in {Kind.MONEY, Kind.KWH}:
            found = Decimal(text) * factor * 100
            if found == int(found):
                return int(found)
            raise ValueError(text)
        if fact.kind is Kind.DATE:
            return date.fromisoformat(text).isoformat()
        if fact.kind is Kind.MONTH:
            return str(Month.parse(text))
    except ValueError:
        if text:
            keys.broken(key, f"form_operand_{fact.kind}", text=text)
    return text
