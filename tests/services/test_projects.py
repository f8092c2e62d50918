"""Projects in a real ledger: stages, months, tasks, issues, and what they become."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.codes import OperatingStatus, Subject
from desktop.domain.enterprise import EnterpriseDraft, EnterpriseFilter
from desktop.domain.issue import IssueDraft, IssueFilter
from desktop.domain.month import Month
from desktop.domain.overview import TodoKind
from desktop.domain.project import MilestoneDraft, ProgressDraft, ProjectDraft, ProjectFilter, ProjectStage, StageDraft
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from tests.services.office_hand import office

OCTOBER = Month(2026, 10)
WHOLE = ProjectDraft(
    name="储能电池组装线（演示）",
    builder="盂县演示储能有限公司（演示）",
    contact="田演示",
    approval_number="演示备1号",
    township="140322-xiushui",
    total_investment=680_000_000,
    year_plan=150_000_000,
)
SIGNED = StageDraft(ProjectStage.SIGNED, date(2026, 3, 1), "协议（演示）")


@pytest.fixture
def services(tmp_path):
    with office(tmp_path / "data") as made:
        yield made


@pytest.fixture
def project(services):
    return kept(services.projects.add(WHOLE, SIGNED))


def kept(saved):
    assert saved.uid, saved.problems
    return saved.uid


def codes(saved):
    return [problem.code for problem in saved.problems]


def test_a_project_is_entered_at_the_stage_it_has_reached(services, project):
    row = services.projects.get(project)
    assert (row.number, row.stage, row.stage_on) == (
        "140322-nengyuan-2026-0001",
        ProjectStage.SIGNED,
        date(2026, 3, 1),
    )
    assert row.draft == WHOLE
    assert [step.basis for step in services.projects.steps(project)] == ["协议（演示）"]


def test_a_refused_project_leaves_the_ledger_as_it_was(services):
    before = services.projects._database.total_changes()
    refused = services.projects.add(replace(WHOLE, contact=""), SIGNED)
    assert codes(refused) == ["project_contact_needed"]
    assert not refused.uid
    assert services.projects._database.total_changes() == before


def test_stages_stay_each_on_its_own_day(services, project):
    kept(services.projects.step(project, StageDraft(ProjectStage.BUILDING, date(2026, 5, 4))))
    kept(services.projects.step(project, StageDraft(ProjectStage.SIGNED, date(2026, 6, 1), note="停工，重新谈")))
    stages = [(step.stage, step.on) for step in services.projects.steps(project)]
    assert stages == [
        (ProjectStage.SIGNED, date(2026, 3, 1)),
        (ProjectStage.BUILDING, date(2026, 5, 4)),
        (ProjectStage.SIGNED, date(2026, 6, 1)),
    ]
    assert services.projects.get(project).stage is ProjectStage.SIGNED
    assert services.check.run(deep=True) == ()


def test_a_month_is_kept_once_and_corrected_in_place(services, project):
    first = services.projects.report(project, OCTOBER, ProgressDraft(100, 500, "主体完工"))
    again = services.projects.report(project, OCTOBER, ProgressDraft(100, 550, "主体完工"))
    assert first.uid == again.uid
    assert [line.total_done for line in services.projects.months(project)] == [550]
    fields = {line.field for line in services.projects.history(project) if line.subject is Subject.PROJECT_MONTH}
    assert "total_done" in fields


def test_the_ledger_tells_of_the_month_it_is_looked_at(services, project):
    kept(services.projects.report(project, Month(2026, 8), ProgressDraft(None, 300, "基础")))
    kept(services.projects.report(project, OCTOBER, ProgressDraft(None, 500, "主体")))
    told = {month: services.projects.get(project, Month(2026, month)) for month in (7, 9, 10)}
    assert [(row.done, row.look, row.reported) for row in told.values()] == [
        (None, "", ""),
        (300, "基础", "2026-08"),
        (500, "主体", "2026-10"),
    ]


def test_a_years_plan_belongs_to_its_year(services, project):
    services.settings.set_year(2027)
    assert services.projects.get(project).draft.year_plan is None
    kept(services.projects.edit(project, replace(WHOLE, year_plan=90_000_000)))
    services.settings.set_year(2026)
    assert services.projects.get(project).draft.year_plan == 150_000_000


def test_tasks_are_counted_and_late_ones_wait_on_todays_page(services, project):
    late = kept(services.projects.keep_task(project, MilestoneDraft("设备到货", date(2026, 10, 1))))
    kept(services.projects.keep_task(project, MilestoneDraft("试车", date(2026, 12, 1))))
    row = services.projects.get(project)
    assert (row.tasks, row.waiting, row.late) == (2, 2, 1)
    assert [item.kind for item in services.projects.todo()] == [TodoKind.PROJECT_TASK_LATE]
    assert services.projects.list(ProjectFilter(late=True), OCTOBER) == (row,)
    done = MilestoneDraft("设备到货", date(2026, 10, 1), date(2026, 10, 9))
    kept(services.projects.keep_task(project, done, late))
    assert services.projects.todo() == ()
    kept(services.projects.void_task(late, "记错（演示）"))
    assert [task.name for task in services.projects.tasks(project)] == ["试车"]
    assert services.projects.get(project).tasks == 1


def test_a_builder_entered_before_production_is_one_in_preparation(services, project):
    enterprise = kept(services.projects.become(project, date(2026, 4, 1)))
    draft = services.enterprises.get(enterprise).draft
    assert (draft.name, draft.status) == (WHOLE.builder, OperatingStatus.PREPARING)
    assert (draft.township, draft.department) == ("140322-xiushui", "140322-nengyuan")
    assert draft.contact == ""  # the project's contact is an official


def test_a_producing_project_becomes_an_enterprise_that_works_and_stays_as_its_predecessor(services, project):
    kept(services.projects.step(project, StageDraft(ProjectStage.PRODUCING, date(2026, 6, 18))))
    assert [item.kind for item in services.projects.todo()] == [TodoKind.PROJECT_WITHOUT_ENTERPRISE]
    enterprise = kept(services.projects.become(project, date(2026, 6, 18)))
    draft = services.enterprises.get(enterprise).draft
    assert (draft.status, draft.production_month) == (OperatingStatus.NORMAL, "2026-06")
    assert services.projects.became(enterprise) == ((project, WHOLE.name, date(2026, 6, 18)),)
    assert services.projects.todo() == ()
    again = services.projects.become(project, date(2026, 6, 18))
    assert codes(again) == ["project_linked_already"]


def test_a_project_finds_the_enterprise_that_is_there_already(services, project):
    known = kept(services.enterprises.save(EnterpriseDraft(name=WHOLE.builder, no_code_reason="演示")))
    assert "name_taken" in codes(services.projects.become(project, date(2026, 4, 1)))
    services.projects.part(project, "选错（演示）")
    assert kept(services.projects.become(project, date(2026, 4, 1), enterprise=known)) == known
    other = kept(services.projects.add(replace(WHOLE, name="另一个"), SIGNED))
    with pytest.raises(KnownError, match="no_such_enterprise"):
        services.projects.become(other, date(2026, 4, 1), enterprise="nobody")


def test_the_link_is_taken_back_with_a_reason_and_the_enterprise_stays(services, project):
    kept(services.projects.become(project, date(2026, 4, 1)))
    assert codes(services.projects.part(project, " ")) == ["missing"]
    kept(services.projects.part(project, "对应错（演示）"))
    row = services.projects.get(project)
    assert (row.enterprise, row.became_on) == ("", None)
    assert len(services.enterprises.ids(EnterpriseFilter())) == 1
    reasons = {line.reason for line in services.projects.history(project) if line.field == "became_on"}
    assert "对应错（演示）" in reasons


def test_an_issue_of_a_project_stands_in_the_issue_ledger_for_its_enterprise(services, project):
    draft = IssueDraft(description="用电增容慢（演示）", raised_on=date(2026, 10, 16))
    assert codes(services.projects.raise_issue(project, draft)) == ["project_needs_enterprise"]
    enterprise = kept(services.projects.become(project, date(2026, 4, 1)))
    issue = kept(services.projects.raise_issue(project, draft))
    assert [row.uid for row in services.issues.list(IssueFilter(enterprise=enterprise))] == [issue]
    assert [row.uid for row in services.projects.issues(project)] == [issue]
    assert services.projects.get(project).issues == 1
    # linking twice is one link
    assert kept(services.projects.link_issue(project, issue)) == kept(services.projects.link_issue(project, issue))
    with pytest.raises(KnownError, match="no_such_issue"):
        services.projects.link_issue(project, "nothing")


def test_only_a_standing_issue_of_its_own_enterprise_is_linked_to_a_project(services, project):
    kept(services.projects.become(project, date(2026, 4, 1)))
    other = kept(services.enterprises.save(EnterpriseDraft("乙洗煤厂（演示）", no_code_reason="演示")))
    draft = IssueDraft(enterprise=other, description="别家的问题（演示）", raised_on=date(2026, 10, 16))
    issue = kept(services.issues.add(draft))
    assert codes(services.projects.link_issue(project, issue)) == ["project_issue_elsewhere"]
    assert services.projects.issues(project) == ()
    kept(services.issues.void(issue, "重复（演示）"))
    with pytest.raises(KnownError, match="voided"):
        services.projects.link_issue(project, issue)


def test_progress_of_a_month_to_come_is_asked_about(services, project):
    asked = services.projects.report(project, Month(2027, 9), ProgressDraft(look="主体完工"))
    assert asked.uid
    assert codes(asked) == ["future_month"]


def test_void_projects_stay_readable_and_take_nothing_more(services, project):
    kept(services.projects.void(project, "重复登记（演示）"))
    assert services.projects.list(ProjectFilter(), OCTOBER) == ()
    assert services.projects.list(ProjectFilter(voided=True), OCTOBER)[0].void_reason == "重复登记（演示）"
    with pytest.raises(KnownError, match="voided"):
        services.projects.edit(project, WHOLE)


@pytest.mark.parametrize("words", ["储能", "cndc", "演示储能有限", "2026-0001"])
def test_projects_are_found_by_name_builder_initials_and_number(services, project, words):
    kept(services.projects.add(replace(WHOLE, name="煤矸石砖", builder="别家"), SIGNED))
    assert [row.uid for row in services.projects.list(ProjectFilter(words), OCTOBER)][:1] == [project]
    stages = ProjectFilter(stages=frozenset({ProjectStage.BUILDING}))
    assert services.projects.list(stages, OCTOBER) == ()


def test_the_ledger_is_written_as_a_paper(services, project, tmp_path):
    printed = services.projects.print_ledger(OCTOBER, tmp_path / "台账.pdf", Progress())
    assert printed.pages == 1
    assert printed.path.read_bytes().startswith(b"%PDF")
    assert services.papers.page_image(printed.path, 0, 40).width > 0
