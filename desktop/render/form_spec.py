"""A form (表样) is data: one TOML file a form and edition, read and checked here."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import category

from desktop.domain.filing import RECORD_SUBJECTS, FormSubject
from desktop.domain.money import Scale
from desktop.domain.problems import Problem, Severity
from desktop.kernel.errors import KnownError
from desktop.render.catalogue import HEADING_OF
from desktop.render.form_columns import HEADER_LEVELS as HEADER_LEVELS
from desktop.render.form_columns import read_columns, read_lines
from desktop.render.form_keys import Faults, Keys
from desktop.render.form_lines import lines_of, wide_mark
from desktop.render.form_parts import Box as Box
from desktop.render.form_parts import BoxLine as BoxLine
from desktop.render.form_parts import Column as Column
from desktop.render.form_parts import Form as Form
from desktop.render.form_parts import Total as Total
from desktop.render.form_parts import TotalsPlace
from desktop.render.form_room import check_room
from desktop.render.form_rules import read_filters, read_group, read_known, read_month, read_rules, read_sort
from desktop.render.form_units import check_units
from desktop.render.sheet import Margins, Page, PaperSize

HEADING_GAPS = frozenset({"unit", "month", "reported_on", "filler", "phone", "round"})
CLOSING_GAPS = frozenset({"count", "names"})
LARGEST = 200_000  # characters; a form of sixty columns takes some five thousand

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LINE = re.compile(r"at line ([0-9]+)")
_PORTRAIT = Margins(top=37, bottom=35, left=28, right=26)  # domain.md 5.10
_LANDSCAPE = Margins(top=25, bottom=20, left=15, right=15)


@dataclass(frozen=True, slots=True)
class Checked:
    """A form file as it was read: the *form*, None with any error, and everything there is to say about it."""

    form: Form | None
    problems: tuple[Problem, ...]


def load_form(source: str | Path) -> Form:
    """Return the form that a TOML text or file holds; raise `KnownError` naming the first thing that is wrong."""
    name = source.name if isinstance(source, Path) else "form"
    checked = check_form(form_text(source) if isinstance(source, Path) else source, name)
    if checked.form is None:
        first = next(each for each in checked.problems if each.severity is Severity.ERROR)
        raise KnownError(first.code, **first.values)
    return checked.form


@lru_cache(maxsize=128)  # the same text says the same; a hundredth of a second each, and a page asks for forty
def check_form(text: str, name: str) -> Checked:
    """Return the form that *text* holds with all its faults at once, in the order of the file; *name* is told."""
    if len(text) > LARGEST:
        return _refused("form_too_large", name, limit=LARGEST)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _unreadable(error, text, name)
    except RecursionError:
        return _refused("form_too_deep", name)
    except ValueError:  # a number of thousands of digits
        return _refused("form_broken", name, where="-")
    if (unusable := next(_unusable(table), None)) is not None:
        return _refused("form_character", name, text=unusable[0], char=unusable[1])
    faults = Faults(name, lines_of(text))
    form = _form(Keys(table, faults))
    bad = any(each.severity is Severity.ERROR for each in faults.found)
    if not bad:
        check_room(form, faults)
        check_units(form, faults)
    found = sorted(faults.found, key=lambda each: int(each.values["line"]))
    return Checked(None if bad else form, tuple(found))


def load_forms(folder: Path) -> tuple[Form, ...]:
    """Return every form of *folder*, by id and edition."""
    forms = [load_form(path) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(forms, key=lambda form: (form.id, form.edition)))


def form_text(path: Path) -> str:
    """Return the text of a form file; Windows' own editor puts a mark before it, which is not part of it."""
    try:
        if path.stat().st_size > LARGEST * 4:
            raise KnownError("form_too_large", form=path.name, limit=LARGEST)
        return path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise KnownError("form_missing", form=path.name) from error
    except UnicodeDecodeError as error:
        raise KnownError("form_not_utf8", form=path.name) from error


def _unusable(value: object) -> Iterator[tuple[str, str]]:
    """Yield each text in *value* that cannot be kept or printed, and which character of it is why.

    That is a control character, or half a character, as a broken paste brings them.
    """
    if isinstance(value, str):
        found = next((char for char in value if char not in "\n\t" and category(char) in {"Cc", "Cs"}), "")
        if found:
            yield "".join(char for char in value if category(char) not in {"Cc", "Cs"})[:20], f"U+{ord(found):04X}"
    elif isinstance(value, Mapping):
        for each in (*value, *value.values()):
            yield from _unusable(each)
    elif isinstance(value, list):
        for each in value:
            yield from _unusable(each)


