"""A mended file of the plan (方案文件): looked at, and put in force for this ledger and for whom it writes to."""

from pathlib import Path

from db.models.letter import PlanIn
from db.queries import post
from db.unit_of_work import Database
from desktop.domain.preset import Preset
from desktop.domain.saved import Saved
from desktop.exchange.terms import digest_of
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.plan_shelf import PlanShelf

_LARGEST = 1 << 20  # bytes; a plan takes some thirty thousand


class PlanFileService:
    """Lets the ledger go by another file of its own plan; the file it came with stays with the program."""

    def __init__(self, database: Database, office: Office, plans: PlanShelf) -> None:
        self._database = database
        self._office = office
        self._plans = plans

    def look(self, path: Path) -> Preset:
        """Return the plan in the file at *path*.

        Raises `KnownError` `resource_unreadable` or `preset_broken`; a file of another plan is broken at its `id`.
        """
        return self._plans.read(self._office.preset.id, _text_of(path))

    def take(self, path: Path) -> Saved:
        """Put the file at *path* in force, as `look` showed it."""
        text = _text_of(path)
        plan = self._plans.read(self._office.preset.id, text).id
        with self._database.work("plan_file.take", self._office.who) as work:
            row = {"package_id": work.new_id(), "plan": plan, "digest": digest_of(text), "text": text}
            post.keep(work.connection, PlanIn, [row | {"taken_at": work.now}])
        self._office.forget_plan()
        return Saved(plan)


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise KnownError("resource_unreadable", file=path.name, line="?")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError("resource_unreadable", file=path.name, line="?") from error
