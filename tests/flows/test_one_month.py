"""One month at 盂县能源局, from a computer that never had the program to the papers that were handed over."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from desktop.domain.codes import FilingKind, FilingState, Measure, Obtained, Source, TargetMeasure, Tier, UnitKind
from desktop.domain.enterprise import Chip, EnterpriseDraft, EnterpriseFilter
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.filing_round import FilingWord, WordDraft
from desktop.domain.issue import IssueDraft, IssueFilter, StepDraft
from desktop.domain.issue_codes import IssueAction, IssueCategory, IssueState, Resolution, Satisfaction
from desktop.domain.month import Month
from desktop.domain.overview import StepState
from desktop.domain.visit import VisitFilter
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wiring import create_ledger, open_ledger, presets_only
from desktop.wording.sheets import STATEMENT, UNKEPT
from tests.services.making import (
    CODE,
    OCTOBER,
    OTHER_CODE,
    SEPTEMBER,
    START,
    WAN,
    buckets,
    explain,
    figures,
    kept,
    look,
    nothing_written,
    visit,
    workbook,
)

WASH, CAST, BRICK = "盂县甲洗煤厂（演示）", "盂县乙铸造厂（演示）", "盂县丙建材厂（演示）"
YTD = Measure.MAIN_REVENUE_YTD
FORMS = ("key-monitoring", "visit-month", "issue-month")


def text_of(path):
    document = PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "").replace("\n", "")
    finally:
        document.close()


class OneMonth:
    """The month as one clerk works through it; every part leaves what the next one needs."""

    def __init__(self, services, clock, tmp_path, desk):
        self.services = services
        self.clock = clock
        self.folder = tmp_path
        self.desk = desk

    def by_name(self):
        found = self.services.enterprises.ids(EnterpriseFilter())
        return {row.name: row.uid for row in self.services.enterprises.rows(found)}

    def import_the_list(self):
        listed = workbook(
            self.folder / "名单.xlsx",
            ("2026年规上工业企业培育名单",),
            ("下发单位：县中小企业发展中心", None, None, None, None, None, "单位：万元"),
            ("序号", "企业名称", "统一社会信用代码", "属地乡镇", "培育层级", "营业收入", None),
            (None, None, None, None, None, "2024年", "2025年"),
            (1, WASH, CODE, "秀水镇", "重点库", "1,700.00", "1,900.00"),
            (2, CAST, OTHER_CODE, "南娄镇", "重点库", "700", "800.00"),
            (3, BRICK, 9.11403e17, "牛村镇", "基础库", "100", "200"),
            ("合计", None, None, None, None, "2,500.00", "2,900.00"),
        )
        with nothing_written(self.services):
            plan = look(self.services, listed)
        assert buckets(plan) == {"new": 2, "error": 1, "ignored": 1}
        damaged = next(row for row in plan.rows if row.name == BRICK)
        assert [problem.code for problem in damaged.problems] == ["E130"]
        assert "第 7 行" in damaged.problems[0].message
        assert "重新录入" in damaged.problems[0].message
        assert self.services.enterprises.counts()[Chip.ALL] == 0
        self.services.intake.take(plan, Progress())
        assert self.services.intake.write_errors(plan, self.folder / "错行.xlsx").rows == 1
        assert set(self.by_name()) == {WASH, CAST}

    def find_edit_and_add(self):
        enterprises = self.services.enterprises
        uid = self.by_name()[WASH]
        for text in ("甲洗煤", "yxjxm", CODE[6:13]):
            assert [row.uid for row in enterprises.suggest(text)] == [uid], text
        draft = replace(enterprises.get(uid).draft, contact="王某", contact_phone="0353-8081234")
        self.clock.forward(minutes=5)
        kept(enterprises.save(draft, uid, reason="电话核实"))
        added = enterprises.save(
            EnterpriseDraft(
                name=BRICK, no_code_reason="原件待核", township="140322-niucun", department=draft.department
            )
        )
        assert added.problems == ()
        assert set(self.by_name()) == {WASH, CAST, BRICK}
        assert enterprises.counts()[Chip.KEY] == 2
        assert enterprises.counts()[Chip.NEAR] == 1

    def visit(self):
        uids = self.by_name()
        raised = (
            IssueDraft(description="流动资金缺口300万元", category=IssueCategory.FINANCE),
            IssueDraft(description="不清楚升规奖励", answered_on_spot=True, answer="当场讲解"),
        )
        saved = self.services.visits.save(
            visit(uids[WASH], issues=raised, next_step="联系银行", next_on=date(2026, 11, 20))
        )
        assert saved.problems == ()
        wrong = kept(self.services.visits.save(visit(uids[CAST], summary="记错了企业")))
        kept(self.services.visits.void(wrong, "记错了企业"))
        assert len(self.services.visits.list(VisitFilter(month="2026-10"))) == 1
        printed = self.services.visits.print_record(saved.uid, self.folder / "走访记录表.pdf", Progress())
        assert "流动资金缺口300万元" in text_of(printed.path)
        issues = self.services.issues
        money = next(row for row in issues.list(IssueFilter()) if row.category is IssueCategory.FINANCE)
        for step in (
            StepDraft(IssueAction.ASSIGN, date(2026, 10, 16), handler="县金融办", due_on=date(2026, 10, 25)),
            StepDraft(IssueAction.SIGN_FOR, date(2026, 10, 17)),
            StepDraft(IssueAction.START, date(2026, 10, 18)),
        ):
            kept(issues.step(money.uid, step))
        assert issues.get(money.uid).state is IssueState.HANDLING
        assert "issue_late" in [item.kind for item in self.services.overview.today(OCTOBER).todo]
        solved = StepDraft(IssueAction.RESOLVE, date(2026, 10, 30), note="放款", resolution=Resolution.SOLVED)
        kept(issues.step(money.uid, solved))
        kept(
            issues.step(
                money.uid, StepDraft(IssueAction.FOLLOW_UP, date(2026, 11, 2), satisfaction=Satisfaction.SATISFIED)
            )
        )
        kept(issues.step(money.uid, StepDraft(IssueAction.CLOSE, date(2026, 11, 3))))

    def report(self):
        uids, service = self.by_name(), self.services.figures
        last_year = workbook(
            self.folder / "上年.xlsx",
            ("企业名称", "2025年9月营业收入累计（万元）", "2025年10月营业收入累计（万元）"),
            (WASH, 1400, 1500),
            (CAST, 600, 660),
        )
        plan = look(self.services, last_year, "figures")
        assert buckets(plan) == {"new": 4}
        self.services.intake.take(plan, Progress())
        pasted = service.save_many(
            [
                figures(uids[WASH], SEPTEMBER, main_revenue_ytd=1700),
                figures(uids[CAST], SEPTEMBER, main_revenue_ytd=700),
            ]
        )
        assert all(saved.uid for saved in pasted)
        typed = service.read(YTD, "1,850.5", None)
        assert typed.code == "unit_missing"
        typed = service.read(YTD, "1,850.5万元", None)
        entry = FigureEntry(uids[WASH], OCTOBER, (typed,), Source.INCOME_STATEMENT, Obtained.PAPER, "王会计")
        assert service.save(entry).problems == ()
        slip = figures(uids[CAST], main_revenue_ytd=7500)
        assert [problem.code for problem in service.check(slip)] == ["factor_up"]
        falls = service.save(figures(uids[CAST], main_revenue_ytd=650))
        assert [problem.code for problem in falls.problems] == ["cumulative_falls"]
        given = FigureInput(YTD, 650 * WAN, "650", reason="退货冲减，已看明细")
        kept(service.save(replace(figures(uids[CAST]), inputs=(given,))))
        line = service.line(uids[WASH], OCTOBER)
        assert (line.month_revenue, line.month_derived, line.ytd_last) == (150_500_000, True, 1500 * WAN)
        assert f"{line.growth:.4f}" == "0.2337"
        asked = self.services.filings.check(OCTOBER, FORMS[0])
        # the one added by hand stands in no tier yet, and is not left out
        assert {each.name for each in asked} == {BRICK}
        kept(service.save(figures(uids[BRICK], main_revenue_ytd=180)))

    def file(self):
        filings = self.services.filings
        assert explain(self.services, FORMS[0]) == 1  # the month's own amount, without the month before it
        looked = filings.preview(OCTOBER, FORMS[0], Progress())
        assert filings.page_image(looked.path, 0, 40).width > 0
        filed = filings.export(OCTOBER, FORMS, self.desk.folder, Progress())
        assert [each.form for each in filed.files] == list(FORMS)
        paper = text_of(filed.files[0].pdf)
        above = paper.partition(STATEMENT)[0]
        assert above
        assert text_of(looked.path).partition(UNKEPT)[0] == above
        for words in (
            WASH,
            "1,850.50",
            "1,500.00",
            "盂县能源局",
            "万元",
            "合计",
            "填报人：李演示",
            "培育工作台账",
            "盖章",
        ):
            assert words in paper, words
        values = [each.value for row in load_workbook(filed.files[0].xlsx).worksheets[0].iter_rows() for each in row]
        assert {WASH, CODE, 1850.5, 650} <= set(values)
        assert "放款" in text_of(filed.files[2].pdf)
        self.clock.forward(days=1)
        kept(self.services.figures.save(figures(self.by_name()[WASH], main_revenue_ytd=1860)))
        board = {cell.form: cell for cell in filings.board(2026) if cell.month == OCTOBER}
        assert [board[form].changed_since for form in FORMS] == [True, False, False]
        again = filings.export(OCTOBER, FORMS[:1], self.desk.folder, Progress())
        assert again.round == 2
        for form in FORMS:
            word = WordDraft(FilingWord.SENT, date(2026, 11, 6))
            kept(self.services.rounds.tell(filings.rounds(OCTOBER, form)[-1].uid, word))
        assert {step.state for step in self.services.overview.today(OCTOBER).steps} == {StepState.DONE}
        nothing = filings.export(SEPTEMBER, ["visit-month"], self.desk.folder, Progress(), nothing=True)
        assert filings.rounds(SEPTEMBER, "visit-month")[0].kind is FilingKind.NOTHING
        assert "零报告" in text_of(nothing.files[0].pdf)
        return filed


def test_one_month_from_first_start_to_handing_over(folder, world, clock, tmp_path, desk):
    assert "yuxian-2024" in {head.id for head in presets_only(world).list()}
    services = create_ledger(folder, replace(START, person_phone="0353-8080000"), world)
    assert not isinstance(services, tuple)
    own = services.settings.workspace()
    assert (own.unit_name, own.unit_kind, own.year) == ("盂县能源局", UnitKind.DEPARTMENT, 2026)
    assert services.settings.preset().threshold_fen == 2000 * WAN
    assert services.overview.today(OCTOBER).targets == ()  # 未下达
    kept(services.settings.set_own_target(2026, TargetMeasure.NET_INCREASE, 2, "县里 2026 年下达"))
    month = OneMonth(services, clock, tmp_path, desk)
    month.import_the_list()
    month.find_edit_and_add()
    month.visit()
    month.report()
    filed = month.file()
    uid = month.by_name()[WASH]
    history = services.enterprises.history(uid)
    services.close()

    again = open_ledger(folder, world)
    try:
        with pytest.raises(KnownError) as refused:
            open_ledger(folder, world)
        assert refused.value.code == "data_in_use"
        everything_is_there(again, uid, history, filed, tmp_path)
    finally:
        again.close()


def everything_is_there(services, uid, history, filed, tmp_path):
    assert services.check.run(deep=True) == ()
    assert services.enterprises.history(uid) == history
    contact = services.enterprises.history(uid, "contact")
    assert [(line.who, line.at[:16], line.old, line.new, line.reason) for line in contact] == [
        ("李演示", "2026-11-05T09:36", None, "王某", "电话核实")
    ]
    amounts = [line.new["amount"] for line in services.enterprises.history(uid, YTD) if line.period == "2026-10"]
    assert amounts == ["18505000.00", "18600000.00"]
    first, second = services.filings.rounds(OCTOBER, FORMS[0])
    assert (first.state, second.state) == (FilingState.READY, FilingState.SENT)
    printed = services.filings.reprint(first.uid, tmp_path)
    assert sha256(printed.read_bytes()).digest() == sha256(Path(filed.files[0].pdf).read_bytes()).digest()
    assert services.visits.list(VisitFilter(voided=True))[-1].enterprise_name
    assert {row.state for row in services.issues.list(IssueFilter())} == {IssueState.CLOSED, IssueState.RESOLVED}
    assert services.enterprises.get(uid).tier.tier is Tier.KEY
    assert [target.value for target in services.settings.own_targets(2026)] == [2]
    assert services.figures.last_values(uid, YTD, Month(2025, 10), 1)[0][1].amount == 1500 * WAN
