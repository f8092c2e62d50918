"""What is asked about collected figures (核实), and which reasons given before still hold."""

from collections.abc import Callable, Mapping, Sequence

from db.queries import figures
from db.unit_of_work import Database
from desktop.domain.codes import Measure
from desktop.domain.month import Month
from desktop.domain.own_history import Series, check_history, months_needed
from desktop.domain.plausibility import check_line
from desktop.domain.plausibility_reader import PlausibilityRules
from desktop.domain.problems import Problem, blocks
from desktop.services.office import Office

Amounts = Mapping[Measure, int]


class FigureQuestions:
    """The questions about the own unit's figures of a month: beside the month before and beside their own history."""

    def __init__(self, database: Database, office: Office, rules: Callable[[], PlausibilityRules]) -> None:
        self._database = database
        self._office = office
        self._rules = rules

    @property
    def rules(self) -> PlausibilityRules:
        """The rules of the reference."""
        return self._rules()

    def history(self, month: Month, enterprises: Sequence[str]) -> figures.Amounts:
        """Return what the rules compare *month* with: enterprise → period → measure → amount."""
        periods = [str(each) for each in months_needed(month)]
        unit = self._office.workspace.unit
        return self._database.read(figures.amounts, periods, unit, self.rules.measures, enterprises)

    def asked(self, values: Amounts, previous: Amounts, month: Month, history: Series) -> list[Problem]:
        """Return the questions about one enterprise's *values* of *month*; *history* may lack them or have others."""
        told = check_line(values, previous, month)
        # a slip of the unit is asked about once, not again as a month unlike the others
        doubted = {problem.field for problem in told}
        return told + check_history({**history, str(month): values}, month, self.rules.rules, doubted)

    def explained(
        self, asked: Mapping[str, Sequence[Problem]], amounts: Mapping[str, Amounts], month: Month
    ) -> Mapping[str, Mapping[Measure, str]]:
        """Return the reasons that still hold for what is *asked* of each enterprise: enterprise → measure → reason."""
        owners = [owner for owner, problems in asked.items() if problems]
        if not owners:
            return {}
        told = self._database.read(figures.explained, str(month), self._office.workspace.unit, owners)
        return {
            owner: {
                measure: each.reason
                for measure, each in said.items()
                if measure in amounts[owner] and each.holds(amounts[owner][measure], self.rules.tolerance)
            }
            for owner, said in told.items()
        }


def left(problems: Sequence[Problem], reasons: Mapping[Measure, str]) -> tuple[Problem, ...]:
    """Return those of *problems* that *reasons* do not answer; what is wrong is never answered."""
    return tuple(problem for problem in problems if blocks([problem]) or problem.field not in reasons)
