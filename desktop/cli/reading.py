"""From words typed on the command line to values; what cannot be read is said in one sentence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from desktop.cli.session import Refused
from desktop.domain.codes import Dimension, Subject
from desktop.domain.money import NotAnAmount, Scale, read_amount
from desktop.domain.month import Month, NoSuchMonth
from desktop.domain.preset import Preset
from desktop.domain.problems import Problem
from desktop.wording.fields import field_label
from desktop.wording.labels import label, words
from desktop.wording.messages import told
from desktop.wording.units import SCALE_WORDS

Code = TypeVar("Code", bound=StrEnum)

_YES = {"是": True, "yes": True, "true": True, "1": True, "否": False, "no": False, "false": False, "0": False}


def refuse(code: str, *, field: str = "", subject: Subject | None = None, **values: str) -> Refused:
    """Return the refusal whose sentence is *code*; raise what it gives."""
    return Refused(told(Problem(field, code, values), subject))


def read_month(text: str) -> Month:
    """Return the reporting month of *text* (`2026-10`)."""
    try:
        return Month.parse(text)
    except NoSuchMonth as error:
        raise refuse(error.reason, field="month", text=text) from error


def read_day(text: str, field: str, subject: Subject | None = None) -> date:
    """Return the day of *text* (`2026-10-31`)."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise refuse("bad_day", field=field, subject=subject, text=text) from error


def read_day_or_none(text: str, field: str, subject: Subject | None = None) -> date | None:
    """Return the day of *text*, or None where nothing was typed."""
    return read_day(text, field, subject) if text.strip() else None


def read_code(codes: type[Code], text: str, field: str, subject: Subject | None = None) -> Code:
    """Return the code that *text* means: the code itself or its Chinese word."""
    found = words(codes).get(text.strip())
    if found is None:
        raise refuse("bad_code_word", field=field, subject=subject, text=text, words=choices(codes))
    return found


def choices(codes: Iterable[StrEnum]) -> str:
    """Return what may be typed for a kind of code: `实地(on_site)、电话(phone)`."""
    return "、".join(f"{label(code)}({code.value})" for code in codes)


def read_yes_no(text: str, field: str, subject: Subject) -> bool | None:
    """Return whether *text* says yes; None where it says nothing."""
    if not text.strip():
        return None
    found = _YES.get(text.strip().lower())
    if found is None:
        raise refuse("bad_code_word", field=field, subject=subject, text=text, words="是、否")
    return found


def read_money(text: str, field: str, subject: Subject, units: Mapping[str, Scale] = SCALE_WORDS) -> int | None:
    """Return the amount of *text* in 分, which must name its unit; None where nothing was typed."""
    if not text.strip():
        return None
    try:
        return read_amount(text, scale=None, words=units).value
    except NotAnAmount as error:
        raise refuse(error.reason, field=field, subject=subject, text=text) from error


def read_unit(preset: Preset, text: str, dimension: Dimension, field: str) -> str:
    """Return the id of the unit that *text* means: an id, a name or an alias; empty where nothing was typed."""
    if not text.strip():
        return ""
    unit = preset.unit(text.strip()) or preset.find_unit(text)
    if unit is None or unit.dimension is not dimension:
        names = "、".join(each.name for each in preset.units if each.dimension is dimension)
        raise refuse("bad_code_word", field=field, subject=Subject.ENTERPRISE, text=text, words=names)
    return unit.id


def pairs(
    typed: Sequence[str], allowed: Iterable[str], subject: Subject | None = None, *, needed: bool = False
) -> dict[str, str]:
    """Return FIELD=VALUE words as a mapping; a field that is not *allowed* or comes twice is refused.

    With *subject* a field may be typed by its Chinese heading, too; where some are *needed*, none are refused.
    """
    known = list(allowed)
    if needed and not typed:
        raise refuse("unknown_field", text="", words=_field_words(known, subject))
    headings = {} if subject is None else {_heading(field, subject): field for field in known}
    found: dict[str, str] = {}
    for word in typed:
        name, sign, value = word.partition("=")
        name = headings.get(name.strip(), name.strip())
        if not sign or name not in known:
            raise refuse("unknown_field", text=name, words=_field_words(known, subject))
        if name in found:
            raise refuse("field_twice", field=name, subject=subject)
        found[name] = value
    return found


def _field_words(fields: Iterable[str], subject: Subject | None) -> str:
    """Return what may be typed, each with its heading: `联系人(contact)、经营状态(status)`."""
    if subject is None:
        return "、".join(fields)
    return "、".join(f"{_heading(field, subject)}({field})" for field in fields)


def _heading(field: str, subject: Subject) -> str:
    return field_label(field, subject).partition("（")[0]
