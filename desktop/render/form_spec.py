"""A form (表样) is data: one TOML file a form and edition, read and checked here."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.domain.filing import RECORD_SUBJECTS, FormSubject
from desktop.domain.money import Scale
from desktop.kernel.errors import KnownError
from desktop.render.catalogue import CATALOGUE, HEADING_OF, SERIAL, Fact, Kind
from desktop.render.form_keys import Keys
from desktop.render.sheet import Align, Margins, Page, PaperSize

HEADING_GAPS = frozenset({"unit", "month", "reported_on", "filler", "phone", "round"})
CLOSING_GAPS = frozenset({"count", "names"})
HEADER_LEVELS = 3

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LINE = re.compile(r"at line ([0-9]+)")
_PORTRAIT = Margins(top=37, bottom=35, left=28, right=26)  # domain.md 5.10
_LANDSCAPE = Margins(top=25, bottom=20, left=15, right=15)


class Total(StrEnum):
    """What the bottom line (合计) says in a column."""

    NONE = "none"
    SUM = "sum"
    RATIO = "ratio"  # the ratio of the sums, over rows that have both values


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header from the top of the tree down, the fact it shows and how."""

    header: tuple[str, ...]
    fact: Fact
    width: int
    align: Align
    decimals: int
    total: Total
    required: bool
    scale: Scale


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
    blank: str
    closing: str
    notes: tuple[str, ...]
    footer: tuple[str, ...]
    seal: str

    @property
    def required(self) -> tuple[str, ...]:
        """The facts whose blanks the form prints in words (未报) and the clerk is asked about."""
        return tuple(column.fact.name for column in self.columns if column.required)

    @property
    def shown(self) -> frozenset[str]:
        """The facts a row must carry: what the columns show or compare, and what sorts the rows."""
        named = {name for column in self.columns for name in (column.fact.of or (column.fact.name,))}
        return frozenset(named | set(self.sort)) - {SERIAL}


