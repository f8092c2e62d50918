"""The ledger: saving a visit against bare inserts, searching and sorting a long list against bare statements.

All yardsticks work on the same rows, in files opened the same way, in the same process; turns of both alternate and the
quickest counts.
"""

import itertools
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, text

from db.engine import open_engine
from db.models.enterprise import Enterprise
from db.models.figure import Figure
from db.models.issue import Issue
from db.models.journal import ChangeRow, ChangeValue, Head, Save
from db.models.visit import Visit
from db.queries.enterprises import _ORDERS, pattern
from db.unit_of_work import Database
from db.upgrade import bring_up
from desktop.domain.codes import Delivery, Measure, UnitKind, VisitPurpose
from desktop.domain.enterprise import EnterpriseDraft, EnterpriseFilter
from desktop.domain.visit import VisitDraft
from desktop.domain.workspace import FirstStart
from desktop.services.steps.finding import findable, folded
from desktop.wiring import Services, create_ledger
from desktop.world import World
from tests.benchmarks import Ratio

RESOURCES = Path(__file__).parents[2] / "resources"
NOW = datetime(2026, 10, 31, 4, tzinfo=UTC)
START = FirstStart("yuxian-2024", "秀水镇", UnitKind.TOWNSHIP, 2026, "赵演示")
TRADES = ("煤业", "耐火材料", "混凝土", "新材料", "机械加工", "农产品加工")
Clock = Callable[[], float]
WORDS = ("y", "ysd", "演示", "耐火", "有限 煤业", "1999", "没有这个", "91140322MA0012")


def run(rows: int = 20_000, saves: int = 300) -> list[Ratio]:
    """Measure everything; *rows* and *saves* are made smaller only to try the benchmark itself."""
    with TemporaryDirectory() as folder:
        services = _office(Path(folder) / "office")
        try:
            saving = _saving(services, Path(folder) / "bare.db", saves)
            database = services.visits._database
            database.note(_fill, rows, services.settings.workspace().unit)
            return [saving, *_searching(services, database), *_sorting(services, database)]
        finally:
            services.close()


def _saving(services: Services, path: Path, saves: int) -> Ratio:
    enterprise = services.enterprises.save(EnterpriseDraft(name="演示第1企业有限公司", no_code_reason="演示")).uid
    draft = _draft(enterprise)
    services.visits.save(draft)
    rows = services.visits._database.read(_rows_of_the_visit)
    bare = open_engine(path)
    bring_up(bare)
    with bare.connect() as connection, connection.begin():
        connection.execute(insert(Enterprise), [_enterprise(0) | {"uid": enterprise}])
    numbers = itertools.count(1)
    ours, plain = _alternately(
        lambda: services.visits.save(draft),
        lambda: _insert(bare, rows, next(numbers)),
        turns=saves,
        clock=time.perf_counter,
    )
    bare.dispose()
    return _ratio(f"saving a visit with its {len(rows[2][1])} Changes, against bare inserts", ours, plain, 3.0)


def _insert(engine: Engine, rows: list[tuple[Any, list[dict[str, Any]]]], number: int) -> None:
    with engine.connect() as connection, connection.begin():
        for table, listed in rows:
            connection.execute(insert(table), [_renumbered(row, number) for row in listed])


def _renumbered(row: dict[str, Any], number: int) -> dict[str, Any]:
    """Return *row* as that of the visit saved in turn *number*."""
    own = {"id", "uid", "number", "entity", "save"} & set(row)
    moved = {"seq": row["seq"] + number * 100} if "seq" in row else {}
    return row | {name: f"{row[name]}-{number}" for name in own} | moved


