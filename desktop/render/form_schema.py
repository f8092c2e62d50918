"""The form language as JSON Schema (2020-12), made from the same codes that the reader takes."""

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from desktop.domain.filing import FormSubject
from desktop.domain.money import Scale
from desktop.render.catalogue import CATALOGUE
from desktop.render.condition import Operator
from desktop.render.form_columns import HEADER_LEVELS, MOST_COLUMNS
from desktop.render.form_parts import SerialRun, Total, TotalsPlace
from desktop.render.sheet import Align, PaperSize
from desktop.wording.form_facts import fact_words
from desktop.wording.form_subjects import OPERATORS, subject_words
from desktop.wording.form_words import KEYS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_Schema = dict[str, Any]
_TEXT: _Schema = {"type": "string"}
_TEXTS: _Schema = {"type": "array", "items": _TEXT}
_YES: _Schema = {"type": "boolean"}
_MONTH: _Schema = {"type": "string", "pattern": "^[0-9]{4}-(0[2-9]|1[0-2])$"}
_EXAMPLE: _Schema = {"type": "object", "propertyNames": {"$ref": "#/$defs/fact"}, "additionalProperties": _TEXT}


def schema() -> _Schema:
    """Return the schema; what it cannot say (which fact adds up, which gap fills where) the checker says."""
    return {
        "$schema": DIALECT,
        "title": "form",
        **_table("", _form(), ("id", "edition", "subject", "title")),
        "oneOf": [{"required": ["columns"]}, {"required": ["lines"]}],
        "$defs": {
            "fact": _facts(),
            "column": _table("column", _column(), ("header", "fact", "width")),
            "line": _table("line", _line(), ("boxes",)),
            "condition": _table("condition", _condition(), ("fact", "is")),
        },
    }


def schema_text() -> str:
    """Return the schema as the published file has it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _form() -> _Schema:
    return {
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 60},
        "edition": _whole(1, 1000),
        "effective_from": _MONTH,
        "subject": _choice(FormSubject, {each: subject_words(each) for each in FormSubject}),
        "monthly": _YES,
        "title": {"type": "string", "minLength": 1},
        **dict.fromkeys(("annex", "blank", "closing", "seal"), _TEXT),
        **dict.fromkeys(("tiers", "sort", "notes", "footer", "known"), _TEXTS),
        "spare": _whole(0, 60),
        "scale": _choice(Scale),
        "unsorted": _YES,
        "totals": _choice(TotalsPlace),
        "page": _table("page", _page()),
        "corners": _table("corners", dict.fromkeys(("left", "middle", "right"), _TEXT)),
        "columns": {**_list("column"), "minItems": 1, "maxItems": MOST_COLUMNS},
        "lines": {**_list("line"), "minItems": 1},
        "filters": _list("condition"),
        "group": _table("group", _group(), ("by",)),
        "rules": {"type": "array", "items": _table("rule", _rule(), ("number", "text", "expect"))},
    }


def _page() -> _Schema:
    edges = {"top": _whole(10, 60), "bottom": _whole(15, 60), "left": _whole(5, 60), "right": _whole(5, 60)}
    return {
        "size": _choice(PaperSize),
        "orientation": {"enum": ["portrait", "landscape"]},
        "text_size": {"type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?$"},
        "margins": _table("margins", edges),
    }


def _column() -> _Schema:
    return {
        "header": {
            "type": "array",
            "items": {"type": "string", "minLength": 1},
            "minItems": 1,
            "maxItems": HEADER_LEVELS,
        },
        "fact": _ref("fact"),
        "width": _whole(5, 300),
        "align": _choice(Align),
        "decimals": _whole(0, 6),
        "total": _choice(Total),
        "required": _YES,
        "required_when": _list("condition"),
        "scale": _choice(Scale),
    }


def _line() -> _Schema:
    box = {"label": _TEXT, "fact": _ref("fact"), "share": _whole(1, 12)}
    boxes = {"type": "array", "items": _table("box", box, ("label", "fact")), "minItems": 1}
    return {"boxes": boxes, "height": _whole(5, 250)}


def _condition() -> _Schema:
    return {
        "fact": _ref("fact"),
        "is": _choice(Operator, OPERATORS),
        "value": _TEXT,
        "values": _TEXTS,
        "other": _ref("fact"),
        "scale": _choice(Scale),
    }


def _group() -> _Schema:
    return {
        "by": _ref("fact"),
        **dict.fromkeys(("heading", "subtotal", "blank"), _TEXT),
        "serial": _choice(SerialRun),
        "order": _TEXTS,
    }


def _rule() -> _Schema:
    return {
        "number": {"type": "string", "pattern": "^[A-Za-z0-9.-]{1,12}$"},
        "text": _TEXT,
        "severity": {"enum": ["check", "note"]},
        "expect": _ref("condition"),
        "when": _list("condition"),
        "since": _MONTH,
        "tolerance": {"type": "integer", "minimum": 0, "maximum": 50},
        "passes": _EXAMPLE,
        "fails": _EXAMPLE,
    }


def _facts() -> _Schema:
    """Return the names of all facts, each with what it is called; which of them fit is decided by the subject."""
    names: dict[str, dict[str, None]] = {}
    for subject, facts in CATALOGUE.items():
        for name in facts:
            names.setdefault(name, {})[fact_words(subject, name)] = None
    return {"anyOf": [{"const": name, "description": " / ".join(words)} for name, words in sorted(names.items())]}


def _table(name: str, keys: Mapping[str, _Schema], needed: Iterable[str] = ()) -> _Schema:
    told = {key: {**each, "description": KEYS[f"{name}.{key}" if name else key]} for key, each in keys.items()}
    table: _Schema = {"type": "object", "additionalProperties": False, "properties": told}
    return {**table, "required": list(needed)} if needed else table


def _list(name: str) -> _Schema:
    return {"type": "array", "items": _ref(name)}


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _whole(low: int, high: int) -> _Schema:
    return {"type": "integer", "minimum": low, "maximum": high}


def _choice(kind: type[StrEnum], words: Mapping[Any, str] | None = None) -> _Schema:
    if words is None:
        return {"enum": [each.value for each in kind]}
    return {"oneOf": [{"const": each.value, "description": words[each]} for each in kind]}
