"""Personal data (个人信息) of people outside the office: where it stands, and what is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.codes import Subject

# which fields hold contact data: the name first, then post and telephone
FIELDS: Mapping[Subject, tuple[str, ...]] = {
    Subject.ENTERPRISE: ("contact", "contact_post", "contact_phone", "accountant"),
    Subject.VISIT: ("received_by", "received_phone"),
    Subject.ISSUE: ("relayed_contact", "relayed_phone"),
    Subject.PROJECT: ("contact", "contact_phone"),
}


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One field of one record that tells of somebody."""

    subject: Subject
    uid: str
    title: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class PersonReport:
    """Everything kept about *name*; *filed* is how many frozen rounds name it, which stay as they are."""

    name: str
    lines: tuple[PersonLine, ...]
    filed: int
