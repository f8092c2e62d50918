from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl

from desktop.domain.codes import Measure, Obtained, Source, Tier
from desktop.domain.enterprise import Chip, EnterpriseDraft, TierDraft
from desktop.domain.figure import FigureInput
from desktop.ui.dialogs import enterprise_editor
from desktop.ui.dialogs.import_files import dropped_file
from desktop.ui.pages.enterprise_columns import HIDDEN_AT_FIRST, PHONE, SORTS
from desktop.ui.pages.enterprises_page import EnterprisesPage

WASH = EnterpriseDraft(
    name="演示鑫盛选煤有限公司",
    credit_code="91350100M000100Y43",
    township="140322-xiushui",
    department="140322-nengyuan",
    contact="演示丙",
    contact_phone="13812345678",
)
BRICK = EnterpriseDraft(name="演示耐火材料厂", no_code_reason="未办", township="140322-sunjiazhuang")


@pytest.fixture
def uids(services):
    wash = services.enterprises.save(WASH).uid
    brick = services.enterprises.save(BRICK).uid
    services.enterprises.set_tier(wash, TierDraft(Tier.KEY, date(2026, 1, 5), "上年营收达到条件"))
    given = FigureInput(Measure.MAIN_REVENUE_YEAR, 1_850_000_000, "1850")
    services.figures.set_year_revenue(wash, 2025, given, Source.INCOME_STATEMENT, Obtained.PAPER)
    return wash, brick


@pytest.fixture
def page(services, desk, qtbot):
    page = EnterprisesPage(services, desk)
    qtbot.addWidget(page)
    page.resize(1216, 678)
    page.show()
    page.reload()
    return page


def listed(page):
    return [page.listed.model.index(row, 0).data() for row in range(page.listed.model.rowCount())]


def test_empty_list_says_what_belongs_here_and_offers_the_next_step(page):
    assert page.listed.pile.currentWidget() is page.listed.nothing_yet
    assert {"导入名单", "新增企业"} == {page.import_action.text(), page.new_action.text()}


def test_chips_count_and_filter(uids, page):
    assert page.listed.filters.chips.text_of("all") == "全部 2"
    assert page.listed.filters.chips.text_of("key") == "重点库 1"
    assert page.listed.filters.chips.text_of("near") == "临规 1"
    page.listed.filters.chips.choose("key")
    page.listed.look_up()
    assert listed(page) == [WASH.name]


@pytest.mark.parametrize("text", ["鑫盛", "xsxm", "000100Y"])
def test_name_initials_and_a_piece_of_the_code_find(uids, page, qtbot, text):
    page.listed.filters.search.setText(text)
    qtbot.waitUntil(lambda: page.listed.model.rowCount() == 1)
    assert listed(page) == [WASH.name]


def test_nothing_found_offers_all_again(uids, page):
    page.listed.filters.search.setText("没有这样的企业")
    page.listed.look_up()
    assert page.listed.pile.currentWidget() is page.listed.no_match
    page.listed.show_all()
    page.listed.look_up()
    assert page.listed.model.rowCount() == 2


def test_township_and_department_filter(uids, page):
    page.listed.filters.townships.setCurrentIndex(page.listed.filters.townships.findData("140322-sunjiazhuang"))
    page.listed.look_up()
    assert listed(page) == [BRICK.name]
    page.listed.filters.clear()
    page.listed.filters.departments.setCurrentIndex(page.listed.filters.departments.findData("140322-nengyuan"))
    page.listed.look_up()
    assert listed(page) == [WASH.name]


@pytest.mark.parametrize("field", SORTS)
def test_every_column_sorts_through_the_ledger(uids, page, field):
    page.listed.table.sortByColumn(SORTS.index(field), Qt.SortOrder.DescendingOrder)
    assert page.listed.order == (field, True)
    assert sorted(listed(page)) == sorted([WASH.name, BRICK.name])


def test_revenue_sorts_by_amount(uids, page):
    column = SORTS.index("last_year_revenue")
    page.listed.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    assert listed(page) == [WASH.name, BRICK.name]
    assert page.listed.model.index(0, column).data() == "1,850.00"
    assert page.listed.model.index(1, column).data() == "未报"


def test_telephone_is_covered_until_it_is_clicked(uids, page):
    row = listed(page).index(WASH.name)
    place = page.listed.model.index(row, PHONE)
    assert place.data() == "138****5678"
    page.listed.table.clicked.emit(place)
    assert place.data() == "13812345678"
    page.listed.table.clicked.emit(place)
    assert place.data() == "138****5678"


