"""What a form (表样) is made of, once it has been read: plain values, no file and no rule of reading."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.filing import FormSubject
from desktop.domain.money import Scale
from desktop.render.catalogue import SERIAL, Fact
from desktop.render.condition import Condition, Row, Rule, stands
from desktop.render.sheet import Align, Page


class Total(StrEnum):
    """What the bottom line (合计) says in a column."""

    NONE = "none"
    SUM = "sum"
    RATIO = "ratio"  # the ratio of the sums, over rows that have both values


class TotalsPlace(StrEnum):
    """Where the line 合计 stands."""

    FIRST = "first"
    LAST = "last"


class SerialRun(StrEnum):
    """How 序号 counts on a form with groups."""

    RUNNING = "running"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header from the top of the tree down, the fact it shows and how.

    A *required* one may be so only where all of *required_when* hold.
    """

    header: tuple[str, ...]
    fact: Fact
    width: int
    align: Align
    decimals: int
    total: Total
    required: bool
    scale: Scale
    required_when: tuple[Condition, ...] = ()

    def wanted(self, row: Row) -> bool:
        """Return whether *row* has to say the fact."""
        return self.required and stands(self.required_when, row)


@dataclass(frozen=True, slots=True)
class Grouping:
    """Rows with the same *fact* stand together under a *heading*; *subtotal* is the word of their own sum, or empty.

    *order* are the values that come first, in that order; *blank* names the rows whose fact is not known.
    """

    fact: Fact
    heading: str
    subtotal: str
    serial: SerialRun
    order: tuple[str, ...]
    blank: str


@dataclass(frozen=True, slots=True)
class Box:
    """One label with its value on a form about one thing."""

    label: str
    fact: Fact
    share: int


@dataclass(frozen=True, slots=True)
class BoxLine:
    """Boxes side by side, at least *height* millimetres high."""

    boxes: tuple[Box, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Form:
    """One form and edition: *columns* for a table, *lines* for a form about one thing.

    *tiers* are those of the list whose enterprises stand on it, empty for all; *unsorted* adds those in none yet.
    *monthly* forms are filed; *effective_from* is the first month of the edition as the file says, or empty.
    Printed to be written on by hand it shows the facts *known* of each row, and *spare* rows more.
    """

    id: str
    edition: int
    subject: FormSubject
    title: str
    annex: str
    scale: Scale
    page: Page
    corner_left: str
    corner_middle: str
    corner_right: str
    columns: tuple[Column, ...]
    lines: tuple[BoxLine, ...]
    tiers: tuple[str, ...]
    unsorted: bool
    sort: tuple[str, ...]
    known: tuple[str, ...]
    spare: int
    blank: str
    closing: str
    notes: tuple[str, ...]
    footer: tuple[str, ...]
    seal: str
    monthly: bool
    effective_from: str
    filters: tuple[Condition, ...]
    group: Grouping | None
    rules: tuple[Rule, ...]
    totals_place: TotalsPlace

    @property
    def required(self) -> tuple[str, ...]:
        """The facts whose blanks the form prints in words (未报) and the clerk is asked about, in some row at least."""
        return tuple(column.fact.name for column in self.columns if column.required)

    def wanted(self, row: Row) -> tuple[str, ...]:
        """Return the facts that *row* has to say."""
        return tuple(column.fact.name for column in self.columns if column.wanted(row))

    @property
    def shown(self) -> frozenset[str]:
        """The facts a row keeps: what the columns show or compare, what sorts and groups, what rules look at."""
        named = {name for column in self.columns for name in (column.fact.of or (column.fact.name,))}
        grouped = {self.group.fact.name} if self.group is not None else set()
        ruled = frozenset().union(*(rule.names for rule in self.rules))
        ruled |= frozenset().union(*(each.names for column in self.columns for each in column.required_when))
        return (frozenset(named | set(self.sort) | grouped) | ruled) - {SERIAL}

    @property
    def needed(self) -> frozenset[str]:
        """The facts a row must carry before it is filtered."""
        return self.shown.union(*(each.names for each in self.filters))
