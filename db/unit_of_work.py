"""The one way to write: all kept or nothing, each field noted in the journal, one lock around everything."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, insert, select, update

from db.aftermath import asked_after
from db.backup import copy_to
from db.engine import fold_and_close, told
from db.journal import Author, Edit, Journal
from db.models.base import Plain, Table
from db.owning import refuse_of_others
from db.projection import fresh, says_something, tracked
from db.settling import settle
from db.statements import Statement, state
from desktop.domain.change import Cell
from desktop.domain.codes import ChangeKind, Measure
from desktop.domain.figure import FigureValue
from desktop.kernel.errors import KnownError

Args = ParamSpec("Args")
Answer = TypeVar("Answer")


class AlreadySaved(Exception):
    """The deed with this id was kept before; *result* is what it answered then."""

    def __init__(self, result: str) -> None:
        super().__init__(result)
        self.result = result


class UnitOfWork:
    """One deed of one person while it is being written; leaving it by an exception undoes all of it."""

    def __init__(
        self, connection: Connection, author: Author, new_id: Callable[[], str], salt: Callable[[], str]
    ) -> None:
        self.connection = connection
        self.now = author.at
        self.who = author.who
        self.save = author.save
        self._new_id = new_id
        self._journal = Journal(connection, author, salt)
        self._edits: list[Edit] = []
        self._result = ""
        self._gathered: dict[type[Table], list[dict[str, Any]]] | None = None

    def read(
        self, query: Callable[Concatenate[Connection, Args], Answer], *args: Args.args, **kwargs: Args.kwargs
    ) -> Answer:
        """Return what *query* finds, seeing what this unit of work has written."""
        self._write_gathered()
        return query(self.connection, *args, **kwargs)

    def new_id(self) -> str:
        """Return an id that nothing has yet."""
        return self._new_id()

    def add(self, record: Table, *, reason: str | None = None) -> str:
        """Keep the new *record* and return its uid; every tracked field that says something becomes a Change."""
        return self._add(type(record), record.model_dump(), reason)

    def add_values(self, model: type[Table], values: Mapping[str, Any], *, reason: str | None = None) -> str:
        """Keep a new record of *model* and return its uid; as `add`, without making the record first."""
        return self._add(model, {**fresh(model), **values}, reason)

    def _add(self, model: type[Table], values: dict[str, Any], reason: str | None) -> str:
        uid = str(values["uid"])
        if self._gathered is None:
            self.connection.execute(insert(model.__table__), [values])  # type: ignore[attr-defined]
        else:
            self._gathered.setdefault(model, []).append(values)
        self._edits += [
            Edit(Cell(model.subject, uid, name), value, True, reason)
            for name, value in tracked(model, values).items()
            if says_something(model, name, value)
        ]
        self._result = self._result or uid
        return uid

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write what is added inside kind by kind, in the order of their first: many rows at once are much quicker.

        What reads or changes a record inside sees those that were added before it.
        """
        self._gathered = {}
        yield
        self._write_gathered()
        self._gathered = None

    def _write_gathered(self) -> None:
        if not self._gathered:
            return
        gathered, self._gathered = self._gathered, {}
        for model, rows in gathered.items():
            self.connection.execute(insert(model.__table__), rows)  # type: ignore[attr-defined]

    def attach(self, document: Plain) -> None:
        """Keep *document*, a row outside the journal that hangs on a record added in this deed."""
        self._write_gathered()
        table = type(document).__table__  # type: ignore[attr-defined]
        self.connection.execute(insert(table), [document.model_dump()])

    def change(
        self,
        model: type[Table],
        uid: str,
        values: Mapping[str, Any],
        *,
        reason: str | None = None,
        kind: ChangeKind = ChangeKind.EDIT,
    ) -> tuple[str, ...]:
        """Set the fields of record *uid* that differ from *values* and return their names, tracked or not."""
        self._write_gathered()
        table = model.__table__  # type: ignore[attr-defined]
        found = self.connection.execute(select(table).where(table.c.uid == uid)).mappings().first()
        if found is None:
            raise KnownError("no_such_record", subject=model.subject, uid=uid)
        changed = {name: value for name, value in values.items() if found[name] != value}
        if not changed:
            return ()
        self.connection.execute(update(table).where(table.c.uid == uid).values(**changed))
        self._edits += [
            Edit(Cell(model.subject, uid, name), value, False, reason, kind)
            for name, value in tracked(model, changed).items()
        ]
        self._result = self._result or uid
        return tuple(changed)

    def void(self, model: type[Table], uid: str, reason: str) -> None:
        """Mark record *uid* as void (作废) with its reason; it stays readable and restorable."""
        self.change(model, uid, {"voided": True, "void_reason": reason}, reason=reason, kind=ChangeKind.VOID)

    def say(self, model: type[Table], uid: str, field: str, *, reason: str, kind: ChangeKind) -> None:
        """Write what *field* of *uid* says already as the word of this deed, so that it is the one that counts."""
        table = model.__table__  # type: ignore[attr-defined]
        row = self.connection.execute(select(table).where(table.c.uid == uid)).mappings().one()
        said = tracked(model, {field: row[field]})[field]
        self._edits.append(Edit(Cell(model.subject, uid, field), said, False, reason, kind))

    def write(self, uid: str, edits: Iterable[Edit]) -> None:
        """Note *edits* of the record *uid*, whose row the caller has written."""
        self._edits += edits
        self._result = self._result or uid

    def set_figure(
        self,
        enterprise: str,
        period: str,
        measure: Measure,
        by_unit: str,
        value: FigureValue | None,
        *,
        reason: str | None = None,
    ) -> bool:
        """Keep one reported figure whole, or clear it with None; return whether that changed anything."""
        return self.set_figures([Statement(enterprise, period, measure, value, reason)], by_unit) > 0

    def set_figures(self, statements: Sequence[Statement], by_unit: str, *, kind: ChangeKind = ChangeKind.EDIT) -> int:
        """Keep or clear many reported figures of *by_unit*; return how many that changed."""
        self._write_gathered()
        edits = state(self.connection, statements, by_unit)
        self._edits += edits if kind is ChangeKind.EDIT else [edit._replace(kind=kind) for edit in edits]
        if edits:
            self._result = self._result or edits[0].cell.entity
        return len(edits)

    def finish(self) -> None:
        """Write the Changes of the whole deed; reads inside it do not see them before."""
        edits, self._edits = self._edits, []
        refuse_of_others(self.connection, edits)
        self._journal.record(edits)
        settle(self.connection, (edit.cell for edit in edits))

    @property
    def result(self) -> str:
        """What the deed answers: the uid of the first record it kept or changed."""
        return self._result


