"""A paper that is open in Excel or WPS: the new one stands beside it, told so, and noted by its own name."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

import desktop.services
from desktop.domain.listing import ListColumn, Listing
from desktop.domain.release import WRITTEN_BESIDE, ExportKind
from desktop.kernel.progress import Progress
from desktop.wording.messages import told
from tests.locking import hold
from tests.services.making import OCTOBER, enter, look, put_in, workbook

LISTING = Listing("人员", (ListColumn("姓名"),), (("演示甲",),))


@pytest.fixture
def held(tmp_path: Path, monkeypatch):
    """Let files of the test's folder be open in another program."""

    def make(*names: str) -> list[Path]:
        paths = [tmp_path / name for name in names]
        for path in paths:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"open")
        hold(monkeypatch, *paths)
        return paths

    return make


@pytest.mark.parametrize("suffix", ["xlsx", "pdf", "csv"])
def test_a_list_stands_beside_the_open_one(services, held, tmp_path, suffix):
    (path,) = held(f"人员.{suffix}")
    done = services.lists.write(LISTING, path, Progress())
    assert done.path == tmp_path / f"人员(2).{suffix}"
    assert path.read_bytes() == b"open"
    (problem,) = done.problems
    assert told(problem).startswith(f"W115 “人员.{suffix}”")
    assert f"“人员(2).{suffix}”" in told(problem)
    (note,) = services.exports.rows()
    assert (note.file, note.sha256) == (done.path.name, sha256(done.path.read_bytes()).hexdigest())


def test_a_filed_form_stands_beside_the_open_one_and_is_noted_so(services, desk, held, tmp_path):
    put_in(services, enter(services))
    name = "盂县能源局_重点培育企业运行监测月报_2026年10月_第1次"
    held(f"报送/{name}.xlsx")
    filed = services.filings.export(OCTOBER, ["key-monitoring"], desk.folder, Progress())
    (form,) = filed.files
    assert [Path(form.pdf).name, Path(form.xlsx).name] == [f"{name}.pdf", f"{name}(2).xlsx"]
    assert WRITTEN_BESIDE in {each.problem.code for each in filed.problems}
    assert {note.file for note in services.exports.rows()} == {f"{name}.pdf", f"{name}(2).xlsx"}


def test_a_filing_that_fails_takes_away_what_stood_beside(services, desk, held, monkeypatch):
    put_in(services, enter(services))
    name = "盂县能源局_重点培育企业运行监测月报_2026年10月_第1次"
    (path,) = held(f"报送/{name}.xlsx")
    monkeypatch.setattr("desktop.services.filings.note_in", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.filings.export(OCTOBER, ["key-monitoring"], desk.folder, Progress())
    assert list(desk.folder.iterdir()) == [path]
    assert services.filings.rounds(OCTOBER, "key-monitoring") == ()


def test_a_sheet_that_is_tried_until_it_fits_one_page_stands_beside_once(services, held, tmp_path):
    (path,) = held("准备单.pdf")
    done = services.visits.prepare(enter(services), OCTOBER, path, Progress())
    assert done.path.name == "准备单(2).pdf"
    assert sorted(each.name for each in tmp_path.glob("准备单*")) == ["准备单(2).pdf", "准备单.pdf"]
    assert [note.file for note in services.exports.rows()] == ["准备单(2).pdf"]


def test_rows_in_error_stand_beside_the_open_workbook_and_are_noted(services, held, tmp_path):
    plan = look(
        services, workbook(tmp_path / "名单.xlsx", ("企业名称", "统一社会信用代码"), ("演示厂", 911403220000000000))
    )
    (path,) = held("错误行.xlsx")
    done = services.intake.write_errors(plan, path)
    assert (done.path.name, done.rows) == ("错误行(2).xlsx", 1)
    assert [problem.code for problem in done.problems] == [WRITTEN_BESIDE]
    (note,) = services.exports.rows()
    assert (note.file, note.what, note.rows) == ("错误行(2).xlsx", "导入的错误行", 1)


def test_a_kept_paper_that_is_open_and_says_the_same_is_left(services, desk, monkeypatch):
    put_in(services, enter(services))
    (form,) = services.filings.export(OCTOBER, ["key-monitoring"], desk.folder, Progress()).files
    hold(monkeypatch, Path(form.pdf))
    (kept,) = services.filings.rounds(OCTOBER, "key-monitoring")
    assert services.filings.reprint(kept.uid, desk.folder) == Path(form.pdf)
    Path(form.pdf).write_bytes(b"somebody wrote in it")
    assert services.filings.reprint(kept.uid, desk.folder).name == f"{Path(form.pdf).stem}(2).pdf"


# what they print is only looked at, read back, or handed to one that notes it
UNNOTED = frozenset({"form_preview.py", "paper_reading.py", "round_making.py"})
PRINTS = re.compile(r"_printer\.(pdf|pdf_of|xlsx|paper|record|listing|blank_paper|prose|table|plain_list)\(")


def test_whoever_prints_notes_what_leaves():
    services = Path(desktop.services.__file__).parent
    printers = {path: path.read_text(encoding="utf-8") for path in services.rglob("*.py")}
    printers = {path.name: text for path, text in printers.items() if PRINTS.search(text)}
    assert printers.keys() >= UNNOTED | {"outgoing.py", "filings.py", "lists.py"}
    silent = {name for name, text in printers.items() if "note_export(" not in text and "note_in(" not in text}
    assert silent == UNNOTED


def test_papers_copies_and_packages_are_noted_each_time_they_leave(services, desk, tmp_path):
    uid = enter(services)
    put_in(services, uid)
    services.filings.export(OCTOBER, ["key-monitoring"], desk.folder, Progress())
    (kept,) = services.filings.rounds(OCTOBER, "key-monitoring")
    stick = tmp_path / "stick"
    stick.mkdir()
    services.backups.set_second_place(stick)
    begun = len(services.exports.rows())
    written = [
        services.officers.print_list(tmp_path / "包联.pdf", Progress()).path,
        services.visits.blank(uid, tmp_path / "空白.pdf", Progress()).path,
        services.papers.print("base-library", OCTOBER, tmp_path / "库.xlsx", Progress(), blank=True).path,
        services.filing_batch.each(OCTOBER, "key-monitoring", tmp_path / "分户", Progress()).written[0],
        services.filings.reprint(kept.uid, tmp_path),
        services.letters.keys.register(tmp_path),
        services.backups.carry(Progress()),
    ]
    assert services.backups.carry(Progress()) == written[-1]  # it lies there already
    services.filings.kept_pdf(kept.uid)
    notes = services.exports.rows()[: len(services.exports.rows()) - begun]
    assert [note.file for note in reversed(notes)] == [path.name for path in written]
    assert (notes[0].kind, notes[0].sealed, notes[0].folder) == (ExportKind.COPY, False, str(stick))
    assert "备份 台账整份" in services.exports.on_stick(str(stick)).notice
