"""What the papers about who came in and who left are fed with (新增规上企业名单、增减变动原因表)."""

from collections.abc import Mapping
from datetime import date

from db.queries import admissions, enterprises, figures, forms, libraries, retention
from db.queries.forms import TierMove
from db.unit_of_work import Database
from desktop.domain.admission import AdmissionFilter, AdmissionRow, AdmissionState
from desktop.domain.assessment import Move, MoveKind
from desktop.domain.codes import Measure
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.filing import FactRow, FactValue
from desktop.domain.month import Month
from desktop.domain.retention_reader import RetentionRules
from desktop.services.office import Office
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.targeting import own_moves
from desktop.wording import library_texts as words
from desktop.wording.labels import label
from desktop.wording.retention_words import ground_word
from desktop.wording.shown import calendar_month, day, month_text
from desktop.wording.words_admission import route_word, window_word


class MovePapers:
    """Reads who joined and who left this year, with why and on what basis; *routes* are the words of the routes."""

    def __init__(self, database: Database, office: Office, *, routes: Mapping[str, str], rules: RetentionRules) -> None:
        self._database = database
        self._office = office
        self._routes = routes
        self._rules = rules
        self._drafts = {uid: draft for uid, draft, _ in database.read(enterprises.all_drafts)}

    def admitted(self, month: Month) -> MonthFacts:
        """Return who was admitted in the assessment year up to *month*, by month."""
        applications = self._applications()
        rows = (
            FactRow(
                move.enterprise, move.name, self._admission(move, applications.get(move.enterprise, {}).get(move.month))
            )
            for move in own_moves(self._database, self._office, month.year, until=str(month))
            if move.kind is MoveKind.ADDITION
        )
        return MonthFacts(tuple(rows), more={"year": str(month.year)})

    def changes(self, month: Month) -> MonthFacts:
        """Return who came into or left the directory and the libraries this year up to *month*, by day."""
        lines = [*self._directory(month), *self._libraries(month)]
        lines.sort(key=lambda line: (line[0], line[1].name))
        return MonthFacts(tuple(row for _, row in lines), more={"year": str(month.year)})

    def _admission(self, move: Move, row: AdmissionRow | None) -> dict[str, FactValue]:
        value = None
        if row is not None:
            read, unit = self._database.read, self._office.workspace.unit
            kept = read(figures.by_enterprise, [row.cutoff], unit, [row.enterprise])
            value = kept.get(row.enterprise, {}).get(row.cutoff, {}).get(Measure.MAIN_REVENUE_YTD)
        return {
            **self._enterprise(move.enterprise, move.name),
            "admitted_month": calendar_month(move.month),
            "route": None if row is None else route_word(row.route, self._routes),
            "window": None if row is None else window_word(row.window, row.window_month, row.year),
            "revenue": None if value is None else value.amount,
            "revenue_month": None if value is None or row is None else month_text(row.cutoff),
            "source": None if value is None else label(value.source),
            "basis": None if row is None else row.basis or None,
        }

    def _directory(self, month: Month) -> list[tuple[str, FactRow]]:
        applications = self._applications()
        exits = {
            (each.enterprise, f"{each.on:%Y-%m}"): each
            for each in self._database.read(retention.exits_in, month.year, self._office.unit_names)
        }
        lines = []
        for move in own_moves(self._database, self._office, month.year, until=str(month)):
            told = exits.get((move.enterprise, move.month)) if move.kind is MoveKind.EXIT else None
            row = applications.get(move.enterprise, {}).get(move.month) if move.kind is MoveKind.ADDITION else None
            reason = ground_word(told.ground, self._rules) if told is not None else None
            if row is not None:
                reason = route_word(row.route, self._routes)
            facts = {
                **self._enterprise(move.enterprise, move.name),
                "register": words.DIRECTORY,
                "direction": words.direction_word(joined=move.kind is MoveKind.ADDITION),
                "moved_on": calendar_month(move.month) if told is None else day(told.on),
                "reason": reason,
                "basis": (told.basis if told is not None else row.basis if row is not None else "") or None,
                "counterpart": self._counterpart(move.enterprise),
            }
            lines.append(
                (
                    f"{move.month}-31" if told is None else told.on.isoformat(),
                    FactRow(move.enterprise, move.name, facts),
                )
            )
        return lines

    def _libraries(self, month: Month) -> list[tuple[str, FactRow]]:
        first, last = date(month.year, 1, 1), month.last_day
        # in and out on one day is a slip that was put right, not a move
        stays = [stay for stay in self._database.read(forms.tier_moves, first, last) if stay.since != stay.until]
        begun = {(stay.enterprise, stay.since): stay for stay in stays}
        ended = {(stay.enterprise, stay.until): stay for stay in stays if stay.until is not None}
        lines = []
        for stay in stays:
            if stay.since >= first:
                before = ended.get((stay.enterprise, stay.since))
                lines.append(self._stay(stay, stay.since, words.tier_word(before.tier) if before else "", joined=True))
            # one that goes over into the other library on that day is told once, as coming in
            if stay.until is not None and stay.until <= last and (stay.enterprise, stay.until) not in begun:
                lines.append(self._stay(stay, stay.until, "", joined=False))
        return lines

    def _stay(self, stay: TierMove, on: date, came_from: str, *, joined: bool) -> tuple[str, FactRow]:
        name = self._drafts[stay.enterprise].name if stay.enterprise in self._drafts else ""
        facts = {
            **self._enterprise(stay.enterprise, name),
            "register": words.tier_word(stay.tier),
            "direction": words.direction_word(joined=joined),
            "moved_on": day(on),
            "reason": (stay.reason if joined else stay.reason_out) or None,
            "basis": None,
            "counterpart": words.came_from(came_from) or None,
        }
        return on.isoformat(), FactRow(stay.enterprise, name, facts)

    def _applications(self) -> dict[str, dict[str, AdmissionRow]]:
        query = AdmissionFilter(states=frozenset({AdmissionState.ADMITTED}))
        found: dict[str, dict[str, AdmissionRow]] = {}
        for row in self._database.read(admissions.rows, query, self._office.unit_names):
            found.setdefault(row.enterprise, {})[row.admitted_month] = row
        return found

    def _counterpart(self, uid: str) -> str | None:
        return words.counterpart_words(self._database.read(libraries.links, uid)) or None

    def _enterprise(self, uid: str, name: str) -> dict[str, FactValue]:
        draft, names = self._drafts.get(uid, EnterpriseDraft()), self._office.unit_names
        return {
            "name": name,
            "credit_code": draft.credit_code or None,
            "township": names.get(draft.township, draft.township) or None,
            "department": names.get(draft.department, draft.department) or None,
            "industry": draft.industry_code or None,
        }