def test_chosen_columns_are_remembered(uids, page, services, desk, qtbot):
    assert page.listed.table.isColumnHidden(HIDDEN_AT_FIRST[0])
    menu = page.listed.table.column_menu()
    menu.actions()[HIDDEN_AT_FIRST[0]].trigger()
    menu.actions()[1].trigger()
    again = EnterprisesPage(services, desk)
    qtbot.addWidget(again)
    assert not again.listed.table.isColumnHidden(HIDDEN_AT_FIRST[0])
    assert again.listed.table.isColumnHidden(1)


def test_click_shows_the_enterprise_beside_the_list_and_enter_on_the_whole_page(uids, page, qtbot):
    page.listed.table.clicked.emit(page.listed.model.index(listed(page).index(BRICK.name), 0))
    assert page.detail.uid == uids[1]
    assert page.listed.isVisible()
    page.listed.table.setFocus()
    qtbot.keyClick(page.listed.table, Qt.Key.Key_Return)
    assert page.detail.whole
    assert not page.listed.isVisible()
    page._step_back()
    assert page.listed.isVisible()
    page._step_back()
    assert not page.detail.isVisible()


def test_arrow_keys_take_the_drawer_along(uids, page):
    page.show_enterprise(uids[0])
    other = listed(page).index(BRICK.name)
    page.listed.table.setCurrentIndex(page.listed.model.index(other, 0))
    assert page.detail.uid == uids[1]


def test_link_opens_an_enterprise_and_its_history(uids, page):
    page.open(uids[0])
    assert page.detail.uid == uids[0]
    page.open(f"{uids[1]}:history")
    assert page.detail.uid == uids[1]
    assert page.detail.tabs.currentWidget() is page.detail.tabs.history


def test_link_opens_a_chip_a_band_and_a_search(uids, page):
    page.open(f"chip:{Chip.KEY.value}")
    page.listed.look_up()
    assert listed(page) == [WASH.name]
    page.open("text:nhcl")
    page.listed.look_up()
    assert listed(page) == [BRICK.name]
    page.open("band:1")
    page.listed.look_up()
    query = page.listed.filters.query("name", descending=False)
    assert (query.band, query.month) == (1, "2026-10")
    assert page.listed.filters._only.text() == "只看：2026年10月累计收入500—1000 万元 ×"
    page.listed.filters.clear_band()
    page.listed.look_up()
    assert page.listed.model.rowCount() == 2


def test_list_follows_what_was_kept_elsewhere(uids, page, desk, services):
    services.enterprises.save(EnterpriseDraft(name="演示新厂", no_code_reason="未办"))
    desk.changed.emit()
    assert page.listed.model.rowCount() == 3
    assert page.listed.filters.chips.text_of("all") == "全部 3"


def test_cursor_stays_on_its_enterprise_while_the_list_changes(uids, page, desk, services):
    page.listed.table.setCurrentIndex(page.listed.model.index(listed(page).index(BRICK.name), 0))
    for number in range(5):
        services.enterprises.save(EnterpriseDraft(name=f"演示厂{number}", no_code_reason="未办"))
    desk.changed.emit()
    assert page.listed.table.current_row().uid == uids[1]


def test_model_keeps_qt_rules(uids, page, qtmodeltester):
    qtmodeltester.check(page.listed.model, force_py=True)


def test_one_dropped_workbook_is_taken_and_other_things_are_not(tmp_path):
    book = QMimeData()
    book.setUrls([QUrl.fromLocalFile(str(tmp_path / "名单.xlsx"))])
    picture = QMimeData()
    picture.setUrls([QUrl.fromLocalFile(str(tmp_path / "照片.jpg"))])
    assert dropped_file(book) == str(tmp_path / "名单.xlsx")
    assert dropped_file(picture) == ""


def test_page_fits_the_smallest_screen(uids, page):
    page.show_enterprise(uids[0])
    assert page.minimumSizeHint().width() <= 1366 - 150
    assert page.minimumSizeHint().height() <= 640


def test_every_input_has_a_name_for_screen_readers(uids, page):
    for widget in (
        page.listed.filters.search,
        page.listed.filters.townships,
        page.listed.filters.departments,
        page.listed.table,
        page.detail,
    ):
        assert widget.accessibleName()


def test_keys_reach_search_form_and_the_way_back(uids, page, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(enterprise_editor, "ask", lambda _services, _desk, _parent, uid="": asked.append(uid))
    with qtbot.waitActive(page):
        page.activateWindow()
    page.listed.table.setFocus()
    page.listed.table.setCurrentIndex(page.listed.model.index(listed(page).index(BRICK.name), 0))
    qtbot.keyClick(page.listed.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.listed.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert asked == [uids[1], ""]
    qtbot.keyClick(page.listed.table, Qt.Key.Key_Escape)
    assert not page.detail.isVisible()
    qtbot.keyClick(page.listed.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.listed.filters.search.hasFocus()
