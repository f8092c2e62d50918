"""Projects and targets on the command line, as a clerk types them."""

import openpyxl

from tests.cli.hands import Run, enter


def entered(shenggui: Run, *words: object) -> str:
    told = shenggui(
        "--json",
        "project",
        "add",
        "--name",
        "储能线（演示）",
        "--builder",
        "某公司（演示）",
        "--on",
        "2026-03-01",
        *words,
    )
    assert told.code == 0, told.err
    uid: str = told.json["uid"]
    return uid


def test_a_project_goes_from_the_contract_to_the_enterprise(shenggui):
    uid = entered(
        shenggui, "--stage", "签约", "contact=田某", "total_investment=6800万元", "route=new_start", "invited=是"
    )
    assert shenggui("project", "step", uid, "开工（在建）", "--on", "2026-04-01", "--basis", "开工报告").code == 0
    month = ("--month", "2026-05", "--month-done", "300万元", "--total-done", "900万元", "--look", "主体完工")
    assert shenggui("project", "report", uid, *month).code == 0
    task = shenggui("--json", "project", "task", uid, "--name", "试车", "--planned", "2026-05-31").json["uid"]
    assert shenggui("project", "task", uid, "--task", task, "--done", "2026-06-02").code == 0
    assert shenggui("project", "step", uid, "producing", "--on", "2026-06-18").code == 0
    firm = shenggui("--json", "project", "become", uid, "--on", "2026-06-18").json["uid"]
    issue = ("--description", "用电增容", "--on", "2026-06-20", "--category", "用能")
    assert shenggui("project", "issue", uid, *issue).code == 0
    found = shenggui("--json", "project", "show", uid, "--month", "2026-10").json
    assert (found["stage"], found["enterprise"], found["became_on"]) == ("producing", firm, "2026-06-18")
    assert (found["total_investment"], found["total_done"]) == ("68000000.00", "9000000.00")
    assert [step["stage"] for step in found["steps"]] == ["signed", "building", "producing"]
    assert [(task["name"], task["done_on"]) for task in found["milestones"]] == [("试车", "2026-06-02")]
    assert [issue["description"] for issue in found["issues"]] == ["用电增容"]
    assert "主体完工" in shenggui("project", "list").out
    assert "2026-05  累计完成(万元) 900.00  主体完工" in shenggui("project", "show", uid).out


def test_a_month_that_is_told_again_keeps_what_is_not_typed(shenggui):
    uid = entered(shenggui)
    month = ("--month", "2026-05")
    told = ("--month-done", "300万元", "--total-done", "900万元", "--look", "主体完工")
    assert shenggui("project", "report", uid, *month, *told).code == 0
    assert shenggui("project", "report", uid, *month, "--needs", "用电增容").code == 0
    line = shenggui("--json", "project", "show", uid).json["months"][0]
    assert (line["month_done"], line["total_done"]) == ("3000000.00", "9000000.00")
    assert (line["look"], line["needs"]) == ("主体完工", "用电增容")
    assert shenggui("project", "report", uid, *month).err.startswith("E501 ")
    lines = shenggui("--json", "history", uid).json
    assert {"name", "stage", "total_done", "needs"} <= {each["field"] for each in lines}


def test_what_a_project_lacks_is_said_with_its_code(shenggui):
    words = ("project", "add", "--name", "甲", "--builder", "乙", "--on", "2026-03-01", "--stage", "签约")
    told = shenggui(*words)
    assert told.code == 2
    assert told.err.startswith("E641 ")
    uid = entered(shenggui)
    assert shenggui("project", "set", uid, "route=没有这条").err.startswith("E")
    assert shenggui("project", "step", uid, "dropped", "--on", "2026-04-01").err.startswith("E642 ")
    assert shenggui("project", "issue", uid, "--description", "x", "--on", "2026-04-01").err.startswith("E643 ")
    assert shenggui("project", "show", "nobody").err.startswith("E640 ")


