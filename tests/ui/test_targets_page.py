"""The page of targets in a real ledger, of a department and of the county office."""

import pytest

from desktop.domain.assessment import JanuaryYear
from desktop.domain.codes import Dimension, LibraryStatus, TargetKind, TargetMeasure, UnitKind
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.target_entry import TargetDraft
from desktop.domain.workspace import FirstStart
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.target_set import assessment_dialog, target_dialog
from desktop.ui.pages.targets_page import TargetsPage
from tests.ui.conftest import OCTOBER
from tests.ui.dialog_hand import when_open

OWN = TargetDraft("140322-nengyuan", "盂县能源局", 2026, Dimension.SECTOR, value=2, basis="演示文")


@pytest.fixture
def page(services, desk, qtbot):
    page = TargetsPage(services, desk)
    qtbot.addWidget(page)
    page.reload()
    return page


@pytest.fixture
def county(tmp_path, world):
    from desktop.wiring import create_ledger

    start = FirstStart("yuxian-2024", "盂县中小企业发展中心", UnitKind.COUNTY, 2026, "演示甲")
    made = create_ledger(tmp_path / "county", start, world)
    yield made
    made.close()


def kept(saved):
    assert saved.uid, saved.problems
    return saved.uid


def lines(card):
    layout = card._lines
    return [layout.itemAt(place).widget().text() for place in range(layout.count())]


def test_the_plan_is_shown_as_issued_in_both_dimensions_with_its_sums(page):
    assert lines(page.balances) == [
        "县级分解，2024年净增：属地 7 个单位相加 10，合计写 10 ✓ 相符",
        "县级分解，2024年净增：行业主管 5 个单位相加 10，合计写 10 ✓ 相符",
    ]
    assert len(page.issued.model.rows) == 14
    page.issued.every_year.setChecked(False)
    assert page.issued.model.rows == ()  # no plan for 2026
    assert page.own.against.text() == "2026年净增目标未下达"


def test_a_target_is_typed_for_the_own_unit_and_shown_with_what_was_reached(services, page):
    draft = EnterpriseDraft(
        name="盂县演示甲（演示）",
        no_code_reason="演示",
        department="140322-nengyuan",
        library_status=LibraryStatus.ADMITTED,
        admitted_month="2026-03",
    )
    kept(services.enterprises.save(draft))

    def fill(dialog: FormDialog):
        assert dialog.fields.editor("unit").value() == "140322-nengyuan"
        assert dialog.fields.editor("dimension").value() is Dimension.SECTOR
        dialog.fields.editor("value").setValue(2)
        dialog.accept()
        assert dialog.fields.problem_text("basis")
        dialog.fields.editor("basis").setText("演示文")
        dialog.accept()

    when_open(FormDialog, fill)
    page.new.trigger()
    assert page.own.sum.text() == "净增 1 户 / 2 户"
    assert page.own.against.text() == "完成率 50.0%，序时进度 83.3%；依据：演示文"
    assert [move.name for move in page.months.moves.rows] == ["盂县演示甲（演示）"]


def test_only_typed_targets_can_be_mended_or_voided(services, page):
    kept(services.targets.set(OWN))
    page.reload()
    page.issued.table.selectRow(0)
    assert page.void.isEnabled()
    page.issued.table.selectRow(3)
    assert not page.void.isEnabled()


def test_mending_a_target_keeps_what_the_form_does_not_ask(services, qtbot):
    stock = {"measure": TargetMeasure.STOCK, "value": 75, "base_year": 2020, "base_value": 35, "share": "19.7"}
    uid = kept(services.targets.set(TargetDraft(**(_fields(OWN) | stock))))
    dialog = target_dialog(services, services.targets.rows(2026)[0].target)
    qtbot.addWidget(dialog)
    assert not dialog.unit.isEnabled()
    dialog.value.setValue(76)
    dialog.accept()
    row = services.targets.rows(2026)[0]
    assert (row.uid, row.target.value, row.target.base_value, row.target.share) == (uid, 76, 35, "19.7")


def test_a_dispatch_target_stands_beside_and_counts_for_nothing(services, page):
    kept(services.targets.set(OWN))
    kept(services.targets.set(TargetDraft(**(_fields(OWN) | {"kind": TargetKind.DISPATCH, "value": 9}))))
    page.reload()
    assert page.own.sum.text() == "净增 0 户 / 2 户"
    assert "调度 9 户（不计完成率）" in page.own.reserve.text()


def test_a_cap_says_in_words_and_colour_when_it_is_reached(services, page):
    kept(services.targets.set(TargetDraft(**(_fields(OWN) | {"measure": TargetMeasure.EXIT_CAP, "value": 0}))))
    page.reload()
    assert page.own.cap.isVisibleTo(page.own)
    assert page.own.cap.text() == "退库 0 户，上限 0 户：已到上限"
    assert page.own.cap.property("role") == "question"


def test_the_rule_of_the_year_is_typed_with_its_paper(services, page, qtbot):
    assert "请向县里核实" in page.rule.basis.text()
    dialog = assessment_dialog(services, 2026, page.page.assessment)
    qtbot.addWidget(dialog)
    dialog.fields.editor("january").set_value(JanuaryYear.PREVIOUS)
    dialog.accept()
    assert dialog.fields.problem_text("basis")
    dialog.fields.editor("basis").setText("电话问县统计局（演示）")
    dialog.accept()
    page.reload()
    assert "计入上一年" in page.rule.rule.text()
    assert len(page.months.months.rows) == 13


def test_the_note_says_why_the_statistical_bureau_holds_none(page):
    assert "统计机构不作为增长目标的责任单位" in page.holders.text.text()
    assert "盂县统计局" in page.holders.text.text()


def test_a_department_sees_no_table_of_others_and_the_county_sees_two(page, county, desk, qtbot):
    assert not page.tabs.isTabVisible(2)
    kept(county.targets.set(TargetDraft(**(_fields(OWN) | {"value": 3}))))
    theirs = TargetsPage(county, desk)
    qtbot.addWidget(theirs)
    theirs.reload()
    assert theirs.tabs.isTabVisible(2)
    first, second = theirs.units.models
    assert (first.rowCount(), second.rowCount()) == (14, 6)
    shown = {second.data(second.index(row, 0)): second.data(second.index(row, 1)) for row in range(6)}
    assert shown["盂县能源局"] == "3"
    assert shown["合计"] == "未下达"


def test_choosing_another_unit_follows_with_its_dimension(county, qtbot):
    dialog = target_dialog(county)
    qtbot.addWidget(dialog)
    dialog.fields.editor("unit").set_value("140322-xiushui")
    assert dialog.fields.editor("dimension").value() is Dimension.TERRITORY
    names = [dialog.fields.editor("unit").itemText(place) for place in range(dialog.fields.editor("unit").count())]
    assert not [name for name in names if "统计" in name]


def test_a_move_opens_its_enterprise(services, page, qtbot):
    draft = EnterpriseDraft(
        name="甲（演示）", no_code_reason="演示", library_status=LibraryStatus.ADMITTED, admitted_month="2026-03"
    )
    uid = kept(services.enterprises.save(draft))
    page.reload()
    with qtbot.waitSignal(page.open_requested) as went:
        page.months.move_table.opened.emit(page.months.moves.rows[0])
    assert went.args == ["enterprises", uid]
    assert page.desk.month() == OCTOBER


def _fields(draft):
    return {name: getattr(draft, name) for name in TargetDraft.__dataclass_fields__}