class Database:
    """The ledger's file: units of work to write, `read` to look; one lock around both.

    *clock* gives aware moments; *new_id* and *salt* give random ids, passed in from above.
    """

    def __init__(
        self, engine: Engine, *, clock: Callable[[], datetime], new_id: Callable[[], str], salt: Callable[[], str]
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._new_id = new_id
        self._salt = salt
        self._lock = threading.RLock()
        self._active: Connection | None = None
        self._closed = False
        self.deeds = 0  # kept since the file was opened: who remembers what he read sees that it may be old
        self._before: Callable[[str], None] | None = None

    def guard(self, before: Callable[[str], None]) -> None:
        """Let *before* hear of every deed before it begins; a `KnownError` of its own keeps the deed from beginning."""
        self._before = before

    @contextmanager
    def work(self, action: str, who: str, save_id: str = "", *, undoes: str = "") -> Iterator[UnitOfWork]:
        """Give a unit of work; it is committed when the block ends and undone when it raises.

        The same *save_id* twice raises `AlreadySaved`, so that a retry after a doubtful error is harmless. *undoes*
        names the save that this one takes back. After an error of the disk the file itself is asked what was kept.
        """
        if self._before is not None:
            self._before(action)
        with self._lock:
            self._refuse_nesting()
            at, save = self._clock(), save_id or self._new_id()
            with asked_after(self._engine, save):
                yield from self._do(action, who, save, at, undoes)
            self.deeds += 1

    def _do(self, action: str, who: str, save: str, at: datetime, undoes: str) -> Iterator[UnitOfWork]:
        with told(self._engine), self._transaction() as connection:
            self._active = connection
            try:
                self._note_save(connection, save, action, who, at, undoes)
                work = UnitOfWork(connection, Author(who, save, at), self._new_id, self._salt)
                yield work
                work.finish()
                connection.exec_driver_sql("UPDATE save SET result = ? WHERE id = ?", (work.result, save))
            finally:
                self._active = None

    def _note_save(self, connection: Connection, save: str, action: str, who: str, at: datetime, undoes: str) -> None:
        earlier = connection.exec_driver_sql("SELECT result FROM save WHERE id = ?", (save,)).scalar()
        if earlier is not None:
            raise AlreadySaved(earlier)
        sql = "INSERT INTO save (id, action, who, wall, undoes, result) VALUES (?, ?, ?, ?, ?, '')"
        connection.exec_driver_sql(sql, (save, action, who, at.isoformat(timespec="milliseconds"), undoes or None))

    def read(
        self, query: Callable[Concatenate[Connection, Args], Answer], *args: Args.args, **kwargs: Args.kwargs
    ) -> Answer:
        """Return what *query* finds; inside a unit of work of the same thread it sees what that has written."""
        with self._lock, told(self._engine):
            if self._active is not None:
                return query(self._active, *args, **kwargs)
            with self._transaction() as connection:
                return query(connection, *args, **kwargs)

    def note(
        self, write: Callable[Concatenate[Connection, Args], Answer], *args: Args.args, **kwargs: Args.kwargs
    ) -> Answer:
        """Run *write* in a transaction of its own, outside the journal: drafts and marks that are no business data."""
        with self._lock, told(self._engine):
            self._refuse_nesting()
            with self._transaction() as connection:
                return write(connection, *args, **kwargs)

    def new_id(self) -> str:
        """Return an id that nothing has yet."""
        return self._new_id()

    def total_changes(self) -> int:
        """Return how many rows this connection has written since it was opened."""
        return self.read(lambda connection: int(connection.exec_driver_sql("SELECT total_changes()").scalar_one()))

    def copy_to(self, part: Path) -> None:
        """Write the ledger as it stands between two deeds to the plain file *part*."""
        with self._lock, told(self._engine):
            self._refuse_nesting()
            copy_to(self._engine, part)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._closed:  # the engine would open the file anew, without the folder's lock
            raise RuntimeError("the ledger is closed")
        with self._engine.connect() as connection, connection.begin():
            yield connection

    def _refuse_nesting(self) -> None:
        # on the one connection a transaction inside another would end with it, and vanish with its rollback
        if self._active is not None:
            raise RuntimeError("a unit of work is already open")

    def close(self) -> None:
        """Fold the log into the file, if the disk lets us, and let go of it; a second time does nothing."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            fold_and_close(self._engine)
