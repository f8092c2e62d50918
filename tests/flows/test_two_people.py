"""Two people share one computer: the ledger says of every field who wrote it."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.issue import IssueDraft, IssueFilter, StepDraft
from desktop.domain.issue_codes import IssueAction
from desktop.domain.workspace import PersonDraft
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wiring import open_ledger
from tests.services.making import CODE, OCTOBER, begun, enter, figures, kept, put_in, told, visit, workbook


def test_every_deed_names_who_did_it(folder, world, clock, desk, tmp_path):
    services = begun(folder, world)
    kept(services.settings.add_person(PersonDraft("田演示", "办事员", "0353-8085678")))
    uid = enter(services, code=CODE, contact="王某")
    put_in(services, uid)
    services.close()

    clock.forward(hours=1)
    services = open_ledger(folder, world)
    second = next(person for person in services.settings.people() if person.name == "田演示")
    services.settings.set_current(second.uid)
    kept(services.enterprises.save(replace(services.enterprises.get(uid).draft, contact="赵某"), uid, reason="来电"))
    kept(services.figures.save(figures(uid, main_revenue_ytd=1850)))
    kept(services.visits.save(visit(uid, issues=(IssueDraft(description="缺工"),))))
    listed = workbook(tmp_path / "名单.xlsx", ("企业名称", "联系人"), ("盂县乙铸造厂（演示）", "钱某"))
    services.intake.take(services.intake.look(listed, "enterprises", progress=Progress()), Progress())
    services.close()

    clock.forward(hours=1)
    services = open_ledger(folder, world)
    try:
        assert services.settings.current().name == "田演示"  # who sat here last sits here still
        services.settings.act_as("李演示")
        issue = services.issues.list(IssueFilter())[0].uid
        step = StepDraft(IssueAction.ASSIGN, date(2026, 10, 16), handler="县人社局")
        kept(services.issues.step(issue, step))
        services.filings.export(OCTOBER, ["key-monitoring"], desk.folder, Progress())
        assert told(services.enterprises.history(uid, "contact")) == [
            ("李演示", "contact", None, "王某", ""),
            ("田演示", "contact", "王某", "赵某", "来电"),
        ]
        assert [line.at[11:16] for line in services.enterprises.history(uid, "contact")] == ["09:31", "10:31"]
        assert {line.who for line in services.enterprises.history(uid, "main_revenue_ytd")} == {"田演示"}
        assert [(deed.action, deed.who) for deed in services.issues.steps(issue)] == [
            (IssueAction.REGISTER, "田演示"),
            (IssueAction.ASSIGN, "李演示"),
        ]
        other = services.enterprises.suggest("乙铸造")[0]
        assert {(line.who, line.reason) for line in services.enterprises.history(other.uid, "contact")} == {
            ("田演示", "名单.xlsx")
        }
        round_of = services.filings.rounds(OCTOBER, "key-monitoring")[0]
        names = {person.uid: person.name for person in services.settings.people()}
        assert names[round_of.made_by] == "李演示"
        assert services.check.run(deep=True) == ()
    finally:
        services.close()


def test_name_that_was_put_right_is_the_name_of_all_earlier_deeds(folder, world):
    services = begun(folder, world)
    try:
        uid = enter(services)
        person = services.settings.current()
        kept(services.settings.edit_person(person.uid, PersonDraft("李演示（大）")))
        assert {line.who for line in services.enterprises.history(uid)} == {"李演示（大）"}
        with pytest.raises(KnownError):
            services.settings.act_as("李演示")
    finally:
        services.close()
