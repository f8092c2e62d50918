"""What comes in is read right or refused clearly: the file is made, really imported, and the ledger is as it was."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.importing import ImportPlan
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wiring import Services
from desktop.wording.messages import code_of, message
from tests.intake import measured_reader
from tests.intake.bad_files import CASES, CSV_HEAD, DATA, DAY, LEDGER, LINE, Case, text
from tests.intake.making import GOOD, HEAD, THIRD, save, share_texts
from tests.intake.mutations import mutate_workbooks
from tests.services.making import (
    SEPTEMBER,
    Clock,
    begun,
    database_of,
    digest,
    enter,
    figures,
    look,
    make_world,
    nothing_written,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "bad-input.md"
SECONDS, MEGABYTES = 10, 500
SEED = 20261120


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a reader notes what memory it took."""
    return tmp_path_factory.mktemp("memory") / "kB"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, note: Path) -> Iterator[Services]:
    """One ledger for all cases, since none of them may write; it reads workbooks in the real other process."""
    world = replace(make_world(Clock()), reader=measured_reader.command(note))
    services = begun(tmp_path_factory.mktemp("bad") / "台账", world)
    services.figures.save(figures(enter(services, LEDGER, THIRD), SEPTEMBER, main_revenue_ytd=1000))
    yield services
    services.close()


def answers(services: Services, case: Case, path: Path) -> tuple[ImportPlan | None, list[tuple[str, str]]]:
    """Return the preview, if there is one, and everything that was told: code and sentence."""
    try:
        plan = services.intake.look(path, case.kind, month=case.month, progress=Progress())
    except KnownError as error:
        return None, [(code_of(error.code), message(error))]
    told = [*plan.notes, *(problem for row in plan.rows for problem in row.problems)]
    return plan, [(problem.code, problem.message) for problem in told]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"row{case.row}-{case.name.replace(' ', '-')}")
def test_what_comes_in_is_answered(case: Case, ledger: Services, note: Path, tmp_path: Path) -> None:
    path = case.make(tmp_path)
    before = path.read_bytes() if os.path.isfile(path) else None  # noqa: PTH113 (a path too long is no file)
    note.unlink(missing_ok=True)
    since = worked()
    with nothing_written(ledger):
        plan, told = answers(ledger, case, path)
    assert worked() - since < SECONDS
    assert measured_reader.noted(note) <= MEGABYTES
    assert (path.read_bytes() if before is not None else None) == before
    codes = {code for code, _ in told}
    assert set(case.told) <= codes, told
    assert not set(case.silent) & codes, told
    assert not case.words or any(case.words in sentence for _, sentence in told), told
    if not case.told:
        assert not [code for code in codes if code.startswith("E")], told
    if case.bucket:
        assert plan is not None
        assert plan.rows[0].bucket.value == case.bucket, plan.rows[0]
    assert all("{" not in sentence for _, sentence in told)


def worked() -> float:
    """Return the processor's time of this program and of its readers; that of the wall depends on who else works."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def test_every_row_has_a_case_and_the_document_says_the_same() -> None:
    written = {}
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"\| ([0-9]+) \| (.+?) \| (.+?) \| `(.+?)` \|", line):
            written[int(match[1])] = (match[2], match[3], match[4])
    assert sorted(written) == list(range(1, 95))
    for row, (cases, answer, test) in written.items():
        of_row = [case for case in CASES if case.row == row]
        assert cases == "; ".join(case.name for case in of_row)
        told = dict.fromkeys(code for case in of_row for code in case.told)
        assert set(re.findall(r"[EWI][0-9]{3}", answer)) == set(told), row
        path, _, name = test.partition("::")
        assert f"def {name}(" in (DOCUMENT.parents[1] / path).read_text(encoding="utf-8")


@pytest.mark.parametrize(("apart", "count"), [(False, 100), (True, 10)])
def test_bent_workbooks_neither_fall_nor_write(
    apart: bool, count: int, ledger: Services, note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not apart:  # a fall of the reader is seen for what it is, and no process has to start
        monkeypatch.setattr(ledger.intake, "_reader", ())
    rows = [[number, f"演示第{number}厂", GOOD, "13800138000", number * 1.5, DAY] for number in range(30)]
    seeds = (
        share_texts(save(tmp_path / "一.xlsx", [["名单"], HEAD, *rows])),
        DATA / "excel97.xls",
        text(CSV_HEAD + LINE * 30, "gb18030", "二.csv")(tmp_path),
    )
    before = digest(ledger), database_of(ledger).total_changes()
    outcome = mutate_workbooks(seeds, tmp_path, lambda path: look(ledger, path), count=count, seed=SEED)
    assert outcome.fell == ()
    assert outcome.slowest < SECONDS
    assert measured_reader.noted(note) <= MEGABYTES
    assert (digest(ledger), database_of(ledger).total_changes()) == before
    assert len(outcome.answers) > 1, outcome.answers  # some were read, some refused
