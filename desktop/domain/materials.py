"""The materials of an application (申报材料): which are wanted, which are there, what is wrong with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop.domain.problems import Problem
from desktop.domain.windows import Procedure

DIFFERENCE_NOTE = "difference_note"  # the one whose condition is arithmetic
MOST_PAGES = 9_999


class MaterialNeed(StrEnum):
    """Whether a material is wanted, as notices elsewhere say."""

    REQUIRED = "required"
    LOCAL = "local"
    CONDITIONAL = "conditional"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Material:
    """One material: *points* are what to look at, *condition* when it is wanted, *source* where that is said."""

    id: str
    number: int
    label: str
    needs: Mapping[Procedure, MaterialNeed]
    points: tuple[str, ...]
    condition: str
    source: str


@dataclass(frozen=True, slots=True)
class MaterialMark:
    """What the clerk noted of one material; *wanted* None leaves it to the reference."""

    wanted: bool | None = None
    have: bool = False
    pages: int | None = None
    problem: str = ""
    mend_by: date | None = None


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One material of one application; *wanted* None means nobody has decided yet."""

    material: Material
    need: MaterialNeed
    wanted: bool | None
    mark: MaterialMark

    @property
    def missing(self) -> bool:
        """Wanted and not there, or there with something to mend."""
        return self.wanted is True and (not self.mark.have or bool(self.mark.problem))

    def mark_have(self, *, have: bool) -> MaterialMark:
        """Return its note with only this changed: there or not."""
        return replace(self.mark, have=have)

    @property
    def undecided(self) -> bool:
        """Nobody has said yet whether it is wanted."""
        return self.wanted is None and not self.mark.have


def material_lines(
    materials: Iterable[Material], procedure: Procedure, marks: Mapping[str, MaterialMark], *, differs: bool
) -> tuple[MaterialLine, ...]:
    """Return the materials of an application by number; *differs* says that revenue and VAT sales are not equal."""
    return tuple(
        _line(material, material.needs[procedure], marks.get(material.id, MaterialMark()), differs=differs)
        for material in sorted(materials, key=lambda material: material.number)
    )


def check_mark(mark: MaterialMark) -> list[Problem]:
    """Return what is wrong with a note about a material."""
    problems = []
    if mark.pages is not None and not 0 <= mark.pages <= MOST_PAGES:
        problems.append(Problem("pages", "bad_pages", {"limit": str(MOST_PAGES)}))
    if mark.mend_by is not None and not mark.problem.strip():
        problems.append(Problem("problem", "missing"))
    return problems


def _line(material: Material, need: MaterialNeed, mark: MaterialMark, *, differs: bool) -> MaterialLine:
    if mark.wanted is not None:
        wanted: bool | None = mark.wanted
    elif need is MaterialNeed.CONDITIONAL and material.id == DIFFERENCE_NOTE:
        wanted = differs
    else:
        wanted = {MaterialNeed.REQUIRED: True, MaterialNeed.NONE: False}.get(need)
    return MaterialLine(material, need, wanted, mark)
