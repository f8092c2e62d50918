"""Taking in a list of 10,000 enterprises, against reading it bare and inserting the same rows bare.

The yardstick reads the workbook with calamine and inserts what the import wrote (enterprises, Changes, their values and
heads) by executemany into a fresh file opened the same way. Ours reads in a process of its own, finds header, columns
and enterprises, checks every cell, compares with the ledger, and takes all of it in one deed. Both are counted in the
processor's time, that of the reader included.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook
from python_calamine import CalamineWorkbook
from sqlalchemy import Connection, insert, select

from db.engine import open_engine
from db.models.enterprise import Enterprise
from db.models.journal import ChangeRow, ChangeValue, Head, Save, Site
from db.unit_of_work import Database
from db.upgrade import bring_up
from desktop.kernel.progress import Progress
from desktop.paths import reader_command
from desktop.wiring import Services, create_ledger
from tests.benchmarks import Ratio
from tests.benchmarks.bench_ledger import NOW, START, _world

BAR = 3.0
HEAD = ("序号", "企业名称", "统一社会信用代码", "属地乡镇", "联系人", "联系电话", "主要产品", "经营状态")


def run(rows: int = 10_000) -> list[Ratio]:
    """Measure it; *rows* is made smaller only to try the benchmark itself."""
    with TemporaryDirectory() as folder:
        path = _workbook(Path(folder) / "名单.xlsx", rows)
        services = _office(Path(folder) / "office")
        try:
            looking = _seconds(lambda: _look(services, path))
            plan = _look(services, path)
            taking = _seconds(lambda: services.intake.take(plan, Progress()))
            written = services.intake._database.read(_written)
        finally:
            services.close()
        reading = min(_seconds(lambda: _bare_read(path)) for _ in range(3))
        inserting = _bare_insert(Path(folder) / "bare.db", written)
    ours, bare = looking + taking, reading + inserting
    detail = f"look {looking:.1f} s, take {taking:.1f} s against read {reading:.2f} s, insert {inserting:.2f} s"
    name = f"taking in {rows:,} enterprises with {len(written[3][1]):,} Changes, against bare reading and inserting"
    return [Ratio(name, ours / bare, BAR, detail)]


def _workbook(path: Path, rows: int) -> Path:
    book = Workbook(write_only=True)
    page = book.create_sheet("名单")
    page.append(HEAD)
    for number in range(1, rows + 1):
        phone = f"138{number:08d}"
        page.append((number, f"演示第{number}号铸造厂", None, "秀水镇", "演示丙", phone, "演示铸件", "正常"))
    book.save(path)
    return path


def _office(folder: Path) -> Services:
    services = create_ledger(folder, START, replace(_world(), reader=reader_command()), demo=True)
    if isinstance(services, tuple):
        raise LookupError(services)
    return services


def _look(services: Services, path: Path) -> Any:
    return services.intake.look(path, "enterprises", progress=Progress())


def _bare_read(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def _written(connection: Connection) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Return the rows of the tables that the yardstick inserts."""
    tables = (model.__table__ for model in (Site, Save, Enterprise, ChangeRow, ChangeValue, Head))
    return [(table, [dict(row) for row in connection.execute(select(table)).mappings()]) for table in tables]


def _bare_insert(path: Path, written: list[tuple[Any, list[dict[str, Any]]]]) -> float:
    engine = open_engine(path)
    bring_up(engine)
    database = Database(engine, clock=lambda: NOW, new_id=str, salt=str)
    try:
        return _seconds(lambda: database.note(_insert, written))
    finally:
        database.close()


def _insert(connection: Connection, written: list[tuple[Any, list[dict[str, Any]]]]) -> None:
    for table, rows in written:
        connection.execute(insert(table), rows)


def _seconds(deed: Callable[[], object]) -> float:
    start = _worked()
    deed()
    return _worked() - start


def _worked() -> float:
    """Return the processor's time this program and the processes it started have taken."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system
