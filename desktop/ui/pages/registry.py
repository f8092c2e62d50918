"""The pages there are, in the order of the rail."""

from desktop.ui.page import Page
from desktop.ui.pages.admissions_page import AdmissionsPage
from desktop.ui.pages.county_figures_page import CountyFiguresPage
from desktop.ui.pages.enterprises_home import EnterprisesHome
from desktop.ui.pages.exchange_page import ExchangePage
from desktop.ui.pages.figures_page import FiguresPage
from desktop.ui.pages.filings_page import FilingsPage
from desktop.ui.pages.issues_page import IssuesPage
from desktop.ui.pages.policies_page import PoliciesPage
from desktop.ui.pages.projects_page import ProjectsPage
from desktop.ui.pages.retention_page import RetentionPage
from desktop.ui.pages.settings_page import SettingsPage
from desktop.ui.pages.targets_page import TargetsPage
from desktop.ui.pages.today_page import TodayPage
from desktop.ui.pages.trainings_page import TrainingsPage
from desktop.ui.pages.visits_page import VisitsPage

PAGES: tuple[type[Page], ...] = (
    TodayPage,
    EnterprisesHome,
    VisitsPage,
    IssuesPage,
    FiguresPage,
    AdmissionsPage,
    RetentionPage,
    ProjectsPage,
    TargetsPage,
    PoliciesPage,
    TrainingsPage,
    FilingsPage,
    ExchangePage,
    SettingsPage,
)


def pages_for(*, county: bool) -> tuple[type[Page], ...]:
    """Return the pages of an office; the county looks at what units told, where they type."""
    return tuple(CountyFiguresPage if county and page is FiguresPage else page for page in PAGES)
