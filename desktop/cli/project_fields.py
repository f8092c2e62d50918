"""The fields of a project that can be typed as FIELD=VALUE, and how each is read."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop.cli.reading import read_code, read_day_or_none, read_money, read_unit, read_yes_no, refuse
from desktop.domain.admission import ProjectNature
from desktop.domain.codes import Dimension, Subject
from desktop.domain.preset import Preset
from desktop.domain.project import ApprovalKind, ProjectDraft

_WHOSE = Subject.PROJECT
_READERS: Mapping[str, Callable[[str, Preset], object]] = {
    "township": lambda text, preset: read_unit(preset, text, Dimension.TERRITORY, "township"),
    "approval_kind": lambda text, _: read_code(ApprovalKind, text, "approval_kind", _WHOSE) if text else None,
    "approved_on": lambda text, _: read_day_or_none(text, "approved_on", _WHOSE),
    "nature": lambda text, _: read_code(ProjectNature, text, "nature", _WHOSE) if text else None,
    "total_investment": lambda text, _: read_money(text, "total_investment", _WHOSE),
    "year_plan": lambda text, _: read_money(text, "year_plan", _WHOSE),
    "stated_revenue": lambda text, _: read_money(text, "stated_revenue", _WHOSE),
    "route": lambda text, preset: _route(text.strip(), preset),
    "invited": lambda text, _: bool(read_yes_no(text, "invited", _WHOSE)),
    "first_upgrade": lambda text, _: bool(read_yes_no(text, "first_upgrade", _WHOSE)),
}

FIELDS = tuple(ProjectDraft.__dataclass_fields__)


def changed(draft: ProjectDraft, typed: Mapping[str, str], preset: Preset) -> ProjectDraft:
    """Return *draft* with the *typed* fields in it."""
    values: dict[str, Any] = {
        field: _READERS[field](text, preset) if field in _READERS else text.strip() for field, text in typed.items()
    }
    return replace(draft, **values)


def _route(text: str, preset: Preset) -> str:
    """Return the route of the plan that *text* means, by id or by word."""
    found = next((route.id for route in preset.routes if text in {route.id, route.label}), "")
    if text and not found:
        words = "、".join(f"{route.label}({route.id})" for route in preset.routes)
        raise refuse("bad_code_word", field="route", subject=_WHOSE, text=text, words=words)
    return found
