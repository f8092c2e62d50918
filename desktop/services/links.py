"""What stands behind an enterprise's route: the household before, who merged, the unit before, the old sector."""

from collections.abc import Callable
from dataclasses import replace

from db.models.library import EnterpriseLink
from db.queries import enterprises, libraries
from db.unit_of_work import Database
from desktop.domain.enterprise_link import Ends, LinkDraft, LinkRow, check_link
from desktop.domain.library_codes import LinkKind
from desktop.domain.library_reader import LibraryRules, RouteRule
from desktop.domain.problems import Problem, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.cultivating import keep_link


class LinkService:
    """Everything a person does with the links of a route; both ends stay as they are."""

    def __init__(self, database: Database, office: Office, rules: Callable[[], LibraryRules]) -> None:
        self._database = database
        self._office = office
        self._rules = rules

    def routes(self) -> tuple[RouteRule, ...]:
        """Return every route with what it asks to be noted."""
        return self._rules().routes

    def of(self, enterprise: str) -> tuple[LinkRow, ...]:
        """Return what stands behind *enterprise*, and what it became itself."""
        return self._database.read(libraries.links, enterprise)

    def check(self, draft: LinkDraft) -> list[Problem]:
        """Return what is wrong or odd about a link."""
        rule, kept = self._rule(draft.kind), self.of(draft.enterprise)
        return check_link(draft, self._ends(draft), kept, rule, today=self._office.today)

    def add(self, draft: LinkDraft) -> Saved:
        """Keep a link between *draft*'s enterprise and what it came from."""
        draft = tidied(draft)
        ends = self._ends(draft)
        if draft.other:
            # name and code are kept as they are now: a licence may change later
            draft = replace(draft, name=ends.other_name, credit_code=ends.other_code)
        problems = self.check(draft)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("link.add", self._office.who) as work:
            uid = keep_link(work, draft, unit=self._office.workspace.unit)
        return Saved(uid, tuple(problems))

    def void(self, uid: str, reason: str) -> Saved:
        """Mark the link *uid* as void (作废) with a reason."""
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        if self._database.read(libraries.link_owner, uid) is None:
            raise KnownError("no_such_link", uid=uid)
        with self._database.work("link.void", self._office.who) as work:
            work.void(EnterpriseLink, uid, tidy(reason))
        return Saved(uid)

    def _ends(self, draft: LinkDraft) -> Ends:
        name, code = self._named(draft.enterprise)
        other = self._named(draft.other) if draft.other else (draft.name, draft.credit_code)
        return Ends(name, code, *other)

    def _named(self, uid: str) -> tuple[str, str]:
        found = self._database.read(enterprises.draft_of, uid)
        if found is None:
            raise KnownError("no_such_enterprise", uid=uid)
        return found[0].name, found[0].credit_code

    def _rule(self, kind: LinkKind | None) -> RouteRule | None:
        return next((rule for rule in self._rules().routes if kind is not None and rule.asks is kind), None)
