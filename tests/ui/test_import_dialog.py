import openpyxl
import pytest
from PySide6.QtWidgets import QCheckBox, QDialog

from desktop.domain.codes import Measure
from desktop.domain.enterprise import EnterpriseDraft, EnterpriseFilter
from desktop.domain.importing import Blanks, Bucket, Mode, PlanSheet
from desktop.domain.month import Month
from desktop.ui.dialogs import import_dialog
from desktop.ui.dialogs.import_columns import IGNORE, ImportColumns
from desktop.ui.dialogs.import_dialog import ImportDialog

GOOD, WRONG = "91350100M000100Y43", "91350100M010100Y43"


def write(path, rows, title="盂县培育企业名单"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet.append([title])
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def book(tmp_path):
    return write(
        tmp_path / "名单.xlsx",
        [
            ["序号", "企业名称", "统一社会信用代码", "属地乡镇", "联系人", "附注甲"],
            [1, "演示选煤有限公司", GOOD, "秀水镇", "演示丙", "一"],
            [2, "演示耐火材料厂", 911403220000000000, "孙家庄镇", "演示丁", "二"],
            [3, "演示老厂", "", "秀水镇", "演示新联系人", "三"],
            ["合计", "3户", "", "", "", ""],
        ],
    )


@pytest.fixture
def dialog(services, desk, qtbot):
    services.enterprises.save(EnterpriseDraft(name="演示老厂", no_code_reason="未办", contact="演示旧联系人"))
    made = ImportDialog(services, desk)
    qtbot.addWidget(made)
    made.show()
    return made


def rows_of(dialog, bucket):
    return [row for row in dialog.plan.rows if row.bucket is bucket]


def test_nothing_can_be_taken_before_a_file_was_read(dialog):
    assert not dialog.take_button.isEnabled()
    assert not dialog.errors_button.isEnabled()


def test_preview_counts_buckets_and_writes_nothing(dialog, book, services):
    before = services.settings.data_health().changes
    dialog.take_path(str(book))
    assert [row.name for row in rows_of(dialog, Bucket.NEW)] == ["演示选煤有限公司"]
    assert [row.name for row in rows_of(dialog, Bucket.ERROR)] == ["演示耐火材料厂"]
    assert dialog.rows.chips.text_of("new") == "新增 1"
    assert dialog.rows.chips.text_of("error").endswith(" 1")
    assert services.settings.data_health().changes == before
    assert "还没有写入" in dialog.summary.text()


def test_wrong_rows_are_shown_first_with_code_column_and_sentence(dialog, book):
    dialog.take_path(str(book))
    assert dialog.rows.chips.choice == "error"
    text = dialog.rows.detail.toPlainText()
    assert "工作表“名单”第 4 行" in text
    assert not dialog.rows.confirm.isVisible()
    assert "E130" in text
    assert "统一社会信用代码" in text


def test_header_rows_and_totals_are_told(dialog, book):
    dialog.take_path(str(book))
    told = dialog.notes.toPlainText()
    assert "工作表“名单”：表头在第 2 行，读到 3 行" in told
    assert "合计" in told


def test_changes_are_shown_old_and_new(dialog, book, services):
    dialog.take_path(str(book))
    (row,) = rows_of(dialog, Bucket.CHANGED)
    dialog.rows.chips.choose("changed")
    assert dialog.rows.model.rows == (row,)
    assert "演示旧联系人" in dialog.rows.detail.toPlainText()
    assert "演示新联系人" in dialog.rows.detail.toPlainText()


def test_good_rows_are_taken_and_the_rest_is_told(dialog, book, services, desk, qtbot):
    dialog.take_path(str(book))
    with qtbot.waitSignal(desk.kept) as told, qtbot.waitSignal(desk.changed):
        dialog.take()
    assert set(dialog.answer.taken) == {Bucket.NEW, Bucket.CHANGED}
    ids = services.enterprises.ids(EnterpriseFilter())
    assert {row.name for row in services.enterprises.rows(ids)} == {"演示选煤有限公司", "演示老厂"}
    assert dialog.summary.text().startswith("已导入：新增 1 行")
    assert told.args == [dialog.summary.text()]
    assert not dialog.take_button.isEnabled()
    assert dialog.leave_button.text() == "关闭"


def test_column_can_be_read_as_something_else(dialog, book, services, qtbot):
    dialog.take_path(str(book))
    box = dialog.columns.box("附注甲")
    assert box.currentText() == "留作附加信息"
    box.set_value("note")
    qtbot.waitUntil(lambda: dialog.plan.sheets[0].columns["附注甲"] == "note")
    dialog.take()
    (uid,) = services.enterprises.ids(EnterpriseFilter(text="选煤"))
    assert services.enterprises.get(uid).draft.note == "一"


def test_column_can_be_left_out(dialog, book, services, qtbot):
    dialog.take_path(str(book))
    first = dialog.plan
    dialog.columns.box("附注甲").set_value(IGNORE)
    qtbot.waitUntil(lambda: dialog.plan is not first)
    assert dialog.columns.box("附注甲").currentText() == "不导入"
    dialog.take()
    (uid,) = services.enterprises.ids(EnterpriseFilter(text="选煤"))
    assert services.enterprises.get(uid).draft.extra == {}


def test_rows_left_behind_are_written_to_a_workbook(dialog, book, tmp_path, monkeypatch):
    dialog.take_path(str(book))
    place = tmp_path / "错误行.xlsx"
    monkeypatch.setattr(import_dialog, "choose_place", lambda *_: str(place))
    dialog.write_errors()
    cells = [cell for row in openpyxl.load_workbook(place).active.values for cell in row if cell]
    assert any("E130" in str(cell) for cell in cells)
    assert any("演示耐火材料厂" in str(cell) for cell in cells)


def test_file_that_is_no_workbook_is_told_and_nothing_is_shown(dialog, tmp_path, desk, monkeypatch, caplog):
    told = []
    monkeypatch.setattr(type(desk.errors), "_tell", lambda _, text: told.append(text))
    path = tmp_path / "名单.xlsx"
    path.write_bytes(b"")
    dialog.take_path(str(path))
    assert len(told) == 1
    assert told[0].startswith("E101")
    assert dialog.plan is None


test_file_that_is_no_workbook_is_told_and_nothing_is_shown = pytest.mark.warns("told the user")(
    test_file_that_is_no_workbook_is_told_and_nothing_is_shown
)


def test_figures_take_the_month_the_sheet_does_not_state(services, desk, qtbot, tmp_path):
    uid = services.enterprises.save(EnterpriseDraft(name="演示选煤有限公司", credit_code=GOOD)).uid
    path = write(
        tmp_path / "数据.xlsx",
        [["企业名称", "营业收入累计（万元）"], ["演示选煤有限公司", 1200.5]],
        title="经营数据",
    )
    dialog = ImportDialog(services, desk, kind="figures")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.options.month == Month(2026, 10)
    dialog.take_path(str(path))
    dialog.take()
    line = services.figures.line(uid, Month(2026, 10))
    assert line.values[Measure.MAIN_REVENUE_YTD].amount == 1_200_500_000


def test_reading_can_be_cancelled_and_leaves_nothing(dialog, book, monkeypatch):
    monkeypatch.setattr(import_dialog, "run_job", lambda *_: None)
    dialog.take_path(str(book))
    assert dialog.plan is None
    assert not dialog.take_button.isEnabled()


def test_closing_before_taking_leaves_the_ledger_as_it_was(dialog, book, services):
    before = services.settings.data_health().changes
    dialog.take_path(str(book))
    dialog.reject()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert services.settings.data_health().changes == before


def test_choice_goes_back_to_what_was_read(qtbot):
    columns = ImportColumns()
    qtbot.addWidget(columns)
    sheet = PlanSheet("名单", "enterprises", (1,), hidden=False, columns={"电话": "contact_phone"})
    columns.show_sheets([sheet], {"contact_phone": "联系电话", "note": "备注"})
    with qtbot.waitSignal(columns.changed):
        columns.box("电话").set_value("note")
    assert columns.choices == {"电话": "note"}
    columns.forget()
    assert columns.choices == {}


def test_hidden_sheet_is_told_and_read_only_when_asked_for(dialog, tmp_path, qtbot):
    path = write(tmp_path / "两张表.xlsx", [["企业名称", "属地乡镇"], ["演示选煤有限公司", "秀水镇"]])
    book = openpyxl.load_workbook(path)
    hidden = book.create_sheet("旧名单")
    hidden.sheet_state = "hidden"
    for row in (["企业名称", "属地乡镇"], ["演示旧厂", "秀水镇"]):
        hidden.append(row)
    book.save(path)
    dialog.take_path(str(path))
    assert "工作表“旧名单”（隐藏）：没有读" in dialog.notes.toPlainText()
    (tick,) = dialog.columns.findChildren(QCheckBox)
    tick.click()
    qtbot.waitUntil(lambda: len(dialog.plan.rows) == 2)
    assert {row.name for row in dialog.plan.rows} == {"演示选煤有限公司", "演示旧厂"}


def test_row_to_check_is_taken_once_a_person_has_checked_it(dialog, tmp_path, services):
    path = write(tmp_path / "代码.xlsx", [["企业名称", "统一社会信用代码"], ["演示搅拌站", WRONG]])
    dialog.take_path(str(path))
    (row,) = rows_of(dialog, Bucket.TO_CHECK)
    assert row.confirmable
    assert not dialog.take_button.isEnabled()
    assert dialog.rows.confirm.isVisible()
    dialog.rows.confirm.click()
    assert dialog.rows.confirmed == {("名单", 3)}
    assert dialog.rows.model.index(0, 0).data() == "已核对 ✓"
    assert dialog.take_button.text() == "导入 1 行"
    dialog.take()
    (uid,) = services.enterprises.ids(EnterpriseFilter(text="搅拌"))
    assert services.enterprises.get(uid).draft.code_seen
    assert "没有导入：没有" in dialog.summary.text()


def test_new_row_shows_what_would_be_written(dialog, book):
    dialog.take_path(str(book))
    dialog.rows.chips.choose("new")
    assert "秀水镇" in dialog.rows.detail.toPlainText()


def test_dialog_fits_the_smallest_screen(dialog, book):
    dialog.take_path(str(book))
    assert dialog.width() <= 1366
    assert dialog.height() <= 700
    assert (dialog.file.text(), dialog.file.toolTip()) == ("名单.xlsx", str(book))


def test_grey_button_says_why(dialog, tmp_path):
    assert dialog.why.text() == "还没有选择文件"
    wrong = [["企业名称", "统一社会信用代码"], ["演示选煤有限公司", 911403220000000000]]
    dialog.take_path(str(write(tmp_path / "错.xlsx", wrong)))
    assert not dialog.take_button.isEnabled()
    assert dialog.why.text().startswith("没有可以导入的行：有错的请改正")
    dialog.take_path(str(write(tmp_path / "同.xlsx", [["企业名称", "联系人"], ["演示老厂", "演示旧联系人"]])))
    assert dialog.why.text() == "和台账完全相同，不用导入"


def test_only_changed_rows_and_empty_cells_that_clear(dialog, services, qtbot, tmp_path):
    rows = [["企业名称", "联系人", "备注"], ["演示老厂", "", "在"], ["演示新厂", "演示丙", ""]]
    dialog.take_path(str(write(tmp_path / "名单.xlsx", rows)))
    dialog.options.choose(mode=Mode.UPDATE, blanks=Blanks.CLEAR)
    qtbot.waitUntil(lambda: dialog.plan.asked.blanks is Blanks.CLEAR and dialog.plan.asked.mode is Mode.UPDATE)
    assert [row.bucket for row in dialog.plan.rows] == [Bucket.CHANGED, Bucket.IGNORED]
    dialog.take()
    (uid,) = services.enterprises.ids(EnterpriseFilter())
    assert services.enterprises.get(uid).draft.contact == ""


def test_choices_that_fit_the_kind_are_offered(dialog, qtbot):
    dialog.options.choose(kind="issues")
    qtbot.waitUntil(lambda: not dialog.options._lines["mode"].isVisible())
    assert not dialog.options._lines["month"].isVisible()
    dialog.options.choose(kind="tax")
    qtbot.waitUntil(dialog.options._lines["month"].isVisible)
    assert dialog.options.mode is Mode.BOTH


def test_sender_is_remembered_with_its_columns(dialog, book, services, desk, qtbot):
    dialog.options._sender.setCurrentText("秀水镇")
    dialog.take_path(str(book))
    dialog.columns.box("附注甲").set_value("note")
    qtbot.waitUntil(lambda: dialog.plan.sheets[0].columns["附注甲"] == "note")
    dialog.take()
    again = ImportDialog(services, desk)
    qtbot.addWidget(again)
    again.options._sender.setCurrentText("秀水镇")
    again.take_path(str(book))
    assert again.plan.sheets[0].columns["附注甲"] == "note"
    assert "按上次的选择" in again.notes.toPlainText()
