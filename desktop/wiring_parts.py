"""What the services of one open ledger are made of; no Qt and no rule."""

from functools import cache
from pathlib import Path

from db.unit_of_work import Database
from desktop.services.office import Office
from desktop.services.presets import PresetService
from desktop.services.steps.figure_questions import FigureQuestions
from desktop.services.steps.office_calendar import OfficeCalendar
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.plan_shelf import PlanShelf
from desktop.services.steps.policy_clauses import PolicyClauses
from desktop.services.steps.shelf import FormShelf
from desktop.world import World


class Parts:
    """What the services of one ledger are made of, each made once."""

    def __init__(self, folder: Path, desk: Path, database: Database, world: World) -> None:
        self.folder = folder
        self.desk = desk
        self.database = database
        self.world = world
        self.presets = PresetService(world.resources)
        self.policy_rules = cache(self.presets.policy_rules)
        self.clauses = PolicyClauses(database, self.policy_rules)
        rules = self.presets.visit_rules
        self.plans = PlanShelf(database, self.presets.load, self.presets.text, self.presets.load_text)
        self.office = Office(database, self.plans.load, world.clock, visit_rules=rules, clauses=self.clauses)
        self.shelf = FormShelf(world.resources / "forms", database, self.office)
        self.printer = FormPrinter(self.shelf, world.resources / "fonts")
        self.figure_questions = FigureQuestions(database, self.office, cache(self.presets.plausibility))
        # a service asks for each enterprise, the file is read once
        self.library_rules = cache(self.presets.library_rules)
        self.calendar = OfficeCalendar(database, self.presets.calendar)
