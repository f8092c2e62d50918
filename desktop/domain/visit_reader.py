"""From the reference file of visits to its rules: campaigns, topics and limits of attachments; a bad key is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.section import Section


@dataclass(frozen=True, slots=True)
class PlannedCampaign:
    """A campaign (专项活动) that a plan names; *presets* are the plans it belongs to."""

    id: str
    name: str
    document: str
    clause: str
    presets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Topic:
    """A policy topic that a visit may explain: its title and where it is written, never an amount."""

    id: str
    name: str
    clause: str
    presets: frozenset[str]


@dataclass(frozen=True, slots=True)
class AttachmentLimits:
    """How large a kept file may be."""

    megabytes: int
    megapixels: int


@dataclass(frozen=True, slots=True)
class DoubleSpans:
    """Within how many days two visits, and two issues of one kind, of two offices at one enterprise count as double."""

    visit_days: int
    issue_days: int


@dataclass(frozen=True, slots=True)
class VisitRules:
    """What the reference says of visits."""

    campaigns: tuple[PlannedCampaign, ...]
    topics: tuple[Topic, ...]
    limits: AttachmentLimits
    doubles: DoubleSpans

    def campaigns_of(self, preset: str) -> tuple[PlannedCampaign, ...]:
        """Return the campaigns of the plan *preset*."""
        return tuple(each for each in self.campaigns if preset in each.presets)

    def topics_of(self, preset: str) -> tuple[Topic, ...]:
        """Return the topics of the plan *preset*."""
        return tuple(each for each in self.topics if preset in each.presets)

    def topic_names(self) -> dict[str, str]:
        """Return id → title of every topic of any plan."""
        return {each.id: each.name for each in self.topics}


def read_visit_rules(data: Mapping[str, object]) -> VisitRules:
    """Return the rules that *data* holds; raise `BrokenKey`."""
    root = Section(data)
    limits, doubles = root.section("attachments"), root.section("doubles")
    return VisitRules(
        campaigns=tuple(_campaign(row) for row in root.sections("campaigns")),
        topics=tuple(_topic(row) for row in root.sections("topics")),
        limits=AttachmentLimits(limits.whole("megabytes"), limits.whole("megapixels")),
        doubles=DoubleSpans(doubles.whole("visit_days"), doubles.whole("issue_days")),
    )


def _campaign(row: Section) -> PlannedCampaign:
    return PlannedCampaign(
        row.text("id"), row.text("name"), row.text("document"), row.text("clause"), frozenset(row.texts("presets"))
    )


def _topic(row: Section) -> Topic:
    return Topic(row.text("id"), row.text("name"), row.text("clause"), frozenset(row.texts("presets")))
