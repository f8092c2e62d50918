from datetime import date

import pytest
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel

from desktop.domain.codes import Measure, Obtained, OperatingStatus, Source, Tier
from desktop.domain.enterprise import Chip, EnterpriseDraft, EnterpriseFilter, TierDraft
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.issue import IssueDraft
from desktop.domain.month import Month
from desktop.domain.visit import VisitDraft
from desktop.ui.dialogs.history_dialog import HistoryDialog
from desktop.ui.dialogs.tier_dialog import OUT, TierDialog
from desktop.ui.dialogs.year_revenue_dialog import YearRevenueDialog
from desktop.ui.pages import enterprise_detail
from desktop.ui.pages.enterprise_detail import EnterpriseDetail
from desktop.ui.widgets.masked_label import MaskedLabel

OCTOBER = Month(2026, 10)
DRAFT = EnterpriseDraft(
    name="演示选煤有限公司",
    no_code_reason="未办",
    township="140322-xiushui",
    contact_phone="13812345678",
    industry_code="0610",
    extra={"股东": "演示戊"},
)


@pytest.fixture
def uid(services):
    return services.enterprises.save(DRAFT).uid


@pytest.fixture
def detail(services, desk, qtbot, uid):
    made = EnterpriseDetail(services, desk)
    qtbot.addWidget(made)
    made.resize(460, 640)
    made.show()
    made.show_enterprise(uid)
    return made


