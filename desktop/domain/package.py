"""What an exchange package (升规包) says of itself: the head of a letter between a unit and the county office."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.change import Value

FORMAT = "sgb"
VERSION = "1.0"
CLASSIFICATION = "internal"


class PackageType(StrEnum):
    """What a package is for (下发包, 上报包, 回执, 全量包, 登记包, 换钥匙)."""

    ASSIGNMENT = "assignment"
    SUBMISSION = "submission"
    RECEIPT = "receipt"
    SNAPSHOT = "snapshot"
    REGISTRATION = "registration"
    KEY_ROLLOVER = "key-rollover"


class FileKind(StrEnum):
    """What a file is that somebody took for a package."""

    PDF = "pdf"
    LEDGER = "ledger"
    RAR = "rar"
    SEVEN_ZIP = "seven_zip"
    OLD_OFFICE = "old_office"
    PROGRAM = "program"
    EMPTY = "empty"
    WORKBOOK = "workbook"
    BACKUP = "backup"
    ZIPPED_PACKAGE = "zipped_package"
    ZIP = "zip"


class Sender(NamedTuple):
    """Who wrote a package: the unit, its ledger's incarnation and the key it signs with."""

    unit: str
    incarnation: str
    key_id: str


class FormEdition(NamedTuple):
    """The form and edition that a package is about."""

    id: str
    edition: int


class Part(NamedTuple):
    """One file of a package: its place in it, length in bytes, digest and the id of its schema (empty for bytes)."""

    path: str
    size: int
    sha256: str
    schema: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The head of a package; *extra* holds the members this version does not know, to be written back unchanged.

    *seq* numbers the letters from one sender's incarnation to one recipient, and *previous* is the digest of the
    manifest before (empty for the first). *have* tells up to which Change of each site the sender has read;
    *changes_from* and *changes_to* are the first and last Change it carries of each, *log_head* the chain hash of the
    last.
    """

    type: PackageType
    package_id: str
    created_at: str
    app: str
    sender: Sender
    recipients: tuple[str, ...]
    seq: int
    previous: str = ""
    period: str = ""
    form: FormEdition | None = None
    have: Mapping[str, int] = field(default_factory=dict)
    changes_from: Mapping[str, int] = field(default_factory=dict)
    changes_to: Mapping[str, int] = field(default_factory=dict)
    log_head: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    note: str = ""
    classification: str = CLASSIFICATION
    version: str = VERSION
    min_reader: str = VERSION
    critical: tuple[str, ...] = ()
    extra: Mapping[str, Value] = field(default_factory=dict)


class Signature(NamedTuple):
    """Who signed a package: the key's id and its public half; the reader has proved that it fits the manifest."""

    key_id: str
    public: str


class PublicKey(NamedTuple):
    """The public half of an office's keys: *sign* proves its letters, *receive* seals letters to it."""

    sign: str
    receive: str

    @property
    def said(self) -> str:
        """The text whose digest is the fingerprint."""
        return f"{self.sign}\n{self.receive}"
