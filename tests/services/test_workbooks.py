"""The county's workbooks in a real ledger: kept whole, filled from the list of a form, never lost."""

from hashlib import sha256

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from db.queries import exports
from desktop.domain.workbook import WorkbookDraft
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wording.messages import sentence
from tests.render.county import SHEET, county
from tests.services.making import OCTOBER, database_of, enter, figures, nothing_written, put_in

FORM = "key-monitoring"
MARKS = ("{.序号}", "{.企业名称}", "{.统一社会信用代码}", "{.主营业务收入累计:万元}", "{.main_revenue_ytd_last:元}")


def marked(workbook):
    sheet = workbook[SHEET]
    for column, mark in enumerate((*MARKS, None, "{.数据口径}", "{.原因说明}"), 1):
        sheet.cell(5, column).value = mark


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "县重点表.xlsx"
    path.write_bytes(county(marked))
    return path


@pytest.fixture
def kept(services, file):
    saved = services.workbooks.add(file, WorkbookDraft(" 重点表 ", FORM, "十月会上发的"))
    assert saved.uid
    return saved.uid


def test_a_template_is_kept_byte_for_byte(services, kept, file, tmp_path):
    found = services.workbooks.get(kept)
    assert (found.name, found.form, found.file_name) == ("重点表", FORM, "县重点表.xlsx")
    assert found.sha256 == sha256(file.read_bytes()).hexdigest()
    services.workbooks.hand_out(kept, tmp_path / "再来.xlsx")
    assert (tmp_path / "再来.xlsx").read_bytes() == file.read_bytes()


def test_the_list_of_the_form_fills_it(services, kept, tmp_path):
    names = ["盂县丙厂（演示）", "盂县甲厂（演示）", "盂县乙厂（演示）"]
    for name in names:
        uid = enter(services, name)
        put_in(services, uid)
        services.figures.save(figures(uid, main_revenue_ytd=1850, main_revenue_ytd_last=1600))
    done = services.workbooks.fill(kept, OCTOBER, tmp_path / "填好.xlsx", Progress())
    sheet = load_workbook(done.path)[SHEET]
    assert {sheet.cell(row, 2).value for row in (5, 6, 7)} == set(names)
    assert [sheet.cell(row, 1).value for row in (5, 6, 7)] == [1, 2, 3]
    assert (sheet["D5"].value, sheet["E5"].value) == (1850, 16_000_000)
    assert sheet["D8"].value == "=SUM(D5:D7)"
    noted = database_of(services).read(exports.rows)[0]
    assert (noted.what, noted.rows, noted.file) == ("重点表", 3, "填好.xlsx")
    assert noted.sha256 == sha256(done.path.read_bytes()).hexdigest()
    assert sheet["A1"].value == "盂县能源局重点企业2026年10月情况表"


def test_an_empty_month_says_so(services, kept, tmp_path):
    done = services.workbooks.fill(kept, OCTOBER, tmp_path / "空.xlsx", Progress())
    assert [each.code for each in done.problems] == ["county_no_rows"]


def test_nothing_is_kept_of_a_workbook_that_cannot_be_filled(services, tmp_path):
    path = tmp_path / "错.xlsx"
    path.write_bytes(county(lambda workbook: workbook[SHEET].__setitem__("B3", "{.企业名}")))
    with nothing_written(services):
        saved = services.workbooks.add(path, WorkbookDraft("错表", FORM))
    assert not saved.uid
    assert "mark_unknown_near" in {each.code for each in saved.problems}


def test_the_form_of_the_month_s_figures_is_offered_first(services):
    assert services.workbooks.forms()[0][0] == "key-monitoring"


def test_looking_writes_nothing(services, file):
    with nothing_written(services):
        assert services.workbooks.check(file, FORM).sheets[0].row == 5


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (WorkbookDraft("", FORM), "missing"),
        (WorkbookDraft("重点表", FORM), "county_name_taken"),
        (WorkbookDraft("新表", ""), "missing"),
    ],
)
def test_what_is_said_of_a_template_is_checked(services, kept, file, draft, code):
    saved = services.workbooks.add(file, draft)
    assert [each.code for each in saved.problems] == [code]


def test_a_form_that_lists_nothing_is_refused(services, file):
    with pytest.raises(KnownError) as caught:
        services.workbooks.check(file, "visit-record")
    assert caught.value.code == "county_form_not_listed"


def test_a_void_template_stays_and_is_not_filled(services, kept, tmp_path):
    assert services.workbooks.remove(kept, " ").problems[0].code == "missing"
    assert services.workbooks.remove(kept, "换了新表").uid == kept
    assert services.workbooks.list() == ()
    assert services.workbooks.list(voided=True)[0].void_reason == "换了新表"
    for work, code in (
        (lambda: services.workbooks.fill(kept, OCTOBER, tmp_path / "x.xlsx", Progress()), "county_voided"),
        (lambda: services.workbooks.remove(kept, "再来"), "voided"),
        (lambda: services.workbooks.get("没有"), "county_unknown"),
    ):
        with pytest.raises(KnownError) as caught:
            work()
        assert caught.value.code == code
    assert not (tmp_path / "x.xlsx").exists()


def test_bytes_that_changed_are_noticed(services, kept, tmp_path):
    def spoil(connection):
        connection.execute(text("DROP TRIGGER workbook_content_no_update"))
        connection.execute(text("UPDATE workbook_content SET content = X'00'"))

    database_of(services).note(spoil)
    with pytest.raises(KnownError) as caught:
        services.workbooks.fill(kept, OCTOBER, tmp_path / "x.xlsx", Progress())
    assert caught.value.code == "county_damaged"
    assert ("template_damaged", kept) in {(each.code, each.where) for each in services.check.run(deep=True)}


def test_the_file_refuses_to_change_a_template(services, kept):
    for statement in ("UPDATE workbook_content SET content = X'00'", "DELETE FROM workbook_content"):
        with pytest.raises(Exception, match="frozen"):
            database_of(services).note(lambda connection, sql=statement: connection.execute(text(sql)))


def test_every_mark_that_is_offered_can_be_filled(services, tmp_path):
    for form, _ in services.workbooks.forms():
        words = services.workbooks.words(form)

        def write(workbook, words=words):
            sheet = workbook[SHEET]
            for row in sheet["A5:I5"]:
                for cell in row:
                    if type(cell).__name__ == "Cell":
                        cell.value = None
            for column, word in enumerate([each for each in words if not each.once], 12):
                sheet.cell(5, column).value = word.mark
            for row, word in enumerate([each for each in words if each.once], 40):
                sheet.cell(row, 1).value = word.mark

        path = tmp_path / f"{form}.xlsx"
        path.write_bytes(county(write))
        wrong = [sentence(each) for each in services.workbooks.check(path, form).problems if each.severity == "error"]
        assert not wrong
        saved = services.workbooks.add(path, WorkbookDraft(form, form))
        services.workbooks.fill(saved.uid, OCTOBER, tmp_path / "填好.xlsx", Progress())
