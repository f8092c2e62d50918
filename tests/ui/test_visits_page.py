"""The visit log and its form, kept in a real ledger."""

from datetime import date

import pytest
from PySide6.QtWidgets import QDialog

from desktop.domain.codes import Delivery, VisitMode, VisitPurpose
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.issue import IssueDraft, IssueFilter
from desktop.domain.issue_codes import IssueCategory, IssueLevel, IssueState
from desktop.domain.visit import VisitDraft, VisitFilter
from desktop.ui.dialogs.paper_dialog import PaperDialog
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.dialogs.visit_editor import VisitEditor
from desktop.ui.dialogs.visit_texts import issues_in, texts_of
from desktop.ui.pages.visits_page import VisitsPage
from desktop.ui.widgets.text_box import TextBox
from tests.ui.dialog_hand import when_open
from tests.ui.ledger_makers import add_enterprise

DRAFT = VisitDraft(
    visited_on=date(2026, 10, 20),
    mode=VisitMode.PHONE,
    purposes=(VisitPurpose.MONITORING, VisitPurpose.FOLLOW_UP),
    deliveries=(Delivery.POLICY,),
    visitors="演示甲、演示乙",
    leader="演示丙",
    received_by="王某",
    situation="订单充足（演示）",
    summary="核对三季度报表（演示）",
    policies="升规奖补（演示）",
    issues=(IssueDraft(description="缺流动资金（演示）", category=IssueCategory.FINANCE, level=IssueLevel.MAJOR),),
    next_step="联系银行（演示）",
    next_on=date(2026, 11, 20),
    opinion="满意",
)


@pytest.fixture
def firm(services):
    return add_enterprise(services, "盂县演示甲有限公司（演示）")


@pytest.fixture
def visited(services, firm):
    saved = services.visits.save(with_firm(DRAFT, firm))
    assert saved.uid, saved.problems
    return saved.uid


@pytest.fixture
def page(services, desk, qtbot):
    page = VisitsPage(services, desk)
    qtbot.addWidget(page)
    page.reload()
    return page


@pytest.fixture
def editor(services, desk, qtbot, firm):
    editor = VisitEditor(services, desk)
    qtbot.addWidget(editor)
    return editor


def with_firm(draft, firm, **changes):
    values = {name: getattr(draft, name) for name in draft.__slots__}
    return VisitDraft(**(values | {"enterprise": firm} | changes))


def write(editor, name, text):
    field = editor.fields.lines[name]
    if isinstance(field, TextBox):
        field.set_text(text)
    else:
        field.setText(text)


def fill(editor, firm):
    editor.fields.enterprise.set_value(firm)
    write(editor, "visitors", "演示甲")
    write(editor, "summary", "看了新生产线（演示）")


def test_the_texts_of_a_form_give_the_visit_back(editor, firm):
    editor.fields.restore({**texts_of(with_firm(DRAFT, firm)), "enterprise_typed": "盂县演示甲有限公司（演示）"})
    draft, unread = editor.fields.draft()
    assert not unread
    assert draft == with_firm(DRAFT, firm)


def test_problems_raised_keep_their_order_in_a_draft():
    texts = {"issues.10.description": "十", "issues.2.description": "二", "summary": "x"}
    assert [each["description"] for each in issues_in(texts)] == ["二", "十"]


def test_a_new_visit_begins_today_with_those_who_made_the_last_one(services, desk, qtbot, visited):
    editor = VisitEditor(services, desk)
    qtbot.addWidget(editor)
    draft, _ = editor.fields.draft()
    assert (draft.visited_on, draft.visitors, draft.leader) == (date(2026, 11, 5), "演示甲、演示乙", "演示丙")
    assert draft.summary == ""


def test_saving_puts_the_problems_into_the_ledger(editor, services, desk, qtbot, firm):
    fill(editor, firm)
    block = editor.fields.issues.add()
    block.description.set_text("缺技工 8 名（演示）")
    block.category.set_value(IssueCategory.LABOUR)
    with qtbot.waitSignals([desk.changed, desk.kept]):
        editor.save()
    assert editor.result() == QDialog.DialogCode.Accepted
    (issue,) = services.issues.list(IssueFilter())
    assert (issue.visit, issue.category, issue.enterprise) == (editor.saved_uid, IssueCategory.LABOUR, firm)
    assert issue.state is IssueState.REGISTERED
    assert services.drafts.all() == ()


def test_what_is_missing_is_said_under_its_field_and_nothing_is_kept(editor, services):
    editor.fields.issues.add()
    editor.save()
    assert editor.fields.head.problem_text("enterprise") == "× 错误：请填写走访企业。"
    assert editor.fields.head.problem_text("summary")
    assert "问题描述" in editor.fields.issues.blocks[0]._problems.text()
    assert services.visits.list(VisitFilter()) == ()


def test_a_day_that_cannot_be_read_stays_on_screen(editor, firm, services):
    fill(editor, firm)
    editor.fields.days["visited_on"].set_text("十月某日")
    editor.save()
    assert "十月某日" in editor.fields.head.problem_text("visited_on")
    assert editor.fields.days["visited_on"].text() == "十月某日"
    assert services.visits.list(VisitFilter()) == ()


def test_a_visit_before_the_firm_was_founded_asks_once(editor, services):
    firm = services.enterprises.save(
        EnterpriseDraft(name="盂县演示新厂（演示）", no_code_reason="演示", established_on=date(2026, 11, 1))
    ).uid
    fill(editor, firm)
    editor.fields.days["visited_on"].set_text("2026-10-01")
    editor.save()
    assert services.visits.list(VisitFilter()) == ()
    assert editor.fields.head.problem_text("visited_on").startswith("? 核实")
    editor.save()
    assert len(services.visits.list(VisitFilter())) == 1


