"""How the fields of a record and a reported figure read in the journal."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from typing import Any, get_origin

from sqlmodel import SQLModel

from db.models.base import Column, Count, DayText, Fen, Flag, JsonText, StampText, Table, is_exact
from desktop.domain.change import Cell, Value
from desktop.domain.codes import Measure, Obtained, Source, Subject
from desktop.domain.figure import MEASURES, FigureValue
from desktop.domain.money import Scale, from_plain, plain

# looked up, not called: a county takes in hundreds of thousands of figures
_SCALES = {code.value: code for code in Scale}
_SOURCES = {code.value: code for code in Source}
_OBTAINED = {code.value: code for code in Obtained}
_FIGURE_MEMBERS = {"amount", "raw", "scale", "source", "obtained", "given_by", "on"}


def tracked(model: type[Table], values: Mapping[str, Any]) -> dict[str, Value]:
    """Return the fields among *values* that the journal follows, each in its canonical form."""
    columns = model.__table__.c  # type: ignore[attr-defined]
    return {
        name: _kind(columns[name].type).to_journal(value)
        for name, value in values.items()
        if name != "uid" and name not in model.untracked
    }


def fresh(model: type[Table]) -> dict[str, Any]:
    """Return what a new record of *model* holds where nobody says otherwise."""
    return {name: make() for name, make in _defaults(model)}


@cache
def _defaults(model: type[Table]) -> tuple[tuple[str, Callable[[], Any]], ...]:
    found = []
    for name, field in model.model_fields.items():
        if not field.is_required():
            found.append((name, field.default_factory or partial(_same, field.default)))
    return tuple(found)  # type: ignore[arg-type]  # no factory here asks for the other values


def _same(value: Any) -> Any:
    return value


def untold(model: type[Table], name: str) -> Any:
    """Return what column *name* holds where the journal says nothing of it: nothing, "no", an empty list or map."""
    column = model.__table__.c[name]  # type: ignore[attr-defined]
    if column.nullable:
        return None
    if isinstance(column.type, Flag):
        return False
    if isinstance(column.type, JsonText):
        return {} if _is_map(model, name) else []
    return None


def empty(model: type[Table], name: str) -> Any:
    """Return what column *name* of a record that comes back holds until its own values are filled in."""
    column = model.__table__.c[name]  # type: ignore[attr-defined]
    value = untold(model, name)
    if value is not None or column.nullable:
        return value
    return date.min if isinstance(column.type, DayText) else 0 if isinstance(column.type, Count | Fen) else ""


def whole(model: type[Table], values: Mapping[str, Any]) -> bool:
    """Return whether a row can be made of *values*: a moment that the journal does not follow has no empty form."""
    return all(
        column.nullable or column.name in values or not isinstance(column.type, StampText)
        for column in model.__table__.c  # type: ignore[attr-defined]
    )


def needed(model: type[Table], name: str) -> bool:
    """Return whether every record that stands has something to say in the tracked field *name*."""
    column = model.__table__.c[name]  # type: ignore[attr-defined]
    return not column.nullable and not isinstance(column.type, Flag | JsonText)


def column_value(model: type[Table], name: str, value: Value) -> Any:
    """Return what column *name* holds where the journal says *value*; the way back from `tracked`."""
    if value is None:
        return untold(model, name)
    if isinstance(value, list) and _is_map(model, name):
        return {str(pair[0]): pair[1] for pair in value if isinstance(pair, list)}
    return _kind(model.__table__.c[name].type).from_journal(value)  # type: ignore[attr-defined]


@cache
def models() -> Mapping[Subject, type[Table]]:
    """Return the table of every subject whose records the journal follows."""
    return {model.subject: model for model in Table.__subclasses__()}


@cache
def by_reference() -> Mapping[Subject, int]:
    """Return subject → its place, those on which others hang before those that hang on them."""
    place = {table.name: number for number, table in enumerate(SQLModel.metadata.sorted_tables)}
    return {subject: place[str(model.__tablename__)] for subject, model in models().items()}


def readable(cell: Cell, value: Value) -> bool:
    """Return whether *value* is of the kind that *cell* takes; a field of a later version takes any."""
    reads = _reads(cell.subject, cell.field)
    return value is None or reads is None or reads(value)


def unlisted(cell: Cell, value: Value) -> str | None:
    """Return the code in the readable *value* that the closed list of *cell* lacks."""
    model = models().get(cell.subject)
    column = None if model is None else model.__table__.c.get(cell.field)  # type: ignore[attr-defined]
    return None if column is None or value is None else _kind(column.type).unlisted(value)


@cache
def _reads(subject: Subject, field: str) -> Callable[[Value], bool] | None:
    """Return what says whether a value is of the kind of *field*; None for a field that is only kept."""
    if subject is Subject.FIGURE:
        return partial(_is_figure, field)
    model = models().get(subject)
    column = None if model is None else model.__table__.c.get(field)  # type: ignore[attr-defined]
    if model is None or column is None or field in model.untracked | {"uid"}:
        return None
    inside = model.model_fields[field].annotation
    if inside == list[str]:
        return _are_texts
    if inside == dict[str, str]:
        return _are_pairs
    return _kind(column.type).reads


def _are_texts(value: Value) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and "\0" not in item for item in value)


def _are_pairs(value: Value) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, list) and len(item) == 2 and _are_texts(item) for item in value
    )


def _is_figure(field: str, value: Value) -> bool:
    if not isinstance(value, dict) or value.keys() != _FIGURE_MEMBERS or not _are_texts(list(value.values())):
        return False
    try:
        found = figure_said(Measure(field), value)
    except (ValueError, KeyError):
        return False
    return found is not None and found.on.isoformat() == value["on"] and is_exact(found.amount)


def figure_said(measure: Measure, value: Value) -> FigureValue | None:
    """Return the figure that the journal's *value* states; the way back from `figure_value`.

    Raise ValueError or KeyError for what `readable` refuses.
    """
    if not isinstance(value, dict):
        return None
    return FigureValue(
        amount=from_plain(str(value["amount"]), places=MEASURES[measure].places),
        raw=str(value["raw"]),
        scale=_SCALES[str(value["scale"])],
        source=_SOURCES[str(value["source"])],
        obtained=_OBTAINED[str(value["obtained"])],
        given_by=str(value["given_by"]),
        on=date.fromisoformat(str(value["on"])),
    )


def _is_map(model: type[Table], name: str) -> bool:
    return get_origin(model.model_fields[name].annotation) is dict


def says_something(model: type[Table], name: str, value: Value) -> bool:
    """Return whether *value* of a new record needs a Change: a cell without one reads as nothing, or as "no"."""
    nullable = model.__table__.c[name].nullable  # type: ignore[attr-defined]
    return value is not None and value != [] and (value is not False or nullable)


def figure_value(measure: Measure, value: FigureValue | None) -> Value:
    """Return *value* as the one object the journal keeps."""
    if value is None:
        return None
    return {
        "amount": plain(value.amount, places=MEASURES[measure].places),
        "raw": value.raw,
        "scale": value.scale.value,
        "source": value.source.value,
        "obtained": value.obtained.value,
        "given_by": value.given_by,
        "on": value.on.isoformat(),
    }


def figure_columns(value: FigureValue | None) -> dict[str, Any]:
    """Return *value* as the columns of its row; all of them nothing where it is cleared."""
    names = ("amount", "raw", "scale", "source", "obtained", "given_by")
    if value is None:
        return dict.fromkeys((*names, "given_on"))
    return {**{name: getattr(value, name) for name in names}, "given_on": value.on}


def _kind(found: Any) -> Column:
    if not isinstance(found, Column):
        raise TypeError(f"column type {found!r} cannot be kept in the journal")
    return found