def _refused(code: str, name: str, **values: str | int) -> Checked:
    told = {key: str(value) for key, value in values.items()}
    return Checked(None, (Problem("form", code, {"form": name, **told}),))


def _unreadable(error: tomllib.TOMLDecodeError, text: str, name: str) -> Checked:
    # tomllib tells the line only in its sentence, and "at end of document" for the last
    found = _LINE.search(str(error))
    line = int(found[1]) if found else text.count("\n") + 1
    if "overwrite" in str(error) or "mutate" in str(error) or "twice" in str(error):
        return _refused("form_key_twice", name, line=line)
    mark = wide_mark(text.split("\n")[line - 1])
    return _refused("form_wide_mark", name, line=line, mark=mark) if mark else _refused("form_syntax", name, line=line)


def _form(keys: Keys) -> Form:
    subject = keys.choice("subject", FormSubject)
    scale = keys.choice("scale", Scale, Scale.TEN_THOUSAND)
    columns, lines = read_columns(keys, subject, scale), read_lines(keys, subject)
    _check_shape(keys, subject, columns=bool(columns), lines=bool(lines))
    gaps = HEADING_GAPS | HEADING_OF.get(subject, frozenset())
    left, middle, right = _corners(keys.table("corners"), gaps)
    form = Form(
        id=_identity(keys),
        edition=keys.whole("edition", low=1),
        subject=subject,
        title=_title(keys, gaps),
        annex=keys.text("annex", "", gaps=gaps),
        scale=scale,
        page=_page(keys.table("page")),
        corner_left=left,
        corner_middle=middle,
        corner_right=right,
        columns=columns,
        lines=lines,
        tiers=keys.texts("tiers"),
        unsorted=keys.yes("unsorted"),
        sort=read_sort(keys, subject),
        known=read_known(keys, subject),
        spare=keys.whole("spare", 0, high=60),
        blank=keys.text("blank", ""),
        closing=keys.text("closing", "", gaps=CLOSING_GAPS),
        notes=keys.texts("notes", gaps=gaps),
        footer=keys.texts("footer", gaps=gaps),
        seal=keys.text("seal", ""),
        monthly=keys.yes("monthly"),
        effective_from=read_month(keys, "effective_from"),
        filters=read_filters(keys, subject, scale),
        group=read_group(keys, subject, columns),
        rules=read_rules(keys, subject, scale),
        totals_place=keys.choice("totals", TotalsPlace, TotalsPlace.LAST),
    )
    _check_closing(keys, form)
    keys.finish()
    return form


def _check_closing(keys: Keys, form: Form) -> None:
    if form.filters and form.closing:
        # those that left are told by name alone, and no filter can look at them
        keys.broken("closing", "form_closing_filtered")


def _corners(keys: Keys, gaps: frozenset[str]) -> tuple[str, str, str]:
    left, middle, right = (keys.text(name, "", gaps=gaps) for name in ("left", "middle", "right"))
    keys.finish()
    return left, middle, right


def _check_shape(keys: Keys, subject: FormSubject, *, columns: bool, lines: bool) -> None:
    record = subject in RECORD_SUBJECTS
    if record and (columns or not lines):
        keys.broken("lines", "form_wants_lines", subject=subject)
    elif not record and (lines or not columns):
        keys.broken("columns", "form_wants_columns", subject=subject)


def _title(keys: Keys, gaps: frozenset[str]) -> str:
    title = keys.text("title", gaps=gaps)
    if keys.has("title") and not title.strip():
        keys.broken("title", "form_key_missing")
    return title


def _identity(keys: Keys) -> str:
    found = keys.text("id")
    if (found and not _ID.fullmatch(found)) or len(found) > 60:
        keys.broken("id", "form_bad_id")
    return found


def _page(keys: Keys) -> Page:
    orientation = keys.text("orientation", "portrait")
    if orientation not in {"portrait", "landscape"}:
        keys.broken("orientation", "form_bad_choice", words="portrait、landscape")
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
