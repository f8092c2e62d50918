"""From facts to paper: the forms there are, laid out and printed by `render`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.codes import FilingKind
from desktop.domain.filing import FactValue
from desktop.domain.listing import Listing
from desktop.domain.month import Month
from desktop.domain.workspace import Person
from desktop.kernel.progress import Progress
from desktop.render.blank import blank_record, blank_sheet
from desktop.render.catalogue import HEADING_OF
from desktop.render.condition import stands
from desktop.render.form_parts import Form
from desktop.render.layout import Facts, Heading, compile_record, compile_sheet
from desktop.render.prose import Prose
from desktop.render.sheet import RecordSheet, Sheet
from desktop.render.sheet_json import to_json
from desktop.services.office import Office
from desktop.services.printing import PageImage, PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.shelf import FormShelf

if TYPE_CHECKING:
    from desktop.render.fonts import Fonts


@dataclass(frozen=True, slots=True)
class Laid:
    """A form laid out, ready for either printer; *content* is what a kept round stores of it."""

    edition: int
    sheet: Sheet
    content: dict[str, Any]


class FormPrinter:
    """The forms of the *shelf* and the two printers; nothing is read before the first use.

    The printers load openpyxl, reportlab and pypdfium2, so they are imported where paper is made: a window that opens
    does without.
    """

    def __init__(self, shelf: FormShelf, fonts: Path) -> None:
        self._shelf = shelf
        self._fonts_folder = fonts
        self._loaded: Fonts | None = None

    def monthly(self, month: Month | None = None) -> tuple[Form, ...]:
        """Return the forms that are filed for *month* (now where not said), by annex."""
        return self._shelf.monthly(month)

    def every(self, month: Month | None = None) -> tuple[Form, ...]:
        """Return every form that is in use in *month*, by id."""
        return self._shelf.every(month)

    def form(self, form_id: str, month: Month | None = None) -> Form:
        """Return *form_id* in the edition of *month*; raise `KnownError("form_unknown")`."""
        return self._shelf.form(form_id, month)

    def edition(self, form_id: str, number: int) -> Form:
        """Return edition *number* of *form_id*, whatever month it is for; raise `KnownError("form_no_edition")`."""
        return self._shelf.edition(form_id, number).form

    def lay_out(
        self,
        form_id: str,
        facts: MonthFacts,
        *,
        month: Month,
        unit: str,
        person: Person,
        on: date,
        number: int,
        kind: FilingKind,
        mark: str,
        code: str,
    ) -> Laid:
        """Return *form_id* filled with *facts* for *month*, as round *number* by *person* of *unit*.

        *mark* says on paper what kind of round it is, *code* names it.
        """
        form = self.form(form_id, month)
        more, remarks = facts.more, facts.remarks
        heading = Heading(unit, month, on, person.name, person.phone, number, kind, more, remarks)
        rows, closing = (tuple(row.facts for row in part) for part in (facts.rows, facts.closing))
        sheet = replace(compile_sheet(form, Facts(rows, closing), heading), mark=mark, code=code)
        return Laid(form.edition, sheet, json.loads(to_json(sheet)))

    def pdf(self, laid: Laid, path: Path, progress: Progress) -> PrintedFile:
        """Write *laid* as a PDF at *path*."""
        # reportlab is slow to load, and a window opens without it
        from desktop.render.pdf import print_pdf

        printed = print_pdf(laid.sheet, path, progress, fonts=self._fonts())
        return PrintedFile(printed.path, printed.pages, printed.problems)

    def pdf_of(self, laid: Sequence[Laid], path: Path, progress: Progress, digest: str) -> PrintedFile:
        """Write several of one form as one PDF at *path*, which remembers the *digest* it was printed from."""
        # reportlab is slow to load, and a window opens without it
        from desktop.render.pdf import print_sheets

        sheets = [each.sheet for each in laid]
        printed = print_sheets(sheets, path, progress, fonts=self._fonts(), mark=digest)
        return PrintedFile(printed.path, printed.pages, printed.problems)

    def printed_from(self, path: Path) -> str:
        """Return the digest that the PDF at *path* was printed from; empty for none."""
        # pypdfium2 is slow to load, and a window opens without it
        from desktop.render.raster import keywords

        return keywords(path) if path.is_file() else ""

    def xlsx(self, laid: Laid, path: Path, progress: Progress) -> PrintedFile:
        """Write *laid* as a workbook at *path*."""
        # openpyxl is slow to load, and a window opens without it
        from desktop.render.excel import print_excel

        printed = print_excel(laid.sheet, path, progress, fonts=self._fonts())
        return PrintedFile(printed.path, printed.pages, printed.problems)

    def paper(
        self,
        form_id: str,
        facts: Mapping[str, FactValue],
        path: Path,
        progress: Progress,
        *,
        unit: str,
        person: Person,
        on: date,
        more: Mapping[str, str] | None = None,
    ) -> PrintedFile:
        """Write a form about one thing as a PDF at *path*; *more* fills the gaps of its heading."""
        heading = Heading(unit, Month.containing(on), on, person.name, person.phone, more=more or {})
        return self.record(compile_record(self.form(form_id, Month.containing(on)), facts, heading), path, progress)

    def record(self, record: RecordSheet, path: Path, progress: Progress) -> PrintedFile:
        """Write a filled form about one thing as a PDF at *path*."""
        # reportlab is slow to load, and a window opens without it
        from desktop.render.pdf import print_record

        printed = print_record(record, path, progress, fonts=self._fonts())
        return PrintedFile(printed.path, printed.pages, printed.problems)

    def listing(
        self,
        form_id: str,
        facts: MonthFacts,
        office: Office,
        month: Month,
        path: Path,
        progress: Progress,
        *,
        blank: bool = False,
    ) -> PrintedFile:
        """Write a form that lists a ledger at *path*: a workbook where its name ends so, else a PDF.

        A *blank* one has what is known of each row and room to write the rest by hand.
        """
        sheet = self.sheet(form_id, facts, office, month, blank=blank)
        laid = Laid(self.form(form_id, month).edition, sheet, {})
        return self.xlsx(laid, path, progress) if path.suffix.lower() == ".xlsx" else self.pdf(laid, path, progress)

    def sheet(self, form_id: str, facts: MonthFacts, office: Office, month: Month, *, blank: bool = False) -> Sheet:
        """Return a form that lists a ledger, laid out for either printer; it is no round and has no number."""
        form, person = self.form(form_id, month), office.person
        heading = Heading(
            office.workspace.unit_name,
            month,
            office.today,
            person.name,
            person.phone,
            more=facts.more,
            remarks=facts.remarks,
        )
        rows = Facts(*(tuple(row.facts for row in part) for part in (facts.rows, facts.closing)))
        return blank_sheet(form, rows, heading) if blank else compile_sheet(form, rows, heading)

    def blank_paper(
        self, form_id: str, facts: Mapping[str, FactValue], office: Office, path: Path, progress: Progress
    ) -> PrintedFile:
        """Write a form about one thing with the *facts* it calls known and room for the rest, as a PDF at *path*."""
        form = self.form(form_id)
        gaps = dict.fromkeys(HEADING_OF.get(form.subject, ()), "")
        heading = Heading(office.workspace.unit_name, Month.containing(office.today), office.today, more=gaps)
        return self.record(blank_record(form, facts, heading), path, progress)

    def prose(self, prose: Prose, path: Path, progress: Progress) -> PrintedFile:
        """Write a paper in sentences as a PDF at *path*."""
        # reportlab is slow to load, and a window opens without it
        from desktop.render.pdf import print_prose

        printed = print_prose(prose, path, progress, fonts=self._fonts())
        return PrintedFile(printed.path, printed.pages, printed.problems)

    def table(
        self,
        form_id: str,
        rows: Sequence[Mapping[str, FactValue]],
        path: Path,
        progress: Progress,
        *,
        unit: str,
        person: Person,
        on: date,
        more: Mapping[str, str],
        remarks: Sequence[str] = (),
        month: Month | None = None,
        mark: str = "",
        code: str = "",
    ) -> PrintedFile:
        """Write a table that is no form of a month as a PDF at *path*; *more* fills the gaps of its heading."""
        # as above
        from desktop.render.pdf import print_pdf

        month, told = month or Month.containing(on), tuple(remarks)
        heading = Heading(unit, month, on, person.name, person.phone, more=more, remarks=told)
        form = self.form(form_id, month)
        sheet = compile_sheet(form, Facts(tuple(row for row in rows if stands(form.filters, row))), heading)
        sheet = replace(sheet, mark=mark or sheet.mark, code=code)
        printed = print_pdf(sheet, path, progress, fonts=self._fonts())
        return PrintedFile(printed.path, printed.pages, printed.problems)

    def plain_list(self, listing: Listing, path: Path, progress: Progress, *, unit: str, on: str) -> PrintedFile:
        """Write *listing* to *path*, as what its suffix says."""
        # openpyxl and reportlab are slow to load, and a window opens without them
        from desktop.render.list_printers import print_listing

        printed = print_listing(listing, path, progress, fonts=self._fonts(), unit=unit, on=on)
        return PrintedFile(printed.path, printed.pages, printed.problems)

    def pages(self, path: Path) -> int:
        """Return how many pages the PDF at *path* has."""
        # pypdfium2 is slow to load, and a window opens without it
        from desktop.render.raster import pages

        return pages(path)

    def page_texts(self, path: Path) -> tuple[str, ...]:
        """Return the text of each page of the PDF at *path*."""
        # pypdfium2 is slow to load, and a window opens without it
        from desktop.render.raster import page_texts

        return page_texts(path)

    def page_image(self, path: Path, number: int, dpi: int) -> PageImage:
        """Return page *number* (from 1) of the PDF at *path* as a picture."""
        # pypdfium2 is slow to load, and a window opens without it
        from desktop.render.raster import page_image

        return page_image(path, number, dpi)

    def _fonts(self) -> "Fonts":
        if self._loaded is None:
            # reportlab is slow to load, and a window opens without it
            from desktop.render.fonts import Fonts

            self._loaded = Fonts(self._fonts_folder)
        return self._loaded
