"""Filing rounds as lines of a package: schema `filing/1`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from desktop.domain.change import Value
from desktop.domain.codes import FilingKind
from desktop.domain.filing import FactRow, FactValue, FilingRound
from desktop.exchange.fields import Fields
from desktop.kernel.errors import KnownError

FILING, FILING_SCHEMA = "data/filing.jsonl", "filing/1"


class CarriedRound(NamedTuple):
    """A filing round as it travels; *facts* are rows of [owner, name, [[fact, value], …]].

    *permit* is the permission of the county it was made under, empty where it needed none or had none; *knew* is where
    the rounds before it stood for all its unit knew when it made it.
    """

    uid: str
    unit: str
    month: str
    form: str
    edition: int
    round: int
    kind: str
    correction: int
    reason: str
    digest: str
    code: str
    rows: int
    facts: list[Value]
    permit: str = ""
    knew: str = ""


def round_line(kept: FilingRound, unit: str, facts: Sequence[FactRow]) -> dict[str, Value]:
    """Return *kept* with its frozen *facts* as a line."""
    return {
        "uid": kept.uid,
        "unit": unit,
        "month": str(kept.month),
        "form": kept.form,
        "edition": kept.edition,
        "round": kept.round,
        "kind": kept.kind.value,
        "correction": kept.correction,
        "reason": kept.reason,
        "digest": kept.digest,
        "code": kept.code,
        "rows": kept.rows,
        "permit": kept.permit,
        "knew": kept.knew,
        "facts": [[row.owner, row.name, [[name, row.facts[name]] for name in sorted(row.facts)]] for row in facts],
    }


def read_rounds(lines: Iterable[Mapping[str, Value]]) -> Iterator[CarriedRound]:
    """Return the rounds of *lines*; raise `KnownError` for a line that is none."""
    for number, line in enumerate(lines, start=1):
        fields = Fields(line, f"{FILING}:{number}")
        yield CarriedRound(
            uid=fields.text("uid", low=1),
            unit=fields.text("unit", low=1),
            month=fields.month("month"),
            form=fields.text("form", low=1),
            edition=fields.whole("edition", low=1),
            round=fields.whole("round", low=1),
            kind=_kind(fields.text("kind", low=1)),
            correction=fields.whole("correction"),
            reason=fields.text("reason"),
            digest=fields.text("digest"),
            code=fields.text("code"),
            rows=fields.whole("rows"),
            facts=_facts(fields),
            permit=fields.text_or_empty("permit"),
            knew=fields.text_or_empty("knew"),
        )


def _kind(code: str) -> str:
    if code not in set(FilingKind):
        raise KnownError("package_too_new", wanted=code)
    return code


def fact_rows(carried: CarriedRound) -> tuple[FactRow, ...]:
    """Return the rows of *carried* as they were frozen."""
    return tuple(found for row in carried.facts if (found := _row(row)) is not None)


def _facts(fields: Fields) -> list[Value]:
    found = fields.list_of_lists("facts")
    if any(_row(row) is None for row in found):
        raise fields.broken("facts")
    return found


def _row(row: Value) -> FactRow | None:
    """Return the row of facts that *row* is, or nothing if it is none."""
    match row:
        case [str(owner), str(name), list(pairs)]:
            facts: dict[str, FactValue] = {}
            for pair in pairs:
                match pair:
                    case [str(fact), str() | int() | None as value]:
                        facts[fact] = value
                    case _:
                        return None
            return FactRow(owner, name, facts)
        case _:
            return None