def test_what_was_copied_is_marked_until_it_is_edited(services, desk, qtbot, visited, firm):
    editor = VisitEditor(services, desk, enterprise=firm)
    qtbot.addWidget(editor)
    editor.copy_last()
    draft, _ = editor.fields.draft()
    assert (draft.summary, draft.issues, draft.visited_on) == (DRAFT.summary, (), date(2026, 11, 5))
    assert "上次走访的原话" in editor.fields.head.problem_text("summary")
    write(editor, "summary", "这次看了原料库（演示）")
    editor.look()
    assert editor.fields.head.problem_text("summary") == ""
    assert "上次走访的原话" in editor.fields.head.problem_text("situation")


def test_what_is_typed_keeps_itself_and_is_there_again(services, desk, qtbot, firm):
    first = VisitEditor(services, desk)
    qtbot.addWidget(first)
    write(first, "summary", "写到一半（演示）")
    first.fields.days["next_on"].set_text("下月")
    block = first.fields.issues.add()
    block.description.set_text("没写完的问题")
    qtbot.waitUntil(lambda: bool(services.drafts.all()))
    second = VisitEditor(services, desk)
    qtbot.addWidget(second)
    assert second.fields.texts() == first.fields.texts()
    assert services.drafts.all()[0].key == "visit:new"


def test_a_draft_is_gone_once_its_visit_is_kept(editor, services, firm):
    fill(editor, firm)
    editor._keep_draft()
    assert len(services.drafts.all()) == 1
    editor.save()
    assert editor.saved_uid
    assert services.drafts.all() == ()


def test_leaving_a_form_that_says_something_asks_first(editor, services, qtbot, firm):
    fill(editor, firm)
    editor.show()
    seen = []
    when_open(QDialog, lambda dialog: dialog.reject(), seen)
    editor.reject()
    assert seen == ["还没有保存"]
    assert editor.isVisible()
    when_open(QDialog, lambda dialog: dialog.accept())
    editor.reject()
    assert not editor.isVisible()
    assert services.drafts.all() == ()


def test_correcting_a_visit_keeps_its_problems(services, desk, qtbot, visited):
    editor = VisitEditor(services, desk, visited)
    qtbot.addWidget(editor)
    write(editor, "summary", "核对三季度报表，已改（演示）")
    editor.save()
    kept = services.visits.get(visited)
    assert kept.draft.summary == "核对三季度报表，已改（演示）"
    assert len(kept.issue_uids) == 1
    assert any(line.field == "summary" and line.old for line in services.visits.history(visited))


def test_the_log_shows_the_windows_month(page, services, desk, visited, firm):
    services.visits.save(with_firm(DRAFT, firm, visited_on=date(2026, 9, 3), issues=(), next_on=None))
    page.reload()
    assert [row.visited_on for row in page.log.model.rows] == [date(2026, 10, 20)]
    page.log.this_month.setChecked(False)
    assert [row.visited_on for row in page.log.model.rows] == [date(2026, 10, 20), date(2026, 9, 3)]
    page.log.text.setText("三季度")
    assert page.count.text() == "2 次，1 户企业"


def test_a_voided_visit_is_struck_through_on_demand_and_never_gone(page, services, visited):
    page.reload()
    page.log.table.selectRow(0)
    when_open(ReasonDialog, lambda dialog: (dialog.reason.setPlainText("重复登记"), dialog.accept()))
    page.void.trigger()
    assert page.log.model.rows == ()
    page.log.voided.setChecked(True)
    (row,) = page.log.model.rows
    assert (row.voided, row.void_reason) == (True, "重复登记")
    assert page.log.model.index(0, len(page.log.model.columns) - 1).data() == "作废：重复登记"
    assert page.count.text() == "0 次，0 户企业"
    page.log.table.selectRow(0)
    assert not page.edit.isEnabled()
    assert page.record.isEnabled()


def test_no_reason_no_void(page, services, visited):
    page.reload()
    page.log.table.selectRow(0)
    when_open(ReasonDialog, lambda dialog: dialog.reject())
    page.void.trigger()
    assert len(services.visits.list(VisitFilter())) == 1


def test_a_link_to_a_visit_of_another_month_finds_it(page, services, firm):
    old = services.visits.save(with_firm(DRAFT, firm, visited_on=date(2026, 3, 3), issues=(), next_on=None)).uid
    page.open(old)
    assert page.log.table.current_row().uid == old


def test_a_visit_asked_for_from_an_enterprise_begins_with_it(page, firm):
    seen = []
    when_open(VisitEditor, lambda dialog: seen.append(dialog.fields.enterprise.value()))
    page.open(f"new:{firm}")
    assert seen == [firm]


def test_the_record_is_written_and_shown(page, services, visited, tmp_path):
    place = tmp_path / "走访记录表.pdf"
    seen = []
    when_open(PaperDialog, lambda dialog: seen.append(dialog.panel.view.pages))
    page.print_record(visited, place)
    assert place.read_bytes().startswith(b"%PDF")
    assert seen == [1]


def test_an_empty_log_offers_the_first_visit(page):
    assert page.log.listed.currentWidget() is page.log.listed.note
    assert "新建走访" in page.log.listed.note._text.text()


def test_everything_can_be_named_by_a_screen_reader(editor):
    editor.fields.issues.add()
    for name, field in editor.fields.lines.items():
        assert field.accessibleName(), name
    block = editor.fields.issues.blocks[0]
    assert block.description.accessibleName() == "问题 1 描述"
