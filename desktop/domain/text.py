"""Text as a person meant it: no invisible characters, no control characters, nothing the file cannot hold."""

import unicodedata
from dataclasses import fields, replace
from typing import Any, TypeVar

Draft = TypeVar("Draft")

REPLACEMENT = "\u25a1"  # stands for what no program could read (a lone surrogate)
_KEPT = frozenset("\n\t")


def tidy(text: str) -> str:
    """Return *text* without control, formatting and unpaired characters, line ends as one, blanks at the ends cut."""
    if text.isprintable():  # the usual case: no character below could be taken out
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_character(char) for char in lines).strip()


def tidied(draft: Draft) -> Draft:
    """Return *draft* (a frozen dataclass) with every text in it tidied."""
    values = {field.name: _value(getattr(draft, field.name)) for field in fields(draft)}  # type: ignore[arg-type]
    return replace(draft, **values)  # type: ignore[type-var]


def _value(value: Any) -> Any:
    if type(value) is str:
        return tidy(value)
    if isinstance(value, tuple):
        return tuple(_value(item) for item in value)
    return value


def _character(char: str) -> str:
    if char in _KEPT:
        return char
    category = unicodedata.category(char)
    if category == "Cs":
        return REPLACEMENT
    return "" if category in {"Cc", "Cf"} else char