def load_form(source: str | Path) -> Form:
    """Return the form that a TOML text or file holds; raise `KnownError` naming the key that is wrong."""
    name = source.name if isinstance(source, Path) else "form"
    text = _text(source) if isinstance(source, Path) else source
    try:
        keys = Keys(name, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise KnownError("form_syntax", form=name, line=_line(error, text)) from error
    return _form(keys)


def load_forms(folder: Path) -> tuple[Form, ...]:
    """Return every form of *folder*, by id and edition."""
    forms = [load_form(path) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(forms, key=lambda form: (form.id, form.edition)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise KnownError("form_missing", form=path.name) from error
    except UnicodeDecodeError as error:
        raise KnownError("form_syntax", form=path.name, line=1) from error


def _line(error: tomllib.TOMLDecodeError, text: str) -> int:
    # tomllib tells the line only in its sentence, and "at end of document" for the last
    found = _LINE.search(str(error))
    return int(found[1]) if found else text.count("\n") + 1


def _form(keys: Keys) -> Form:
    subject = keys.choice("subject", FormSubject)
    scale = keys.choice("scale", Scale, Scale.TEN_THOUSAND)
    columns = tuple(_column(each, subject, scale) for each in keys.tables("columns"))
    lines = tuple(_box_line(each, subject) for each in keys.tables("lines"))
    if bool(lines) is not (subject in RECORD_SUBJECTS) or bool(columns) is bool(lines):
        raise keys.broken("columns")
    corners = keys.table("corners")
    gaps = HEADING_GAPS | HEADING_OF.get(subject, frozenset())
    form = Form(
        id=_identity(keys),
        edition=keys.whole("edition", low=1),
        subject=subject,
        title=keys.text("title", gaps=gaps),
        annex=keys.text("annex", "", gaps=gaps),
        scale=scale,
        page=_page(keys.table("page")),
        corner_left=corners.text("left", "", gaps=gaps),
        corner_middle=corners.text("middle", "", gaps=gaps),
        corner_right=corners.text("right", "", gaps=gaps),
        columns=columns,
        lines=lines,
        tiers=keys.texts("tiers"),
        unsorted=keys.yes("unsorted"),
        sort=_sort(keys, subject),
        blank=keys.text("blank", ""),
        closing=keys.text("closing", "", gaps=CLOSING_GAPS),
        notes=keys.texts("notes", gaps=gaps),
        footer=keys.texts("footer", gaps=gaps),
        seal=keys.text("seal", ""),
    )
    corners.finish()
    keys.finish()
    return form


def _identity(keys: Keys) -> str:
    found = keys.text("id")
    if not _ID.fullmatch(found):
        raise keys.broken("id")
    return found


def _page(keys: Keys) -> Page:
    orientation = keys.text("orientation", "portrait")
    if orientation not in {"portrait", "landscape"}:
        raise keys.broken("orientation")
    landscape = orientation == "landscape"
    usual = _LANDSCAPE if landscape else _PORTRAIT
    edges = keys.table("margins")
    page = Page(
        size=keys.choice("size", PaperSize, PaperSize.A4),
        landscape=landscape,
        margins=Margins(
            top=edges.whole("top", usual.top, low=10, high=60),
            bottom=edges.whole("bottom", usual.bottom, low=15, high=60),
            left=edges.whole("left", usual.left, low=5, high=60),
            right=edges.whole("right", usual.right, low=5, high=60),
        ),
        text_size=keys.exact("text_size", "9", low=5, high=16),
    )
    edges.finish()
    keys.finish()
    return page


def _column(keys: Keys, subject: FormSubject, scale: Scale) -> Column:
    fact = _fact(keys, subject)
    header = keys.texts("header")
    if not 1 <= len(header) <= HEADER_LEVELS or not all(header):
        raise keys.broken("header")
    # the form's scale is one of money; a column of electricity names its own
    usual = scale if fact.kind is Kind.MONEY else Scale.ONE
    column = Column(
        header=header,
        fact=fact,
        width=keys.whole("width", low=5, high=300),
        align=keys.choice("align", Align, _usual_align(fact)),
        decimals=keys.whole("decimals", _usual_decimals(fact), high=6),
        total=keys.choice("total", Total, Total.NONE),
        required=keys.yes("required"),
        scale=keys.choice("scale", Scale, usual),
    )
    if not _total_fits(column):
        raise keys.broken("total")
    keys.finish()
    return column


def _total_fits(column: Column) -> bool:
    fits: dict[Total, Callable[[Fact], bool]] = {
        Total.NONE: lambda fact: True,
        Total.SUM: lambda fact: fact.kind.summable,
        Total.RATIO: lambda fact: fact.of is not None,
    }
    return fits[column.total](column.fact)


def _box_line(keys: Keys, subject: FormSubject) -> BoxLine:
    boxes = tuple(_box(each, subject) for each in keys.tables("boxes"))
    if not boxes:
        raise keys.broken("boxes")
    line = BoxLine(boxes, keys.whole("height", 9, low=5, high=250))
    keys.finish()
    return line


def _box(keys: Keys, subject: FormSubject) -> Box:
    box = Box(keys.text("label"), _fact(keys, subject), keys.whole("share", 1, low=1, high=12))
    keys.finish()
    return box


def _fact(keys: Keys, subject: FormSubject) -> Fact:
    name = keys.text("fact")
    fact = CATALOGUE[subject].get(name)
    if fact is None:
        raise KnownError("form_unknown_fact", form=keys.form, key=keys.place("fact"), fact=name)
    return fact


def _sort(keys: Keys, subject: FormSubject) -> tuple[str, ...]:
    names = keys.texts("sort")
    if any(name not in CATALOGUE[subject] for name in names):
        raise keys.broken("sort")
    return names


def _usual_align(fact: Fact) -> Align:
    if fact.kind.numeric:
        return Align.RIGHT
    return Align.CENTER if fact.kind in {Kind.DATE, Kind.MONTH, Kind.PHONE} else Align.LEFT


def _usual_decimals(fact: Fact) -> int:
    return {Kind.MONEY: 2, Kind.KWH: 2, Kind.RATIO: 1}.get(fact.kind, 0)
