"""The units (单位) a form names above its table: written for a composed form, held to the amounts of every form."""

import re
from collections.abc import Iterable

from desktop.domain.money import Scale
from desktop.domain.problems import Severity
from desktop.render.fact_kinds import Kind
from desktop.render.form_keys import Faults
from desktop.render.form_parts import Column, Form
from desktop.wording.sheets import NAMES_JOINED, PERCENT, UNITS
from desktop.wording.units import MONEY_UNITS, POWER_UNITS, POWER_WORDS, SCALE_WORDS, UNIT_BEFORE, UNIT_BEHIND

_MONEY = {SCALE_WORDS[word]: word for word in MONEY_UNITS}
_POWER = {POWER_WORDS[word]: word for word in POWER_UNITS}
_SAID = re.compile(f"(?:(?<=[{UNIT_BEFORE}])|^)(?:{'|'.join(MONEY_UNITS)})(?=[{UNIT_BEHIND}]|$)")


def units_line(columns: Iterable[tuple[Kind, Scale]]) -> str:
    """Return what stands above a table of such *columns*: 单位：万元、%; nothing where no amount is among them."""
    shown = list(columns)
    words = [_MONEY[scale] for kind, scale in shown if kind is Kind.MONEY and scale in _MONEY]
    words += [_POWER[scale] for kind, scale in shown if kind is Kind.KWH and scale in _POWER]
    if not words:
        return ""
    words += [PERCENT for kind, _ in shown if kind is Kind.RATIO]
    return UNITS.format(units=NAMES_JOINED.join(dict.fromkeys(words)))


def in_scale(text: str, before: Scale, now: Scale) -> str:
    """Return *text* with the unit of money *before* replaced by that of *now*, where it stands as a unit."""
    return _SAID.sub(lambda found: _MONEY[now] if found[0] == _MONEY.get(before) else found[0], text)


def check_units(form: Form, faults: Faults) -> None:
    """Note in *faults* where amounts stand under another unit than theirs, or under none."""
    above = _SAID.findall(f"{form.title}\n{form.corner_left}\n{form.corner_middle}\n{form.corner_right}")
    for number, column in enumerate(form.columns, 1):
        if column.fact.kind is Kind.MONEY and not _agrees(column, number, above, faults):
            return  # the others are mended with the first


def _agrees(column: Column, number: int, above: list[str], faults: Faults) -> bool:
    said, meant = _SAID.findall("\n".join(column.header)) or above, _MONEY.get(column.scale, "")
    if not meant or meant in said:
        return True
    place, heading = f"columns[{number}].header", "/".join(column.header)
    if said:
        faults.add(place, "form_other_unit", Severity.CHECK, header=heading, said=NAMES_JOINED.join(said), unit=meant)
    else:
        faults.add(place, "form_no_unit", Severity.CHECK, header=heading, unit=meant)
    return False
