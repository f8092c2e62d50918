"""The invented recognitions, taxes beside admission and yearly duties of the sample (演示)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.codes import Source
from desktop.domain.duty import DutyDraft
from desktop.domain.money import Scale
from desktop.domain.recognition import RecognitionDraft
from desktop.domain.saved import Saved
from desktop.domain.section import Section
from desktop.domain.tax_pair import TaxPairDraft
from desktop.services.duties import DutyService
from desktop.services.recognitions import RecognitionService

_WAN = Scale.TEN_THOUSAND.factor * 100  # 分 in 万元


class RecognitionHands(Protocol):
    """The services that these are played with."""

    @property
    def recognitions(self) -> RecognitionService:
        """What enterprises were recognised as."""

    @property
    def duties(self) -> DutyService:
        """What is done once a year."""


@dataclass(frozen=True, slots=True)
class SampleRecognitions:
    """What the sample has of them; every draft names its enterprise by name."""

    recognitions: tuple[RecognitionDraft, ...]
    taxes: tuple[TaxPairDraft, ...]
    duties: tuple[DutyDraft, ...]


def read_recognition_sample(root: Section) -> SampleRecognitions:
    """Return what *root* holds; raise `BrokenKey`."""
    return SampleRecognitions(
        recognitions=tuple(_recognition(row) for row in root.sections("recognitions")),
        taxes=tuple(_tax(row) for row in root.sections("taxes")),
        duties=tuple(
            DutyDraft(row.text("duty"), row.whole("year"), row.day("on"), row.text("note"))
            for row in root.sections("duties")
        ),
    )


def play_recognitions(
    hands: RecognitionHands, sample: SampleRecognitions, uids: Mapping[str, str], kept: Callable[[Saved], str]
) -> None:
    """Enter them; *uids* are enterprises by name."""
    for draft in sample.recognitions:
        kept(hands.recognitions.add(replace(draft, enterprise=uids[draft.enterprise])))
    for pair in sample.taxes:
        kept(hands.recognitions.add_taxes(replace(pair, enterprise=uids[pair.enterprise])))
    for duty in sample.duties:
        kept(hands.duties.done(duty))


def _recognition(row: Section) -> RecognitionDraft:
    return RecognitionDraft(
        row.text("name"), row.text("kind"), row.day("since"), row.day_or_none("until"), row.text("basis")
    )


def _tax(row: Section) -> TaxPairDraft:
    source = row.code("source", Source)
    return TaxPairDraft(
        enterprise=row.text("name"),
        year_before=row.whole("year_before"),
        before=row.whole("before") * _WAN,
        source_before=source,
        year_after=row.whole("year_after"),
        after=row.whole("after") * _WAN,
        source_after=source,
        told_by=row.text("told_by"),
        on=row.day("on"),
        note=row.text_or("note"),
    )
