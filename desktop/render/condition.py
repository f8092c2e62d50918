"""Conditions on facts, by fixed operators: what filters rows (筛选) and what a rule of a form expects of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.filing import FactValue
from desktop.render.catalogue import Fact
from desktop.render.fact_kinds import Kind

Row = Mapping[str, FactValue]


class Operator(StrEnum):
    """How a fact is compared; there are no others, and no script."""

    EQUALS = "equals"
    NOT_EQUALS = "not_equals"
    ONE_OF = "one_of"
    NONE_OF = "none_of"
    CONTAINS = "contains"
    AT_LEAST = "at_least"
    BELOW = "below"
    BETWEEN = "between"
    EMPTY = "empty"
    NOT_EMPTY = "not_empty"


UNARY = frozenset({Operator.EMPTY, Operator.NOT_EMPTY})
LISTED = frozenset({Operator.ONE_OF, Operator.NONE_OF, Operator.BETWEEN})
# two facts of one row may be compared by these
BESIDE = frozenset({Operator.EQUALS, Operator.NOT_EQUALS, Operator.AT_LEAST, Operator.BELOW})

_TEXT = frozenset({Operator.EQUALS, Operator.NOT_EQUALS, Operator.ONE_OF, Operator.NONE_OF, Operator.CONTAINS})
_ORDERED = frozenset({Operator.EQUALS, Operator.NOT_EQUALS, Operator.AT_LEAST, Operator.BELOW, Operator.BETWEEN})


@dataclass(frozen=True, slots=True)
class Condition:
    """*fact* compared with *operands*, or with the fact *other* of the same row."""

    fact: Fact
    operator: Operator
    operands: tuple[str | int, ...] = ()
    other: Fact | None = None

    @property
    def names(self) -> frozenset[str]:
        """The facts a row must carry to be judged."""
        return frozenset({self.fact.name} | ({self.other.name} if self.other is not None else set()))


@dataclass(frozen=True, slots=True)
class Rule:
    """What is asked where all of *when* hold and *expect* does not: a *number* to quote and the *text* of the form.

    *note* says that it only tells and waits for no answer; *since* is the first month it is asked for, or empty. An
    answer holds while its figures change by *tolerance* per cent at most.
    """

    number: str
    text: str
    expect: Condition
    when: tuple[Condition, ...]
    note: bool
    since: str = ""
    tolerance: int = 0

    @property
    def names(self) -> frozenset[str]:
        """The facts a row must carry to be judged."""
        return frozenset().union(*(each.names for each in (self.expect, *self.when)))


def operators_for(kind: Kind) -> frozenset[Operator]:
    """Return how a fact of *kind* may be compared."""
    if kind is Kind.PHONE:
        return UNARY
    ordered = kind.numeric or kind in {Kind.DATE, Kind.MONTH}
    return UNARY | (_ORDERED if ordered else _TEXT)


def judged(condition: Condition, row: Row) -> bool | None:
    """Return whether *condition* holds for *row*; None where what it compares is not known."""
    value = row[condition.fact.name]
    known = value is not None and value != ""
    if condition.operator in UNARY:
        return known is (condition.operator is Operator.NOT_EMPTY)
    operands = condition.operands if condition.other is None else (row[condition.other.name],)
    if not known or any(each is None or each == "" for each in operands):
        return None
    return _compared(condition.operator, value, operands)


def stands(filters: tuple[Condition, ...], row: Row) -> bool:
    """Return whether all of *filters* hold for *row*; what is not known holds for none."""
    return all(judged(each, row) for each in filters)


def broken_rules(rules: tuple[Rule, ...], row: Row) -> tuple[Rule, ...]:
    """Return the rules to ask about; one whose facts are not known is not asked, for the blank is asked already."""
    return tuple(
        rule for rule in rules if all(judged(each, row) for each in rule.when) and judged(rule.expect, row) is False
    )


def _compared(operator: Operator, value: FactValue, operands: tuple[FactValue, ...]) -> bool:
    first = operands[0]
    if operator is Operator.CONTAINS:
        return str(first) in str(value)
    if operator in {Operator.EQUALS, Operator.ONE_OF}:
        return value in operands
    if operator in {Operator.NOT_EQUALS, Operator.NONE_OF}:
        return value not in operands
    low = _at_least(value, first)
    if operator is Operator.BETWEEN:
        return low and _at_least(operands[1], value)
    return low is (operator is Operator.AT_LEAST)


def _at_least(value: FactValue, bound: FactValue) -> bool:
    # one fact has one type: numbers as whole numbers, days and months as ISO text
    if isinstance(value, int) and isinstance(bound, int):
        return value >= bound
    return str(value) >= str(bound)
