"""The services of letters between offices, made together; no Qt and no rule."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from db.unit_of_work import Database
from desktop.exchange.signing import new_key
from desktop.services.answering import AnsweringService
from desktop.services.doubles import DoubleService
from desktop.services.incoming import IncomingService
from desktop.services.keys import KeyService
from desktop.services.letter_papers import LetterPaperService
from desktop.services.office import Office
from desktop.services.outgoing import OutgoingService
from desktop.services.permits import PermitService
from desktop.services.presets import PresetService
from desktop.services.questions import QuestionService
from desktop.services.rechecks import RecheckService
from desktop.services.steps.attaching import STORE
from desktop.services.steps.filing_clock import FilingClock
from desktop.services.steps.letter_terms import CountyTerms
from desktop.services.steps.letter_writing import LetterWriter
from desktop.services.steps.own_keys import OwnKeys
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.plan_shelf import PlanShelf
from desktop.services.steps.shelf import FormShelf
from desktop.world import World

INBOX, OUTBOX = "inbox", "outbox"


@dataclass(frozen=True, slots=True)
class LetterServices:
    """Everything a face may call about letters."""

    keys: KeyService
    outgoing: OutgoingService
    incoming: IncomingService
    answering: AnsweringService
    permits: PermitService
    questions: QuestionService
    rechecks: RecheckService
    papers: LetterPaperService
    doubles: DoubleService


def letter_services(
    database: Database,
    office: Office,
    presets: PresetService,
    plans: PlanShelf,
    printer: FormPrinter,
    folder: Path,
    world: World,
    *,
    shelf: FormShelf,
    clock: Callable[[], FilingClock],
) -> LetterServices:
    """Return the services of letters of the ledger in *folder*; *clock* says when months are filed."""
    app = _version()
    keys = OwnKeys(database, office, new_key)
    writer = LetterWriter(database, office, folder / OUTBOX, app=app, new_id=world.new_id)
    rules = cache(presets.letter_rules)
    terms = CountyTerms(database, office, shelf, plans, lambda: {each.id: each.label for each in presets.clocks()[0]})
    return LetterServices(
        keys=KeyService(database, office, keys, app=app, new_id=world.new_id),
        outgoing=OutgoingService(
            database, office, keys, writer, terms, rules=rules, store=folder / STORE, outbox=folder / OUTBOX
        ),
        incoming=IncomingService(database, office, keys, terms, inbox=folder / INBOX, store=folder / STORE),
        answering=AnsweringService(database, office, keys, writer, rules=rules, clock=clock),
        permits=PermitService(database, office, forms=lambda month: [form.id for form in printer.monthly(month)]),
        questions=QuestionService(database, office),
        rechecks=RecheckService(database, office),
        doubles=DoubleService(database, office),
        papers=LetterPaperService(database, office, keys, printer, outbox=folder / OUTBOX),
    )


def _version() -> str:
    """Return the number of this program as it was installed."""
    try:
        return version("shenggui")
    except PackageNotFoundError:
        return ""