def _rows_of_the_visit(connection: Connection) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Return the rows that saving a visit writes, as the tables take them."""
    of_visit = "(site, seq) IN (SELECT site, seq FROM change WHERE subject = 'visit')"
    wanted = [(Save, "action = 'visit.save'"), (Visit, "1"), (ChangeRow, of_visit), (ChangeValue, of_visit)]
    wanted.append((Head, of_visit))
    found = []
    for model, where in wanted:
        table = model.__table__
        rows = connection.execute(select(table).where(text(where))).mappings()
        found.append((table, [dict(row) for row in rows]))
    return found


def _searching(services: Services, database: Database) -> Iterator[Ratio]:
    bare = "SELECT uid FROM enterprise WHERE search LIKE ?"
    for word in WORDS:
        like = pattern(folded(word).split()[0])
        ours, plain = _alternately(
            lambda word=word: services.enterprises.ids(EnterpriseFilter(text=word)),
            lambda like=like: database.read(_first_column, bare, (like,)),
            turns=9,
        )
        yield _ratio(f"searching 20,000 for {word!r}, against one LIKE", ours, plain, 1.5)


def _sorting(services: Services, database: Database) -> Iterator[Ratio]:
    rules = services.enterprises._office.rules
    values = rules.parameters()
    for column, expression in _ORDERS.items():
        join = rules.revenue if expression.startswith("r.") else ""
        bare = f"SELECT e.uid FROM enterprise e{join} ORDER BY {expression}"
        ours, plain = _alternately(
            lambda column=column: services.enterprises.ids(EnterpriseFilter(sort=column)),
            lambda bare=bare: database.read(_named, bare, values),
            turns=9,
        )
        yield _ratio(f"sorting 20,000 by {column}, against the bare ORDER BY", ours, plain, 2.0)


def _first_column(connection: Connection, sql: str, values: tuple[str, ...]) -> list[str]:
    return [row[0] for row in connection.exec_driver_sql(sql, values)]


def _named(connection: Connection, sql: str, values: dict[str, str]) -> list[str]:
    return [row[0] for row in connection.execute(text(sql), values)]


def _alternately(
    ours: Callable[[], object], plain: Callable[[], object], *, turns: int, clock: Clock = time.thread_time
) -> tuple[float, float]:
    ours(), plain()  # the first turn fills caches
    times = [(_seconds(ours, clock), _seconds(plain, clock)) for _ in range(turns)]
    return min(time for time, _ in times), min(time for _, time in times)


def _seconds(deed: Callable[[], object], clock: Clock) -> float:
    start = clock()
    deed()
    return clock() - start


def _ratio(name: str, ours: float, plain: float, bar: float) -> Ratio:
    return Ratio(name, ours / plain, bar, f"{ours * 1000:.2f} ms against {plain * 1000:.2f} ms")


def _world() -> World:
    return World(
        resources=RESOURCES,
        clock=lambda: NOW,
        new_id=lambda: secrets.token_hex(16),
        salt=lambda: secrets.token_hex(16),
        pid=1,
        host="bench",
    )


def _office(folder: Path) -> Services:
    services = create_ledger(folder, START, _world(), demo=True)
    if isinstance(services, tuple):
        raise LookupError(services)
    return services


def _draft(enterprise: str) -> VisitDraft:
    return VisitDraft(
        enterprise=enterprise,
        visited_on=date(2026, 10, 30),
        purposes=(VisitPurpose.POLICY, VisitPurpose.MONITORING),
        deliveries=(Delivery.POLICY,),
        visitors="赵演示（秀水镇经发办）、钱演示",
        leader="孙演示",
        received_by="李演示（厂长）",
        received_phone="13800000000",
        situation="两条线开一条，订单到年底。" * 3,
        summary="讲解升规奖补政策，企业反映流动资金紧张，约定下周把材料送来。" * 3,
        policies="盂促企组办发[2024]1号",
        next_step="联系银行，下周回访",
        next_on=date(2026, 11, 6),
    )


def _enterprise(number: int) -> dict[str, Any]:
    name, code = f"演示第{number}{TRADES[number % 6]}有限公司", f"91140322MA0{number:07d}"
    derived = findable(name, (), code)._asdict()
    given = {
        "credit_code": code if number % 7 else None,
        "township": f"t{number % 14}" if number % 5 else None,
        "department": f"d{number % 5}" if number % 2 else None,
        "industry_code": f"{number % 97:04d}" if number % 3 else None,
        "tier": ("base", "key", None)[number % 3],
        "status": ("normal", "stopped", "preparing")[number % 3],
        "contact": f"李演示{number % 311}",
        "contact_phone": f"138{number:08d}",
    }
    return Enterprise(uid=f"e{number}", name=name, **given, **derived).model_dump()


def _fill(connection: Connection, rows: int, unit: str) -> None:
    """Write *rows* enterprises, a figure of last year for most, a visit for some and an issue for a few."""
    connection.execute(insert(Enterprise), [_enterprise(number) for number in range(1, rows + 1)])
    day = date(2026, 1, 1)
    plain = {"by_unit": unit, "raw": "", "scale": "yuan", "source": "enterprise", "obtained": "paper", "given_on": day}
    figure = plain | {"period": "2025", "measure": Measure.MAIN_REVENUE_YEAR, "given_by": ""}
    amounts = (number for number in range(1, rows + 1) if number % 4)
    connection.execute(
        insert(Figure), [figure | {"enterprise": f"e{number}", "amount": number * 7919 % 10**9} for number in amounts]
    )
    visits = [_visit(number, unit) for number in range(1, rows + 1, 2)]
    connection.execute(insert(Visit), visits)
    issues = [_issue(number, unit) for number in range(1, rows + 1, 5)]
    connection.execute(insert(Issue), issues)


def _visit(number: int, unit: str) -> dict[str, Any]:
    day = date.fromordinal(date(2026, 1, 1).toordinal() + number % 300)
    given = {"by_unit": unit, "visitors": "赵演示", "summary": "演示", "mode": "on_site", "visited_on": day}
    return Visit(uid=f"v{number}", number=f"v-{number}", enterprise=f"e{number}", **given).model_dump()


def _issue(number: int, unit: str) -> dict[str, Any]:
    given = {"by_unit": unit, "category": "finance", "description": "演示", "level": "ordinary", "state": "handling"}
    day = date(2026, 5, 6)
    return Issue(uid=f"i{number}", number=f"i-{number}", enterprise=f"e{number}", raised_on=day, **given).model_dump()
