"""The fields of who answers for whom as they are typed and told."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop.cli.documents import Document, day, text
from desktop.cli.reading import read_code, refuse
from desktop.domain.codes import Subject
from desktop.domain.officer import OfficerDraft, OfficerRow
from desktop.domain.visit_codes import RhythmUnit, RhythmWay
from desktop.wording.visit_papers import rhythm, with_post

FIELDS = ("person", "post", "unit", "leader", "leader_post", "every", "rhythm", "way", "basis", "note")
COLUMNS = ("编号", "企业名称", "包联领导", "责任人", "责任单位", "开始", "结束", "要求频次", "最近走访", "按频次应走访")

_WHOSE = Subject.CONTACT_OFFICER


def drafted(draft: OfficerDraft, typed: Mapping[str, str]) -> OfficerDraft:
    """Return *draft* with what was *typed*."""
    values: dict[str, Any] = {name: typed[name] for name in typed if name not in {"every", "rhythm", "way"}}
    if "every" in typed:
        values["every"] = _whole(typed["every"])
    if "rhythm" in typed:
        values["rhythm"] = read_code(RhythmUnit, typed["rhythm"], "rhythm", _WHOSE)
    if "way" in typed:
        values["way"] = read_code(RhythmWay, typed["way"], "way", _WHOSE)
    return replace(draft, **values)


def document(row: OfficerRow) -> Document:
    """Return one line as JSON."""
    draft = row.draft
    return {
        "uid": row.uid,
        "enterprise": draft.enterprise,
        "enterprise_name": row.enterprise_name,
        "township": text(row.township),
        **{name: text(getattr(draft, name)) for name in ("leader", "leader_post", "person", "post", "unit")},
        "since": day(draft.since),
        "until": day(draft.until),
        "until_reason": text(draft.until_reason),
        "every": draft.every,
        "rhythm": draft.rhythm.value if draft.every is not None else None,
        "way": draft.way.value,
        "basis": text(draft.basis),
        "note": text(draft.note),
        "last_on": day(row.last_on),
        "due_on": day(row.due_on),
        "current": row.current,
        "voided": row.voided,
        "void_reason": text(row.void_reason),
    }


def cells(row: OfficerRow) -> tuple[str, ...]:
    """Return one line for a person."""
    draft = row.draft
    return (
        row.uid,
        row.enterprise_name,
        with_post(draft.leader, draft.leader_post),
        with_post(draft.person, draft.post),
        draft.unit,
        day(draft.since) or "",
        f"作废：{row.void_reason}" if row.voided else (day(draft.until) or ""),
        rhythm(draft),
        day(row.last_on) or "",
        day(row.due_on) or "",
    )


def _whole(typed: str) -> int | None:
    if not typed.strip():
        return None
    if not typed.strip().isdecimal():
        raise refuse("odd_rhythm", field="every", subject=_WHOSE, limit="366")
    return int(typed)
