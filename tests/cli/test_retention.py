"""Retention on the command line, as a clerk types it."""

from tests.cli.hands import Run, enter

MONTH = ("--month", "2026-10")
WORD = ("--on", "2026-10-20", "--grade", "高", "--sign", "停产", "--reason", "实地看过（演示）")
EXIT = ("--on", "2026-10-30", "--basis", "名单（演示）", "--told-by", "县统计局（演示）", "--effective", "2026")
PLAN = ("--on", "2026-10-20", "--difficulty", "缺流动资金（演示）", "--unit", "盂县能源局", "--officer", "田演示")
MEASURE = ("--what", "对接续贷（演示）", "--unit", "盂县能源局", "--officer", "田演示", "--due", "2026-10-31")


def admitted(shenggui: Run, name: str = "盂县甲型煤厂（演示）", status: str = "停产") -> str:
    return enter(shenggui, name, "library_status=已入库", "admitted_month=2021-12", f"status={status}")


def said(shenggui: Run, *words: object) -> str:
    told = shenggui("--json", "retention", *words)
    assert told.code == 0, told.err
    uid: str = told.json["uid"]
    return uid


def test_sign_is_computed_and_a_person_confirms_it(shenggui):
    uid = admitted(shenggui)
    (asked,) = shenggui("--json", "retention", "list", "--view", "待确认", *MONTH).json
    assert (asked["uid"], asked["computed"], asked["stay"]) == (uid, "high", None)
    assert [sign["sign"] for sign in asked["signs"]] == ["stopped", "uncollected"]
    said(shenggui, "say", uid, "enter", *WORD, "--class", "2", *MONTH)
    (kept,) = shenggui("--json", "retention", "list", "--view", "library", *MONTH).json
    assert (kept["stay"]["grade"], kept["stay"]["help_class"], kept["to_confirm"]) == ("high", "help_transform", False)
    assert "列入风险库" in shenggui("retention", "show", uid, *MONTH).out


def test_figures_stand_with_their_month_and_source(shenggui):
    uid = admitted(shenggui, status="正常")
    for month, amount in (("2025-10", "1922万元"), ("2026-10", "1403万元")):
        shenggui("figure", "set", uid, month, f"main_revenue_ytd={amount}", "--source", "利润表")
    shenggui("figure", "set", uid, "2025", "main_revenue_year=2310万元", "--source", "税表")
    found = shenggui("--json", "retention", "show", uid, *MONTH).json
    assert found["last_year_revenue"] == {
        "amount": "23100000.00",
        "period": "2025",
        "source": "tax_return",
        "told_by": None,
        "told_on": None,
    }
    (twelve,) = [sign for sign in found["signs"] if sign["sign"] == "below_twelve"]
    assert (twelve["result"], twelve["limit"]) == ("17910000.00", "20000000.00")
    assert [figure["period"] for figure in twelve["figures"]] == ["2026-10", "2025", "2025-10"]


def test_plan_goes_from_its_measures_to_its_end(shenggui):
    uid = admitted(shenggui)
    said(shenggui, "say", uid, "enter", *WORD, *MONTH)
    plan = said(shenggui, "plan", uid, *PLAN, "--chain", "龙头（演示）")
    measure = said(shenggui, "measure", plan, *MEASURE, "--on", "2026-10-20")
    end = ("step", plan, "end", "--on", "2026-10-30", "--outcome", "稳住在规", "--note", "订单恢复（演示）")
    assert shenggui("retention", *end).err.startswith("E615 ")
    said(shenggui, "step", plan, "done", "--measure", measure, "--on", "2026-10-29", "--note", "已放款（演示）")
    said(shenggui, *end)
    (kept,) = shenggui("--json", "retention", "show", uid, *MONTH).json["plans"]
    assert (kept["outcome"], kept["measures"][0]["state"], kept["chain_leader"]) == ("stayed", "done", "龙头（演示）")
    assert shenggui("retention", "void-plan", plan, "--reason", "记错").err.startswith("E614 ")


def test_estimate_is_the_enterprises_own_word(shenggui):
    uid = admitted(shenggui, status="正常")
    words = ("estimate", uid, "--told-by", "财务某（演示）", "--on", "2026-10-20", "--year", "2026")
    assert shenggui("retention", *words, "--amount", "1900").err.startswith("E149 ")
    kept = said(shenggui, *words, "--amount", "1900万元")
    found = shenggui("--json", "retention", "show", uid, *MONTH).json
    assert (found["estimate"]["source"], found["estimate"]["told_by"]) == ("estimate", "财务某（演示）")
    said(shenggui, "void-estimate", kept, "--reason", "记错")
    assert shenggui("--json", "retention", "show", uid, *MONTH).json["estimate"] is None


def test_exit_changes_the_enterprise_and_can_be_taken_back(shenggui):
    uid = admitted(shenggui)
    assert shenggui("retention", "exit", uid, *EXIT, "--ground", "两年低于").err.startswith("E504 ")
    kept = said(shenggui, "exit", uid, *EXIT, "--ground", "停业、歇业、关闭")
    assert shenggui("--json", "enterprise", "show", uid).json["library_status"] == "exited"
    (left,) = shenggui("--json", "retention", "exits", "--year", "2026").json
    assert (left["uid"], left["ground"], left["effective_year"]) == (kept, "exit_closed", 2026)
    assert "停业" in shenggui("retention", "exits", "--year", "2026").out
    assert shenggui("retention", "exit", uid, *EXIT, "--ground", "exit_moved").err.startswith("E617 ")
    said(shenggui, "void-exit", kept, "--reason", "弄错了企业")
    assert shenggui("--json", "enterprise", "show", uid).json["library_status"] == "admitted"
    assert shenggui("--json", "retention", "exits", "--year", "2026").json == []
    assert len(shenggui("--json", "retention", "exits", "--year", "2026", "--voided").json) == 1


def test_caps_of_a_year_without_one_say_so(shenggui):
    assert shenggui("--json", "retention", "caps").json == []
    assert "没有下达" in shenggui("retention", "caps").out


def test_rules_say_where_they_are_written(shenggui):
    rules = shenggui("--json", "retention", "rules").json
    assert [rule["clause"] for rule in rules["plan"]] == ["三（九）"]
    assert all(sign["ours"] or sign["document"] for sign in rules["signs"])
    assert "本软件提示" in shenggui("retention", "rules").out


def test_papers_are_written(shenggui, tmp_path):
    uid = admitted(shenggui)
    said(shenggui, "say", uid, "enter", *WORD, *MONTH)
    plan = said(shenggui, "plan", uid, *PLAN)
    sheet, library = tmp_path / "一企一策.pdf", tmp_path / "风险库.pdf"
    assert shenggui("retention", "print-plan", plan, "--out", sheet).code == 0
    assert shenggui("--json", "retention", "print", "--out", library, *MONTH).json == {"pdf": str(library)}
    assert sheet.read_bytes()[:5] == library.read_bytes()[:5] == b"%PDF-"


def test_one_that_never_was_in_is_told_so(shenggui):
    uid = enter(shenggui)
    assert shenggui("retention", "show", uid).err.startswith("E610 ")
    assert shenggui("retention", "list", "--view", "没有").err.startswith("E504 ")
