"""The papers that were kept of a round, written again byte for byte."""

from hashlib import sha256
from pathlib import Path

from db.queries import filings
from db.unit_of_work import Database
from desktop.domain.filing import FilingRound
from desktop.kernel.errors import KnownError
from desktop.kernel.files import placing
from desktop.services.steps.month_forms import MonthForms
from desktop.wording.filing_papers import CORRECTION_NAME


def kept_round(database: Database, uid: str) -> FilingRound:
    """Return round *uid*; raise `KnownError("no_such_round")`."""
    kept = database.read(filings.one, uid)
    if kept is None:
        raise KnownError("no_such_round", uid=uid)
    return kept


def print_again(database: Database, forms: MonthForms, uid: str, folder: Path, kind: str) -> Path:
    """Write the paper *kind* of round *uid* into *folder* and return where; damaged bytes are refused."""
    kept = kept_round(database, uid)
    found = database.read(filings.document, uid, kind)
    if found is None:
        raise KnownError("no_such_round", uid=uid)
    content, digest = found
    if sha256(content).hexdigest() != digest:
        raise KnownError("document_damaged", uid=uid)
    more = f"_{CORRECTION_NAME}" if kind == filings.CORRECTION else ""
    path = folder / f"{forms.kept_name(kept)}{more}.pdf"
    if path.is_file() and path.read_bytes() == content:
        return path  # it may be open in a reader, and says the same
    with placing(path) as place:
        place.part.write_bytes(content)
    return place.path
