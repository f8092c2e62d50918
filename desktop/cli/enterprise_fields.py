"""The fields of an enterprise that can be typed as FIELD=VALUE, and how each is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop.cli.reading import read_code, read_day_or_none, read_money, read_unit, read_yes_no
from desktop.domain.codes import Dimension, EnterpriseKind, LibraryStatus, OperatingStatus, Subject
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.preset import Preset

TEXTS = (
    "name",
    "credit_code",
    "no_code_reason",
    "address",
    "production_address",
    "production_month",
    "activity",
    "products",
    "industry_code",
    "legal_person",
    "contact",
    "contact_post",
    "contact_phone",
    "accountant",
    "admitted_month",
    "note",
)

_OTHERS = (
    "former_names",
    "township",
    "department",
    "kind",
    "established_on",
    "registered_capital",
    "general_taxpayer",
    "code_seen",
    "status",
    "library_status",
)

FIELDS = (*TEXTS, *_OTHERS)

_BETWEEN_NAMES = re.compile(r"[；;、\n]")

_WHOSE = Subject.ENTERPRISE
_READERS: Mapping[str, Callable[[str, Preset], object]] = {
    "former_names": lambda text, _: tuple(name.strip() for name in _BETWEEN_NAMES.split(text) if name.strip()),
    "township": lambda text, preset: read_unit(preset, text, Dimension.TERRITORY, "township"),
    "department": lambda text, preset: read_unit(preset, text, Dimension.SECTOR, "department"),
    "kind": lambda text, _: read_code(EnterpriseKind, text, "kind", _WHOSE),
    "established_on": lambda text, _: read_day_or_none(text, "established_on", _WHOSE),
    "registered_capital": lambda text, _: read_money(text, "registered_capital", _WHOSE),
    "general_taxpayer": lambda text, _: read_yes_no(text, "general_taxpayer", _WHOSE),
    "code_seen": lambda text, _: bool(read_yes_no(text, "code_seen", _WHOSE)),
    "status": lambda text, _: read_code(OperatingStatus, text, "status", _WHOSE),
    "library_status": lambda text, _: read_code(LibraryStatus, text, "library_status", _WHOSE),
}


def changed(draft: EnterpriseDraft, typed: Mapping[str, str], preset: Preset) -> EnterpriseDraft:
    """Return *draft* with the *typed* fields in it."""
    values: dict[str, Any] = {
        field: _READERS[field](text, preset) if field in _READERS else text.strip() for field, text in typed.items()
    }
    return replace(draft, **values)
