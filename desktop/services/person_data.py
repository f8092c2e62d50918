"""某人信息: what is kept about somebody, and its erasure through the journal."""

from db.projection import models
from db.queries import person_data, post
from db.unit_of_work import Database
from desktop.domain.carried import unit_of
from desktop.domain.merge import Authority, authority
from desktop.domain.person_data import PersonReport
from desktop.domain.problems import Problem
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.kernel import security
from desktop.services.office import Office

_SHORTEST = 2  # one character finds half the county


class PersonDataService:
    """Answers 个人信息保护法 45—47: look, correct (in the record itself), erase."""

    def __init__(self, database: Database, office: Office) -> None:
        self._database = database
        self._office = office

    def look(self, name: str) -> PersonReport | tuple[Problem, ...]:
        """Return what is kept about *name* (a name or a telephone number), or why that cannot be looked for."""
        name = tidy(name)
        if len(name) < _SHORTEST:
            return (Problem("name", "person_too_short"),)
        return PersonReport(
            name,
            self._database.read(person_data.lines, name),
            self._database.read(person_data.filed_with, name),
        )

    def erase(self, report: PersonReport, reason: str) -> Saved:
        """Erase the contact data of *report*, in the ledger and in everything the journal said of it.

        It cannot be undone. Frozen rounds and copies made before are not touched.
        """
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        if not report.lines:
            return Saved(problems=(Problem("name", "person_not_found"),))
        with self._database.work("person.erase", self._office.who) as work:
            work.read(person_data.blank, [(line.subject, line.uid, line.field) for line in report.lines])
            authors = work.read(post.authors, sorted({line.uid for line in report.lines}))
            for line in report.lines:
                owned = authority(line.subject, line.field) is Authority.OWNER
                if owned and unit_of(min(authors[line.uid])) != self._office.workspace.unit:
                    work.read(person_data.clear, line.subject, line.uid, line.field)
                else:
                    work.change(models()[line.subject], line.uid, {line.field: None}, reason=tidy(reason))
        security.note("erase", fields=len(report.lines))
        return Saved(report.lines[0].uid)