def test_a_project_is_mended_linked_parted_and_voided(shenggui):
    uid, firm = entered(shenggui), enter(shenggui)
    assert shenggui("project", "set", uid, "contact=田某", "approval_kind=备案", "nature=新建").code == 0
    assert shenggui("project", "become", uid, "--on", "2026-04-01", "--enterprise", firm).code == 0
    assert shenggui("project", "part", uid, "--reason", "选错").code == 0
    assert shenggui("--json", "project", "show", uid).json["enterprise"] is None
    task = shenggui("--json", "project", "task", uid, "--name", "试车", "--planned", "2026-05-31").json["uid"]
    assert [row["uid"] for row in shenggui("--json", "project", "list", "--late").json] == [uid]
    assert shenggui("project", "task-void", task, "--reason", "记错").code == 0
    assert shenggui("--json", "project", "list", "--late").json == []
    assert shenggui("project", "void", uid, "--reason", "重复").code == 0
    assert shenggui("--json", "project", "list").json == []
    assert shenggui("--json", "project", "list", "--voided").json[0]["void_reason"] == "重复"


def test_both_papers_are_written(shenggui, tmp_path):
    entered(shenggui)
    for command, name in (("project", "台账"), ("target", "完成情况")):
        path = tmp_path / f"{name}.pdf"
        told = shenggui("--json", command, "print", path, "--month", "2026-10")
        assert (told.json["path"], told.json["pages"]) == (str(path), 1)
        assert path.read_bytes().startswith(b"%PDF")


def test_targets_of_others_are_typed_and_a_bureau_gets_none(shenggui):
    words = ("target", "set", "net_increase", 4, "--basis", "演示文", "--year", 2026)
    assert shenggui(*words, "--unit", "秀水").code == 0
    assert shenggui(*words, "--unit", "县统计局").err.startswith("E650 ")
    assert shenggui(*words, "--unit", "没有这个局").err.startswith("E")
    assert shenggui(*words, "--unit", "all", "--kind", "调度").code == 0
    rows = shenggui("--json", "target", "list", "--all").json
    assert {(row["unit_name"], row["dimension"], row["kind"]) for row in rows} == {
        ("秀水镇", "territory", "official"),
        ("盂县", None, "dispatch"),
    }
    assert shenggui("--json", "target", "list").json == []  # none of the own unit
    uid = next(row["uid"] for row in rows if row["kind"] == "dispatch")
    assert shenggui("target", "void", uid, "--reason", "填错").code == 0
    assert len(shenggui("--json", "target", "list", "--all").json) == 1


def test_progress_tells_what_was_reached_and_by_which_rule(shenggui):
    assert shenggui("target", "set", "net_increase", 2, "--basis", "演示文").code == 0
    enter(shenggui, "甲（演示）", "library_status=已入库", "admitted_month=2026-03", "department=盂县能源局")
    told = shenggui("--json", "target", "progress", "--month", "2026-10").json
    assert (told["own"]["net"], told["own"]["percent"]) == (1, "50.0")
    assert told["assessment"] == {**told["assessment"], "january": "same", "to_confirm": True}
    assert shenggui("target", "assess", "previous", "--basis", "电话问县里").code == 0
    told = shenggui("--json", "target", "progress", "--month", "2026-10").json
    assert (told["assessment"]["january"], len(told["months"])) == ("previous", 13)
    assert "序时进度 83.3%" in shenggui("target", "progress", "--month", "2026-10").out


def test_the_sums_of_the_plan_are_checked(shenggui):
    assert [(each["dimension"], each["agrees"]) for each in shenggui("--json", "target", "check").json] == [
        ("territory", True),
        ("sector", True),
    ]
    assert "✓ 相符" in shenggui("target", "check").out


def test_a_table_of_targets_is_imported(shenggui, tmp_path):
    book = openpyxl.Workbook()
    for row in (("2026年净增目标分解表",), ("单位", "净增目标"), ("秀水镇", 4), ("盂县能源局", 2), ("统计局", 1)):
        book.active.append(row)
    path = tmp_path / "分解表.xlsx"
    book.save(path)
    looked = shenggui("--json", "import", path, "--kind", "targets").json
    assert (looked["buckets"]["new"], looked["buckets"]["error"]) == (2, 1)
    assert shenggui("--json", "target", "list").json == []
    shenggui("import", path, "--kind", "targets", "--take")
    assert shenggui("--json", "target", "list").json[0]["value"] == 2
