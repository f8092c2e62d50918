"""The smoke run: a new ledger, every page built, one month filed; what fails is not caught."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.workspace import FirstStart
from desktop.kernel.progress import Progress
from desktop.ui.main_window import PAGE_TITLES

if TYPE_CHECKING:
    from desktop.domain.filing import Filed
    from desktop.domain.month import Month
    from desktop.services.presets import PresetService
    from desktop.ui.main_window import MainWindow
    from desktop.wiring import Services

OUT = "outbox"


def first_start(presets: PresetService, day: date) -> FirstStart:
    """Return the answers of somebody who takes the last plan and its first unit."""
    preset = presets.load(presets.list()[-1].id)
    return FirstStart(preset=preset.id, unit_name=preset.units[0].name, year=day.year, person_name="演示")


def file_a_month(window: MainWindow, services: Services, month: Month) -> Filed:
    """Build every page, enter one invented enterprise and file *month*; return what was filed."""
    services.enterprises.save(EnterpriseDraft(name="演示企业"))
    for key, _ in PAGE_TITLES:
        window.open_page(key)
        window.grab()
    forms = [form.id for form in services.filings.forms()]
    filed = services.filings.export(month, forms, services.folder / OUT, Progress(), nothing=True)
    missing = [path for each in filed.files for path in (each.pdf, each.xlsx) if not Path(path).is_file()]
    if missing or len(filed.files) != len(forms):
        raise FileNotFoundError(missing)
    return filed
