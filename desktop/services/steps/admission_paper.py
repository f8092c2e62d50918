"""The papers of an application: the material checklist (核对表) and the monthly series (分月台账)."""

from pathlib import Path

from desktop.domain.admission_case import AdmissionCase
from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.filing import FactRow, FactValue
from desktop.domain.handed_in import MonthLine, kept_of, series
from desktop.domain.materials import MaterialLine
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.outgoing import OutgoingPapers
from desktop.wording import admission_papers as words
from desktop.wording.labels import label
from desktop.wording.sheets import NAMES_JOINED
from desktop.wording.shown import month, month_text
from desktop.wording.words_admission import route_word, wanted_word, window_word

MATERIALS, HISTORY = "admission-materials", "admission-history"


class AdmissionPapers:
    """Prints what an application needs on paper."""

    def __init__(self, office: Office, papers: OutgoingPapers) -> None:
        self._office = office
        self._papers = papers

    def materials(self, case: AdmissionCase, path: Path, progress: Progress) -> PrintedFile:
        """Write the material checklist of *case* with the questions that are still open."""
        return self._print(MATERIALS, self.material_lines(case), case, path, progress)

    def material_lines(self, case: AdmissionCase) -> MonthFacts:
        """Return what the checklist of *case* shows."""
        rows = tuple(FactRow(line.material.id, line.material.label, _material(line)) for line in case.materials)
        return MonthFacts(rows, more=self._heading(case, ""), remarks=words.question_lines(case.questions))

    def history(self, case: AdmissionCase, path: Path, progress: Progress, *, frozen: bool) -> PrintedFile:
        """Write the series of *case*: as it was handed in last where *frozen*, else as the ledger has it now."""
        return self._print(HISTORY, self.month_lines(case, frozen=frozen), case, path, progress)

    def month_lines(self, case: AdmissionCase, *, frozen: bool) -> MonthFacts:
        """Return what the series of *case* shows, as it was handed in last where *frozen*."""
        last = case.handed_in[-1] if case.handed_in and frozen else None
        lines = case.series if last is None else series(kept_of(last.content), last.cutoff)
        code = words.draft_words() if last is None else words.frozen_words(last)
        rows = tuple(FactRow(str(line.month), case.row.enterprise_name, _month(line)) for line in lines)
        return MonthFacts(rows, more=self._heading(case, code))

    def _print(self, form: str, facts: MonthFacts, case: AdmissionCase, path: Path, progress: Progress) -> PrintedFile:
        return self._papers.listing(form, facts, case.row.cutoff_month, path, progress)

    def _heading(self, case: AdmissionCase, code: str) -> dict[str, str]:
        row = case.row
        names = {route.id: route.label for route in self._office.preset.routes}
        return {
            "name": row.enterprise_name,
            "credit_code": row.credit_code,
            "route": route_word(row.route, names),
            "window": window_word(row.window, row.window_month, row.year),
            "cutoff": month_text(row.cutoff),
            "state": label(row.state),
            "code": code,
        }


def _material(line: MaterialLine) -> dict[str, FactValue]:
    mark = line.mark
    return {
        "number": str(line.material.number),
        "label": line.material.label,
        "need": label(line.need),
        "wanted": wanted_word(line.wanted),
        "have": words.have_word(have=mark.have),
        "pages": mark.pages,
        "points": words.points_text(line.material.points),
        "problem": mark.problem or None,
        "mend_by": None if mark.mend_by is None else mark.mend_by.isoformat(),
    }


def _month(line: MonthLine) -> dict[str, FactValue]:
    sources = sorted({value.source for value in line.values.values()}, key=list(Source).index)
    ways = sorted({value.obtained for value in line.values.values()}, key=list(Obtained).index)
    return {
        "period": month(line.month),
        "revenue_month": line.revenue_month,
        "revenue_ytd": line.amount(Measure.MAIN_REVENUE_YTD),
        "output_month": line.output_month,
        "output_ytd": line.amount(Measure.OUTPUT_YTD),
        "vat_month": line.vat_month,
        "vat_ytd": line.amount(Measure.VAT_SALES_YTD),
        "source": NAMES_JOINED.join(label(source) for source in sources) or None,
        "obtained": NAMES_JOINED.join(label(way) for way in ways) or None,
        "note": words.derived_word() if line.derived else None,
    }
