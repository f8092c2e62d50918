"""Writes form files: what a person composed becomes the same TOML that the office could have typed."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.domain.filing import FormSubject
from desktop.domain.form_entry import ColumnDraft, FilterDraft, FormDraft
from desktop.domain.money import Scale
from desktop.render.catalogue import CATALOGUE, Fact
from desktop.render.condition import LISTED, UNARY
from desktop.render.fact_kinds import Kind
from desktop.render.form_parts import Column, Form, Total
from desktop.render.form_units import in_scale, units_line
from desktop.wording.sheets import SUBTOTAL

# the order in which a person reads a form file; what is not named here follows
_ORDER = (
    "id",
    "edition",
    "effective_from",
    "subject",
    "monthly",
    "title",
    "annex",
    "scale",
    "tiers",
    "unsorted",
    "sort",
    "blank",
    "totals",
    "closing",
    "notes",
    "footer",
    "seal",
)


def written(draft: FormDraft) -> str:
    """Return the form file that *draft* makes; what its base says beside it stays, comments apart."""
    table: dict[str, Any] = tomllib.loads(draft.base) if draft.base else {}
    columns = _columns(draft.columns, draft.subject, table.get("columns", []))
    table |= {
        "id": draft.id,
        "edition": draft.edition,
        "subject": draft.subject.value,
        "title": draft.title,
        "scale": draft.scale,
        "sort": list(draft.sort),
        "monthly": draft.monthly,
        "columns": columns,
        "filters": [
            *(each for each in table.get("filters", []) if not _plain_filter(each)),
            *(_filter(each) for each in draft.filters),
        ],
        "page": {
            **table.get("page", {}),
            "size": draft.size,
            "orientation": "landscape" if draft.landscape else "portrait",
        },
        "notes": [line for line in draft.note.split("\n") if line.strip()],
        "group": _group(draft, table.get("group", {})),
        "corners": _corners(draft, table, columns),
    }
    table.pop("effective_from", None)  # an edition holds from the month it is added with
    if table["filters"]:
        table.pop("closing", None)  # those that left are told by name alone, and no filter can look at them
    return to_toml({name: value for name, value in table.items() if value not in ([], {}, "", False)})


def draft_of(form: Form, base: str) -> FormDraft:
    """Return *form* as a person can go on composing it; *base* is its file."""
    group = form.group
    return FormDraft(
        id=form.id,
        subject=form.subject,
        title=form.title,
        columns=tuple(_column_draft(column) for column in form.columns),
        base=base,
        edition=form.edition,
        monthly=form.monthly,
        scale=form.scale.value,
        size=form.page.size.value,
        landscape=form.page.landscape,
        sort=form.sort,
        filters=_filter_drafts(base),
        group_by=group.fact.name if group is not None else "",
        subtotal=group is not None and bool(group.subtotal),
        serial_restarts=group is not None and group.serial.value == "restart",
        note="\n".join(form.notes),
    )


def to_toml(table: Mapping[str, Any]) -> str:
    """Return *table* as TOML: plain keys first, then tables, then lists of tables, each on a line of its own."""
    order = {name: place for place, name in enumerate(_ORDER)}
    names = sorted(table, key=lambda name: order.get(name, len(order)))
    plain = [f"{name} = {_value(table[name])}" for name in names if not _is_table(table[name])]
    parts = ["\n".join(plain)]
    parts += [_section(name, table[name]) for name in names if isinstance(table[name], Mapping)]
    for name in names:
        if _is_table(table[name]) and not isinstance(table[name], Mapping):
            parts += [f"[[{name}]]\n" + _plain(each) for each in table[name]]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(name: str, table: Mapping[str, Any]) -> str:
    inner = [f"[{name}.{key}]\n{_plain(value)}" for key, value in table.items() if isinstance(value, Mapping)]
    own = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    return "\n\n".join([f"[{name}]\n{_plain(own)}" if own else "", *inner]).strip()


def _plain(table: Mapping[str, Any]) -> str:
    return "\n".join(f"{name} = {_value(value)}" for name, value in table.items())


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and bool(value) and isinstance(value[0], Mapping))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_value(each)}" for name, each in value.items()) + " }"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    # a JSON text is a TOML text, but for the one control character that JSON leaves alone
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _columns(
    columns: Sequence[ColumnDraft], subject: FormSubject, before: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the tables of the columns; what a column of the same fact said of its look stays."""
    left = list(before)
    found = []
    for column in columns:
        same = [each for each in left if each.get("fact") == column.fact]
        old = next((each for each in same if each.get("header") == list(column.header)), next(iter(same), {}))
        left = [each for each in left if each is not old]
        kept = ("align", "decimals", "scale", *(("required_when",) if column.required else ()))
        found.append(
            {
                "header": list(column.header),
                "fact": column.fact,
                "width": column.width,
                **{name: old[name] for name in kept if name in old},
                **({"total": _total(CATALOGUE[subject].get(column.fact))} if column.total else {}),
                **({"required": True} if column.required else {}),
            }
        )
    return found


