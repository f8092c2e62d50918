"""Lets what came in a letter, or came back, be found by its name, code and initials."""

from collections.abc import Iterable

from db.models.enterprise import Enterprise
from db.models.project import Project
from db.queries import reversal
from db.unit_of_work import UnitOfWork
from desktop.domain.codes import Subject
from desktop.services.steps.finding import findable


def make_findable(work: UnitOfWork, records: Iterable[tuple[Subject, str]]) -> None:
    """Work out the texts by which those of *records* that are enterprises or projects are found."""
    touched = set(records)
    firms = sorted(uid for subject, uid in touched if subject is Subject.ENTERPRISE)
    built = sorted(uid for subject, uid in touched if subject is Subject.PROJECT)
    for uid, name, others, code in work.read(reversal.names_of, firms) if firms else ():
        work.change(Enterprise, uid, findable(name, others, code)._asdict())
    for uid, name, others, code in work.read(reversal.projects_of, built) if built else ():
        work.change(Project, uid, {"search": findable(name, others, code).search})
