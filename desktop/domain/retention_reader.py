"""From the reference file of retention to its rules; a bad key is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.exit_risk import SignRule
from desktop.domain.risk_codes import RiskGrade, RiskSign
from desktop.domain.section import BrokenKey, Section


@dataclass(frozen=True, slots=True)
class HelpClass:
    """One class of help (帮扶分类); one that does not help (出清) gets no plan."""

    id: str
    number: int
    label: str
    meaning: str
    way: str
    helps: bool
    document: str
    clause: str


@dataclass(frozen=True, slots=True)
class ExitGround:
    """Why an enterprise leaves the directory (退库原因); *by_revenue* where a figure decides."""

    id: str
    label: str
    by_revenue: bool
    to_confirm: bool
    document: str
    note: str


@dataclass(frozen=True, slots=True)
class RetentionRules:
    """What the reference says of risks, help and exits."""

    signs: Mapping[RiskSign, SignRule]
    help_classes: tuple[HelpClass, ...]
    exit_grounds: tuple[ExitGround, ...]
    exit_rule: str

    def help_class(self, class_id: str) -> HelpClass | None:
        """Return the class of help with this id, or None."""
        return next((each for each in self.help_classes if each.id == class_id), None)

    def exit_ground(self, ground_id: str) -> ExitGround | None:
        """Return the ground with this id, or None."""
        return next((each for each in self.exit_grounds if each.id == ground_id), None)

    @property
    def lookback(self) -> int:
        """How many reporting months back the collection is looked at."""
        return max((rule.months for rule in self.signs.values()), default=0)


def read_retention(data: Mapping[str, object]) -> RetentionRules:
    """Return the rules that *data* holds; raise `BrokenKey`."""
    root = Section(data)
    signs = {rule.sign: rule for rule in map(_sign, root.sections("signs"))}
    if set(signs) != set(RiskSign):
        raise BrokenKey("signs")
    return RetentionRules(
        signs=signs,
        help_classes=tuple(map(_help_class, root.sections("help_classes"))),
        exit_grounds=tuple(map(_exit_ground, root.sections("exit_grounds"))),
        exit_rule=root.section("exit_rule").text("text"),
    )


def _sign(row: Section) -> SignRule:
    ours = row.flag("ours")
    return SignRule(
        sign=row.code("sign", RiskSign),
        grade=row.code("grade", RiskGrade),
        computed=row.flag("computed"),
        ours=ours,
        # what is no hint of ours says where it is written
        document=row.text_or("document") if ours else row.text("document"),
        clause=row.text_or("clause"),
        note=row.text_or("note"),
        percent=row.whole_or_none("percent") or 0,
        months=row.whole_or_none("months") or 0,
    )


def _help_class(row: Section) -> HelpClass:
    return HelpClass(
        id=row.text("id"),
        number=row.whole("number"),
        label=row.text("label"),
        meaning=row.text("meaning"),
        way=row.text("way"),
        helps=row.flag("helps"),
        document=row.text("document"),
        clause=row.text("clause"),
    )


def _exit_ground(row: Section) -> ExitGround:
    return ExitGround(
        id=row.text("id"),
        label=row.text("label"),
        by_revenue=row.flag("by_revenue"),
        to_confirm=row.flag("to_confirm"),
        document=row.text("document"),
        note=row.text_or("note"),
    )
