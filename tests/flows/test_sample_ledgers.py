"""The sample shows every ledger filled, and a year of figures up to the month that is filed."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from db.projection import readable, unlisted
from db.queries import letters
from desktop.wiring import Services, create_sample
from tests.services.making import Clock, database_of, make_world

# what the office does with its own tool, or other offices and later years bring: no ledger of October
_NOT_OF_OCTOBER = {
    "alembic_version",
    "answer",
    "assessment",  # nobody has told yet in which year an admission of January counts
    "calendar_year",  # the years that matter come with the program
    "column_choice",
    "draft",
    "export_note",
    "filing",  # the demo files the month, the sample leaves it to whoever tries
    "filing_answer",
    "filing_date",
    "filing_document",
    "filing_step",
    "form_retirement",
    "form_text",
    "plan_in",
    "issue_clock",  # the plan's own clock holds
    "letter_in",
    "letter_sent",
    "month_report",
    "office_key",
    "own_key",
    "permit",  # the county gives them
    "recheck",
    "recheck_answer",
    "round_in",
    "set_aside",
    "workbook_content",
    "workbook_template",
    "year_roll",  # the first year is not over
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Iterator[Services]:
    made = create_sample(tmp_path_factory.mktemp("sample"), make_world(Clock()))
    yield made
    made.close()


def counted(sample: Services, sql: str) -> list[tuple]:
    return database_of(sample).read(lambda connection: [tuple(row) for row in connection.execute(text(sql))])


def test_every_ledger_has_rows(sample):
    tables = [name for (name,) in counted(sample, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    empty = {name for name in tables if counted(sample, f'SELECT count(*) FROM "{name}"') == [(0,)]}
    assert empty <= _NOT_OF_OCTOBER


def test_every_month_of_the_year_to_october_has_figures(sample):
    rows = counted(
        sample,
        "SELECT period, count(*) FROM figure WHERE measure = 'main_revenue_ytd' AND period LIKE '2026-%'"
        " GROUP BY period",
    )
    assert [period for period, _ in rows] == [f"2026-{number:02}" for number in range(2, 11)]
    assert all(count >= 30 for _, count in rows)


def test_every_figure_names_its_source(sample):
    assert counted(sample, "SELECT count(*) FROM figure WHERE source IS NULL OR obtained IS NULL") == [(0,)]


def test_everyone_in_the_sample_is_marked(sample):
    assert counted(sample, "SELECT count(*) FROM enterprise WHERE name NOT LIKE '%（演示）'") == [(0,)]


def test_the_sample_is_sound_and_its_journal_whole(sample):
    assert sample.check.run(deep=True) == ()


def test_every_list_that_goes_out_has_somebody_on_it(sample):
    filled = {roster for (roster,) in counted(sample, "SELECT DISTINCT roster FROM roster_stay")}
    assert filled == {each.id for each in sample.policies.rosters()}


def test_every_word_of_the_sample_could_be_taken_from_a_letter(sample):
    site = database_of(sample).read(letters.own_site)
    told = database_of(sample).read(lambda connection: list(letters.carried(connection, site, 0)))
    assert len({each.change.cell.subject for each in told}) > 20
    words = [(each.change.cell, json.loads(each.value)) for each in told if each.value is not None]
    assert [cell for cell, value in words if not readable(cell, value) or unlisted(cell, value) is not None] == []
