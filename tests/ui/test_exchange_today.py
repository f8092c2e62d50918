"""What of letters waits on today's page, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.overview import TodoItem, TodoKind
from desktop.ui.pages.today_words import todo_link, todo_words
from desktop.ui.whose import waiting_words
from tests.services.making import OCTOBER, TODAY, kept, visit
from tests.ui.letter_offices import Offices, assign, close, deliver, introduce_all, make_offices, unit_id
from tests.ui.test_exchange_county import filed

LETTERS = {TodoKind.LETTER_UNANSWERED, TodoKind.LETTER_RETURNED, TodoKind.ROUNDS_TO_ANSWER, TodoKind.TO_CHECK}


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = make_offices(tmp_path)
    introduce_all(made)
    yield made
    close(made)


def waiting(services) -> list[TodoItem]:
    return [item for item in services.overview.today(OCTOBER).todo if item.kind in LETTERS]


def test_letter_waits_for_its_receipt_and_what_was_given_back_for_the_next_letter(offices, tmp_path) -> None:
    county, town = offices.county, offices.town
    assert waiting(town) == waiting(county) == []
    uid = filed(offices, tmp_path / "报送")
    offices.clock.forward(days=3)
    (item,) = waiting(town)
    assert (item.kind, item.count, item.on) == (TodoKind.LETTER_UNANSWERED, 4, TODAY)
    assert todo_words(item, TODAY) == "已发未回执 4 天"
    assert todo_link(item) == ("exchange", "sent:")
    assert waiting_words(item) == "已报送 · 等待回执 4 天"
    assert waiting_words(replace(item, owner="2026-10")) == "已报送 2026年10月 · 等待回执 4 天"
    (asked,) = waiting(county)
    assert (asked.kind, asked.count) == (TodoKind.ROUNDS_TO_ANSWER, 1)
    (found,) = county.letters.answering.rounds(OCTOBER)
    kept(county.letters.answering.give_back([found.uid], "缺用电量", date(2026, 11, 12)))
    assert waiting(county) == []
    receipt = county.letters.answering.receipt(unit_id(town), offices.stick)
    town.letters.incoming.take(receipt.path)
    assert [each.kind for each in waiting(town)] == [TodoKind.LETTER_RETURNED]
    kept(town.visits.save(visit(uid)))
    deliver(offices, town, county)
    assert [each.kind for each in waiting(town)] == [TodoKind.LETTER_UNANSWERED]


def test_what_is_to_be_checked_is_counted_where_it_can_be_settled(offices) -> None:
    uid = assign(offices)
    draft = offices.town.enterprises.get(uid).draft
    kept(offices.town.enterprises.save(replace(draft, name="盂县演示新材料有限公司"), uid, reason="营业执照变更"))
    assert [each.kind for each in waiting(offices.town)] == []  # it waits for the county
    deliver(offices, offices.town, offices.county)
    (item,) = waiting(offices.county)
    assert (item.kind, item.count, todo_link(item)) == (TodoKind.TO_CHECK, 1, ("exchange", "questions:"))
