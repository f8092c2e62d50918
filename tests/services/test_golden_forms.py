"""Every form of a ledger as the sample fills it: the Sheet is kept, so that a change of it is seen and looked at.

`GOLDEN=write` writes the kept files anew; look at the papers before committing them.
"""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from desktop.domain.month import Month
from desktop.render.form_spec import load_forms
from desktop.render.sheet_json import from_json, to_json
from desktop.wiring import Services, create_sample
from tests.services.making import OCTOBER, RESOURCES, Clock, make_world

GOLDEN = Path(__file__).parents[1] / "golden" / "forms"
ON = datetime(2026, 11, 5, 9, 31, tzinfo=timezone(timedelta(hours=8)))
# the monthly forms' figures of the sample are many; what they look like is kept in golden/render
# papers of one round or one letter are looked at where these are tested
OF_ONE = {
    "correction-note",
    "assignment-list",
    "receipt-sheet",
    "leaving-list",
    "bulletin",
    "county-list-sector",
    "county-list-territory",
    "county-monitoring",
    "county-work",
    "handover-list",
    "merge-rehearsal",
}
FORMS = sorted(each.id for each in load_forms(RESOURCES / "forms") if each.columns and each.id not in OF_ONE)
BLANK = ("key-monitoring", "issue-list", "visit-month")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    clock = Clock()
    clock.now = ON
    made = create_sample(tmp_path_factory.mktemp("sample") / "台账", make_world(clock, prefix="s"))
    yield made
    made.close()


def sheet_of(services: Services, form: str, *, blank: bool = False, month: Month = OCTOBER) -> str:
    papers = services.papers
    several = papers.several(form)
    facts = papers._gatherer.gather(papers._printer.form(form), month, several[0][0] if several else "")
    return to_json(papers._printer.sheet(form, facts, papers._office, month, blank=blank))


def compare(name: str, text: str) -> None:
    path = GOLDEN / f"{name}.json"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_the_filled_sheet_is_as_kept(sample: Services, form: str) -> None:
    text = sheet_of(sample, form)
    assert from_json(text).rows, "the sample has nothing for this form"
    compare(form, text)


@pytest.mark.parametrize("form", BLANK)
def test_the_blank_sheet_is_as_kept(sample: Services, form: str) -> None:
    compare(f"{form}-blank", sheet_of(sample, form, blank=True))