def said(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def ytd(uid, month, amount, source=Source.INCOME_STATEMENT):
    given = FigureInput(Measure.MAIN_REVENUE_YTD, amount * 1_000_000, str(amount))
    return FigureEntry(uid, month, (given,), source, Obtained.PAPER)


def test_every_tab_is_seen_in_the_drawer(detail):
    detail.tabs.setTabVisible(detail.tabs.indexOf(detail.tabs.retention), True)
    assert detail.tabs.tabBar().sizeHint().width() <= detail.tabs.width()


def test_facts_are_said_in_words(detail):
    texts = said(detail.tabs.facts)
    assert {"秀水镇", "0610 煤炭开采和洗选业", "法人单位", "演示戊", "没有调入过培育库。"} <= set(texts)


def test_telephone_is_covered(detail):
    (phone,) = detail.tabs.facts.findChildren(MaskedLabel)
    assert phone.text() == "138****5678"


def test_history_of_a_field_is_one_click_of_the_right_button_away(detail, services, uid, qtbot):
    asked = []
    detail.tabs.facts.history_requested.disconnect()
    detail.tabs.facts.history_requested.connect(asked.append)
    value = next(label for label in detail.tabs.facts.findChildren(QLabel) if label.text() == "秀水镇")
    copy, history = value.actions()
    history.trigger()
    assert asked == ["township"]
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "秀水镇"


def test_history_dialog_shows_who_when_old_new_and_why(services, uid, qtbot):
    services.enterprises.save(
        EnterpriseDraft(name="演示选煤有限公司", no_code_reason="未办", status=OperatingStatus.STOPPED),
        uid,
        reason="停产检修",
    )
    dialog = HistoryDialog("演示", services.enterprises.history(uid), {}, "status")
    qtbot.addWidget(dialog)
    model = dialog.view.model
    newest = [model.index(0, column).data() for column in range(model.columnCount())]
    assert newest[1:] == ["演示甲", "经营状态", "", "正常", "停产", "填写", "停产检修"]


def test_unit_ids_are_named_in_the_history(detail):
    detail.show_history()
    detail.tabs.history.choose("unit")
    model = detail.tabs.history.model
    assert [model.index(0, column).data() for column in (2, 5)] == ["责任单位", "秀水镇"]


def test_history_of_the_township_is_found_where_it_is_kept(detail, monkeypatch):
    asked = []
    monkeypatch.setattr(enterprise_detail, "show_history", lambda *given: asked.append(given[-1]))
    for field in ("township", "standing", "name"):
        detail.show_field_history(field)
    assert asked == ["unit", "main_revenue_year", "name"]


def test_two_years_stand_against_each_other_with_the_source_of_each_point(detail, services, uid):
    services.figures.save(ytd(uid, Month(2025, 2), 100))
    services.figures.save(ytd(uid, Month(2026, 2), 150, Source.TAX_RETURN))
    services.figures.save(ytd(uid, Month(2026, 3), 240))
    detail.tabs.setCurrentWidget(detail.tabs.figures)
    chart = detail.tabs.figures.chart
    assert chart.points() == [(0, 0), (0, 1), (1, 0)]
    assert chart._tip((0, 0)) == "2026年1—2月　当月 150.00 万元　数据口径：税表"
    assert chart._tip((1, 0)) == "2025年1—2月　当月 100.00 万元　数据口径：利润表"
    model = detail.tabs.figures.model
    rows = {model.index(row, 0).data(): row for row in range(model.rowCount())}
    february = [model.index(rows["2026年1—2月"], column).data() for column in range(4)]
    assert february == ["2026年1—2月", "150.00", "150.00", "50.0%"]
    assert model.index(rows["2026年10月"], 1).data() == "未报"


def test_visits_and_problems_lead_to_their_pages(detail, services, uid, qtbot):
    visit = VisitDraft(
        enterprise=uid,
        visited_on=date(2026, 10, 12),
        visitors="演示甲",
        summary="生产正常",
        issues=(IssueDraft(description="流动资金紧张"),),
    )
    kept = services.visits.save(visit).uid
    detail.tabs.setCurrentWidget(detail.tabs.visits)
    with qtbot.waitSignal(detail.open_requested) as told:
        detail.tabs.visits.table.opened.emit(detail.tabs.visits.model.row_at(0))
    assert told.args == ["visits", kept]
    detail.tabs.setCurrentWidget(detail.tabs.issues)
    issue = detail.tabs.issues.model.row_at(0)
    with qtbot.waitSignal(detail.open_requested) as told:
        detail.tabs.issues.table.opened.emit(issue)
    assert told.args == ["issues", issue.uid]
    with qtbot.waitSignal(detail.open_requested) as told:
        detail.tabs.visits.new_requested.emit()
    assert told.args == ["visits", f"new:{uid}"]


def test_voiding_takes_a_reason_and_leaves_the_list(detail, services, uid, qtbot, monkeypatch):
    monkeypatch.setattr(enterprise_detail, "ask_reason", lambda *_: None)
    detail.void()
    assert services.enterprises.counts()[Chip.ALL] == 1
    monkeypatch.setattr(enterprise_detail, "ask_reason", lambda *_: "录重了")
    with qtbot.waitSignal(detail.gone):
        detail.void()
    assert services.enterprises.ids(EnterpriseFilter()) == ()
    assert services.enterprises.history(uid)[-1].reason == "录重了"
    detail.show_enterprise(uid)
    assert "已作废" in said(detail)
    assert not any(press.isEnabled() for press in detail.head.deeds)


@pytest.fixture
def tier_dialog(services, desk, qtbot):
    def make(uid):
        made = TierDialog(services, desk, services.enterprises.get(uid))
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def test_tier_is_set_by_hand_with_day_category_route_and_reason(tier_dialog, services, uid):
    dialog = tier_dialog(uid)
    dialog.tier.set_value(Tier.KEY.value)
    dialog.on.set_value(date(2026, 3, 1))
    dialog.category.setCurrentIndex(1)
    dialog.route.setCurrentIndex(1)
    dialog.reason.setPlainText("上年营收达到条件")
    dialog.save()
    span = services.enterprises.get(uid).tier
    assert (span.tier, span.since, span.reason) == (Tier.KEY, date(2026, 3, 1), "上年营收达到条件")
    assert span.category
    assert span.route


def test_tier_without_a_reason_is_refused_under_its_field(tier_dialog, services, uid):
    dialog = tier_dialog(uid)
    dialog.save()
    assert "原因" in dialog._form.problem_text("reason")
    assert services.enterprises.get(uid).tier is None


def test_enterprise_is_moved_out_with_a_reason(tier_dialog, services, uid):
    services.enterprises.set_tier(uid, TierDraft(Tier.BASE, date(2026, 1, 5), "初次调入"))
    dialog = tier_dialog(uid)
    assert [dialog.tier.itemText(place) for place in range(dialog.tier.count())] == ["调入重点库", "调出培育库"]
    dialog.tier.set_value(OUT)
    assert not dialog.category.isEnabled()
    dialog.reason.setPlainText("迁出本县")
    dialog.save()
    found = services.enterprises.get(uid)
    assert found.tier is None
    assert found.tiers[-1].reason_out == "迁出本县"


def test_rule_of_the_plan_is_shown_with_its_clause(tier_dialog, services, uid):
    given = FigureInput(Measure.MAIN_REVENUE_YEAR, 1_200_000_000, "1200")
    services.figures.set_year_revenue(uid, 2025, given, Source.INCOME_STATEMENT, Obtained.PAPER)
    texts = " ".join(said(tier_dialog(uid)))
    assert "1,200.00 万元" in texts
    assert "三（二）" in texts
    assert "由您决定" in texts


@pytest.fixture
def revenue(services, desk, qtbot, uid):
    made = YearRevenueDialog(services, desk, uid, "演示", 2025)
    qtbot.addWidget(made)
    made.show()
    return made


def test_last_years_revenue_needs_its_source(revenue, services, uid):
    revenue.amount.setText("1850")
    revenue.save()
    assert "数据口径" in revenue._form.problem_text("source")
    assert services.figures.year_revenue(uid, 2025) is None


def test_last_years_revenue_is_kept_with_unit_and_source(revenue, services, desk, uid, detail):
    revenue.amount.setText("18500000元")
    revenue.source.set_value(Source.TAX_RETURN)
    revenue.obtained.set_value(Obtained.TAX_QUERY)
    revenue.save()
    kept = services.figures.year_revenue(uid, 2025)
    assert (kept.amount, kept.source, kept.obtained) == (1_850_000_000, Source.TAX_RETURN, Obtained.TAX_QUERY)
    detail.reload()
    assert "1,850.00 万元（税表，税务查询）" in said(detail.tabs.facts)


def test_unreadable_revenue_is_told(revenue):
    revenue.amount.setText("约1800")
    revenue.save()
    assert "约1800" in revenue._form.problem_text("main_revenue_year")


def test_shortcut_actions_do_not_shadow_copy(detail):
    value = next(label for label in detail.tabs.facts.findChildren(QLabel) if label.text() == "秀水镇")
    assert [action.text() for action in value.actions() if isinstance(action, QAction)] == ["复制", "修改记录"]


def test_facts_stand_in_two_columns_where_there_is_room(detail, qtbot):
    def left_of(text):
        label = next(label for label in detail.tabs.facts.widget().findChildren(QLabel) if label.text() == text)
        return label.mapTo(detail.tabs.facts.widget(), label.rect().topLeft()).x()

    assert left_of("经营与在库") == left_of("名称、属地与主管")
    detail.resize(1200, 640)
    qtbot.waitUntil(lambda: left_of("经营与在库") != left_of("名称、属地与主管"))
    detail.resize(460, 640)
    qtbot.waitUntil(lambda: left_of("经营与在库") == left_of("名称、属地与主管"))
