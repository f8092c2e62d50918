"""Forms to be written on by hand: what is known stands there, the rest is room, in the paper's order."""

from dataclasses import replace

import pytest

from desktop.domain.filing import RECORD_SUBJECTS, FormSubject
from desktop.kernel.progress import Progress
from desktop.render.blank import blank_record, blank_sheet
from desktop.render.catalogue import HEADING_OF
from desktop.render.form_spec import Form, load_forms
from desktop.render.layout import Facts
from desktop.render.pdf import print_pdf
from desktop.wording.sheets import HAND_NOTE
from tests.render.samples import FORMS, form, heading, row

KNOWN = {"name": "演示甲厂", "credit_code": "91140322MA0YBLT0XR", "township": "秀水镇"}
# they tell of what was done already
NEVER_BLANK = {
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
TABLES = [each for each in load_forms(FORMS) if each.subject not in RECORD_SUBJECTS]


def monitored(count: int, **more):
    return Facts(tuple(row(**KNOWN, main_revenue_ytd=100, staff=3, **more) for _ in range(count)))


def said(sheet):
    return [[cell.text for cell in row] for row in sheet.rows]


def test_known_facts_stand_there_and_figures_do_not():
    sheet = blank_sheet(form("key-monitoring"), monitored(2), heading())
    first = said(sheet)[0]
    assert first[:4] == ["1", "演示甲厂", "91140322MA0YBLT0XR", "秀水镇"]
    assert not any(first[4:])
    assert sheet.totals is None
    assert sheet.notes[-1] == HAND_NOTE


def test_spare_rows_go_on_counting():
    sheet = blank_sheet(form("key-monitoring"), monitored(2), heading())
    assert [row[0] for row in said(sheet)] == ["1", "2", "3", "4", "5"]
    assert not any(text for row in said(sheet)[2:] for text in row[1:])


def test_a_form_that_knows_nothing_has_room_alone():
    sheet = blank_sheet(form("visit-month"), Facts((row(FormSubject.VISIT),)), heading())
    assert len(sheet.rows) == form("visit-month").spare
    assert "演示" not in str(said(sheet))


def test_groups_stay_and_take_the_spare_rows():
    facts = [row(FormSubject.ISSUE_ASSIGNED, handler=unit, number=str(place)) for place, unit in enumerate("甲乙乙")]
    sheet = blank_sheet(form("issue-list"), Facts(tuple(facts)), heading())
    assert [(group.heading, group.count, group.subtotal) for group in sheet.groups] == [
        ("主办单位：乙（2 个）", 2, None),
        ("主办单位：甲（1 个）", 1 + form("issue-list").spare, None),
    ]


def test_day_and_filler_are_left_to_the_hand():
    sheet = blank_sheet(form("key-monitoring"), monitored(1), heading())
    assert "李演示" not in str(sheet.footer)
    assert "2026年11月5日" not in str(sheet.footer)


def test_rows_are_high_enough_to_write_on(fonts, tmp_path):
    filled = replace(blank_sheet(form("key-monitoring"), monitored(30), heading()), row_height=0)
    low = print_pdf(filled, tmp_path / "a.pdf", Progress(), fonts=fonts).pages
    assert print_pdf(replace(filled, row_height=10), tmp_path / "b.pdf", Progress(), fonts=fonts).pages > low


@pytest.mark.parametrize("each", TABLES, ids=lambda each: each.id)
def test_every_table_has_a_blank_one(each: Form):
    more = dict.fromkeys(HEADING_OF.get(each.subject, ()), "某")
    sheet = blank_sheet(each, Facts((row(each.subject),)), replace(heading(), more=more))
    assert sheet.row_height
    assert each.known or each.spare or each.id in NEVER_BLANK


def test_a_record_keeps_its_boxes():
    sheet = blank_record(form("visit-record"), {"name": "演示甲厂", "summary": "说了什么"}, heading())
    values = {box.fact: box.value for line in sheet.lines for box in line.boxes}
    assert values["name"] == "演示甲厂"
    assert values["summary"] == ""
