"""Writes resources/exchange/cells-1.schema.json: which cells travel and what each may say, as the tables have it.

Run `python -m tests.exchange.cells` after a field that travels was added.
"""

import json
import tomllib
from pathlib import Path
from typing import get_origin

from db.models.base import Count, DayText, Fen, Flag, JsonText, OneOf, SomeOf, StampText
from db.projection import models, needed
from desktop.domain.codes import Measure, Obtained, Source, Subject
from desktop.domain.figure import MEASURES
from desktop.domain.money import Scale

RESOURCES = Path(__file__).parents[2] / "resources"
PLACE = RESOURCES / "exchange" / "cells-1.schema.json"
DAY = {"type": "string", "format": "date"}
TEXT = {"type": "string"}
KINDS = (
    (DayText, DAY),
    (StampText, {"type": "string", "format": "date-time", "description": "UTC, with milliseconds"}),
    (Fen, {"type": "string", "pattern": r"^-?(0|[1-9][0-9]*)\.[0-9]{2}$", "description": "元"}),
    (Count, {"type": "integer"}),
    (Flag, {"type": "boolean"}),
)


def cells():
    """Return the schema: a definition for each ledger that travels, a property for each field."""
    letters = tomllib.loads((RESOURCES / "reference" / "letters.toml").read_text(encoding="utf-8"))
    travelling = {Subject(each["subject"]) for way in ("to_county", "to_unit") for each in letters[way]}
    travelling |= {Subject.ATTACHMENT}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cells/1",
        "description": (
            "What `val` may be in a line of ops/1, besides null: by `subject` and, in it, by `fld`. `required` are the"
            " fields without which a record is kept but not shown. A `fld` that is not here is kept and not shown."
        ),
        "$defs": {
            subject.value: figures() if subject is Subject.FIGURE else record(models()[subject])
            for subject in sorted(travelling)
        },
    }


def record(model):
    columns = [each for each in model.__table__.c if each.name not in model.untracked | {"uid"}]
    return {
        "type": "object",
        "required": [each.name for each in columns if needed(model, each.name)],
        "properties": {each.name: of(model, each) for each in columns},
    }


def of(model, column):
    if isinstance(column.type, OneOf):
        return {"enum": sorted(column.type.known)}
    if isinstance(column.type, SomeOf):
        return {"type": "array", "items": {"enum": sorted(column.type.known)}}
    if isinstance(column.type, JsonText):
        inside = model.model_fields[column.name].annotation
        if get_origin(inside) is dict:
            pair = {"type": "array", "prefixItems": [TEXT, TEXT], "items": False, "minItems": 2}
            return {"type": "array", "items": pair, "description": "pairs of name and value"}
        return {"type": "array", "items": TEXT} if inside == list[str] else {"type": "array"}
    found = next((dict(kind) for column_type, kind in KINDS if isinstance(column.type, column_type)), dict(TEXT))
    if keys := [key.column.table.name for key in column.foreign_keys]:
        found["description"] = f"ent of a record of {keys[0]}"
    return found


def figures():
    return {
        "type": "object",
        "required": [],
        "description": "`ent` is the enterprise, `period` a month or a year, `by_unit` who reports.",
        "properties": {measure.value: figure(MEASURES[measure].places) for measure in Measure},
    }


def figure(places):
    number = r"^-?(0|[1-9][0-9]*)" + (rf"\.[0-9]{{{places}}}$" if places else "$")
    members = {
        "amount": {"type": "string", "pattern": number},
        "raw": {"type": "string", "description": "as it was typed, or empty"},
        "scale": {"enum": [each.value for each in Scale], "description": "the unit of raw"},
        "source": {"enum": [each.value for each in Source]},
        "obtained": {"enum": [each.value for each in Obtained]},
        "given_by": TEXT,
        "on": DAY,
    }
    return {"type": "object", "additionalProperties": False, "required": list(members), "properties": members}


def text():
    """Return the file's text."""
    return json.dumps(cells(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PLACE.write_text(text(), encoding="utf-8")
