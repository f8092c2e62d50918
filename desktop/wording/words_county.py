"""The words of the county's look at merged figures: why a figure counts, and what a sum leaves out."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.codes import Measure
from desktop.domain.county import Sum
from desktop.domain.effective import Basis, Said
from desktop.wording import shown
from desktop.wording.labels import label

TO_CHECK = "待核对"
_BASES: Mapping[Basis, str] = {
    Basis.ADOPTED: "县里采用",
    Basis.ALONE: "一家报",
    Basis.AGREED: "各家一致",
    Basis.LED: "字段归口",
    Basis.OPEN: TO_CHECK,
}
_WORD = "{unit} 报 {amount}（{about}）"
_ADOPTED_WORD = "县里采用 {amount}（{about}）"
_SUM = "{amount}（{counted} 户）"
_LEFT_OUT = "未计 {open} 处待核对"
_JOINED = "，"


def basis_word(basis: StrEnum) -> str:
    """Return why a figure counts, or that nobody has decided yet."""
    return _BASES[Basis(basis)]


def told_words(measure: Measure, said: Said, names: Mapping[str, str], county: str) -> tuple[str, ...]:
    """Return each office's word about one figure with its source, the county's adopted value first."""
    lines = []
    for unit in sorted(said.told, key=lambda each: (each != county, each)):
        value = said.told[unit]
        about = (label(value.source), label(value.obtained), value.given_by, shown.day(value.on))
        form = _ADOPTED_WORD if unit == county else _WORD
        amount = shown.amount(measure, value.amount, unit=True)
        lines.append(form.format(unit=names.get(unit, unit), amount=amount, about="，".join(filter(None, about))))
    return tuple(lines)


def sum_words(measure: Measure, found: Sum) -> str:
    """Return a sum with over how many it goes and how many open figures it leaves out."""
    amount = shown.amount(measure, found.amount, unit=found.amount is not None)
    counted = _SUM.format(amount=amount, counted=found.counted) if found.counted or not found.open else ""
    return _JOINED.join(filter(None, (counted, _LEFT_OUT.format(open=found.open) if found.open else "")))
