"""Files kept with a record (附件): photographs, scans, signed papers."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.codes import Subject
from desktop.domain.month import Month
from desktop.domain.visit_codes import AttachmentKind

SHORT = 12


@dataclass(frozen=True, slots=True)
class Attachment:
    """One kept file; its bytes are named by their digest."""

    uid: str
    about: Subject
    record: str
    sha256: str
    kind: AttachmentKind
    size: int
    name: str
    note: str
    added_on: date
    voided: bool
    void_reason: str

    @property
    def file_name(self) -> str:
        """The name of the file in the store."""
        return file_name(self.sha256, self.kind)

    @property
    def code(self) -> str:
        """The short code that a paper may print."""
        return self.sha256[:SHORT].upper()


def evidence_of(enterprise: str, month: Month) -> str:
    """Return the record under which the papers (凭证) behind an enterprise's figures of *month* are kept."""
    return f"{enterprise}:{month}"


def file_name(sha256: str, kind: str) -> str:
    """Return the name under which the store keeps the bytes with this digest."""
    return f"{sha256}.{kind}"