def _total(fact: Fact | None) -> str:
    return Total.RATIO.value if fact is not None and fact.kind is Kind.RATIO else Total.SUM.value


def _filter(condition: FilterDraft) -> dict[str, Any]:
    table: dict[str, Any] = {"fact": condition.fact, "is": condition.operator}
    if condition.operator in UNARY:
        return table
    if condition.operator in LISTED:
        return {**table, "values": list(condition.values)}
    return {**table, "value": condition.values[0] if condition.values else ""}


def _corners(draft: FormDraft, before: Mapping[str, Any], columns: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the words above the table with the units that stand in it; other words of a person stay."""
    corners = dict(before.get("corners", {}))
    scale, said = str(before.get("scale", Scale.TEN_THOUSAND)), str(corners.get("right", ""))
    if said in {"", _units(draft.subject, before.get("columns", []), scale)}:
        corners["right"] = _units(draft.subject, columns, draft.scale)
    elif scale != draft.scale:
        corners["right"] = in_scale(said, Scale(scale), Scale(draft.scale))
    return {name: words for name, words in corners.items() if words}


def _units(subject: FormSubject, columns: Sequence[Mapping[str, Any]], scale: str) -> str:
    facts = [(CATALOGUE[subject].get(each["fact"]), each.get("scale")) for each in columns]
    return units_line(
        (fact.kind, Scale(own or (scale if fact.kind is Kind.MONEY else Scale.ONE))) for fact, own in facts if fact
    )


def _group(draft: FormDraft, before: Mapping[str, Any]) -> dict[str, Any]:
    if not draft.group_by:
        return {}
    kept = {name: value for name, value in before.items() if name not in {"subtotal", "serial"}}
    if before.get("by") != draft.group_by:
        kept = {}
    subtotal = str(before.get("subtotal") or "") or SUBTOTAL
    return {
        **kept,
        "by": draft.group_by,
        **({"subtotal": subtotal} if draft.subtotal else {}),
        **({"serial": "restart"} if draft.serial_restarts else {}),
    }


def _column_draft(column: Column) -> ColumnDraft:
    return ColumnDraft(column.fact.name, column.header, column.width, column.total is not Total.NONE, column.required)


def _filter_drafts(base: str) -> tuple[FilterDraft, ...]:
    found = tomllib.loads(base).get("filters", []) if base else []
    return tuple(
        FilterDraft(each["fact"], each["is"], tuple(each.get("values", [each["value"]] if "value" in each else [])))
        for each in found
        if _plain_filter(each)
    )


def _plain_filter(table: Mapping[str, Any]) -> bool:
    """Return whether a person can compose the condition; one that says more is left as it stands."""
    return not {"other", "scale"} & table.keys()
