"""Reading in a process of its own: the same workbook, within limits, and nothing that happens there reaches here."""

import json
import subprocess
import sys
import threading
import time
from datetime import date

import pytest

from desktop.intake import limits, wire
from desktop.intake.apart import open_apart
from desktop.intake.workbook import open_workbook
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Cancelled, Progress
from desktop.paths import READ_WORKBOOK, reader_command
from tests.intake.making import GOOD, HEAD, ROOT, in_sheet, save

READER = reader_command()
ROW = [1, "演示铸造有限公司", GOOD, 13800138000, 0.85, date(2024, 6, 3)]


def python(code):
    return (sys.executable, "-I", "-c", code)


@pytest.fixture
def path(tmp_path):
    return save(tmp_path / "名单 (1).xlsx", [HEAD, ROW, [2, "𠮷演示", True, "#REF!", "=1+1", None]])


def test_workbook_read_apart_is_the_workbook(path):
    def bend(page):
        page["E2"].number_format = "0%"
        page.merge_cells("A2:A3")
        page.row_dimensions[3].hidden = True
        page.column_dimensions["D"].hidden = True
        page.parent.create_sheet("空")

    save(path, [HEAD, ROW, [2, "x" * 400, True, "#REF!", "=1+1", None]], bend)
    assert open_apart(READER, path, Progress()) == open_workbook(path, Progress())


@pytest.mark.parametrize("name", ["excel97.xls", "many.xls"])
def test_old_workbook_too(name):
    path = ROOT / "tests" / "intake" / "data" / name
    assert open_apart(READER, path, Progress()) == open_workbook(path, Progress())


def test_half_a_surrogate_pair_travels(tmp_path):
    path = save(tmp_path / "名单.xlsx", [["企业名称"], ["演示_xD800_"]])
    (sheet,) = open_apart(READER, path, Progress()).sheets
    assert sheet.rows[1].cells[0].raw == "演示\ud800"


def test_what_is_wrong_with_a_file_is_told_as_here(tmp_path):
    (tmp_path / "名单.xlsx").write_bytes(b"")
    with pytest.raises(KnownError) as refused:
        open_apart(READER, tmp_path / "名单.xlsx", Progress())
    assert (refused.value.code, refused.value.values) == ("empty_file", {"file": "名单.xlsx"})


def test_packed_program_is_its_own_reader(path):
    command = [sys.executable, "-m", "desktop", READ_WORKBOOK]
    asked = json.dumps(str(path)).encode() + b"\n"
    done = subprocess.run(command, input=asked, capture_output=True, cwd=ROOT, check=True)
    assert wire.parts_of(done.stdout.splitlines()[-1])[0] == wire.END


def test_reader_loads_neither_window_nor_ledger():
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import desktop.intake.reading_process; print(*sys.modules)"
    loaded = subprocess.run(python(code), capture_output=True, text=True, check=True).stdout.split()
    assert not {"PySide6", "sqlmodel", "sqlalchemy", "pydantic", "openpyxl", "typer", "reportlab"} & set(loaded)


def test_progress_is_told_from_there(tmp_path):
    path = save(tmp_path / "名单.xlsx", [HEAD, *[ROW] * 1200])
    heard = []
    open_apart(READER, path, Progress(lambda *told: heard.append(told)))
    assert [done for done, _, _ in heard if done] == [500, 1000]


def test_asking_to_stop_is_heard_within_a_second(path):
    progress = Progress()
    threading.Timer(0.1, progress.cancel).start()
    since = time.monotonic()
    with pytest.raises(Cancelled):
        open_apart(python("import time; time.sleep(60)"), path, progress)
    assert time.monotonic() - since < 1.0


def test_reader_that_hangs_is_ended(path):
    with pytest.raises(KnownError) as refused:
        open_apart(python("import time; time.sleep(60)"), path, Progress(), seconds=0.2)
    assert refused.value.code == "reading_too_long"


@pytest.mark.warns("reader of a workbook ended")
@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import os; os.abort()", "reading_fell"),
        ("1/0", "reading_fell"),
        ("import sys; sys.exit(3)", "reading_too_large"),
    ],
)
def test_reader_that_falls_is_told_and_nothing_else_happens(code, told, path):
    with pytest.raises(KnownError) as refused:
        open_apart(python(code), path, Progress())
    assert refused.value.code == told


@pytest.mark.warns("reader of a workbook ended", "what is no workbook")
@pytest.mark.parametrize("sent", ['["end"', "[]", '["rows", [[1]]]', '["end"]', "{}"])
def test_half_an_answer_is_no_workbook(sent, path):
    with pytest.raises(KnownError) as refused:
        open_apart(python(f"print({sent!r})"), path, Progress())
    assert refused.value.code == "reading_fell"


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no limit of memory for one process")
@pytest.mark.warns("reader of a workbook ended")
def test_reader_that_wants_too_much_memory_is_told(path):
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from desktop.intake import reading_process as p;"
        "p.serve = lambda *_: bytearray(600 * 1024**2); sys.exit(p.main())"
    )
    with pytest.raises(KnownError) as refused:
        open_apart(python(code), path, Progress())
    assert refused.value.code == "reading_too_large"


def test_too_many_cells_are_refused(path, monkeypatch):
    monkeypatch.setattr(limits, "CELLS", 10)
    with pytest.raises(KnownError) as refused:
        list(wire.lines_of(open_workbook(path, Progress()), path.name))
    assert refused.value.code == "too_many_cells"


def test_a_cell_longer_than_any_spreadsheet_allows_is_cut(tmp_path):
    path = save(tmp_path / "名单.xlsx", [HEAD, ROW])
    in_sheet(path, {"演示铸造有限公司": "演" * 40_000})
    (sheet,) = open_apart(READER, path, Progress()).sheets
    assert len(sheet.rows[1].cells[1].raw) == limits.RAW_CHARACTERS
