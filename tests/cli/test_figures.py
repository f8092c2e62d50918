"""Monthly figures on the command line: the rules that ask, and the papers behind the figures."""

import io

from PIL import Image

from tests.cli.hands import enter


def test_rules_are_listed_with_both_examples(shenggui):
    rules = shenggui("--json", "figure", "rules").json
    assert [each["number"] for each in rules] == ["H1", "H2", "H3", "H4", "H5", "H6"]
    assert all(each["passes"]["before"] and each["fails"]["now"] and each["since"] for each in rules)
    assert "180、195" in shenggui("figure", "rules").out


def test_open_questions_stand_in_the_list(shenggui):
    uid = enter(shenggui)
    for month, amount in (("2026-08", 900), ("2026-09", 800)):
        shenggui("figure", "set", uid, month, f"main_revenue_ytd={amount}万元", "--source", "利润表")
    (line,) = shenggui("--json", "figure", "list", "--month", "2026-09").json
    assert [(each["field"], each["code"]) for each in line["problems"]] == [("main_revenue_ytd", "W143")]
    assert "900.00万元" in line["problems"][0]["message"]


def test_papers_behind_the_figures_of_a_month_are_kept_and_voided(shenggui, tmp_path):
    uid, other = enter(shenggui), enter(shenggui, "盂县乙铸造厂（演示）")
    out = io.BytesIO()
    Image.linear_gradient("L").save(out, "JPEG")
    bill = tmp_path / "电费单.jpg"
    bill.write_bytes(out.getvalue())
    kept = shenggui("--json", "figure", "attach", uid, "2026-10", bill, "--note", "10 月电费单")
    assert kept.code == 0, kept.err
    (found,) = shenggui("--json", "figure", "attachments", uid, "2026-10").json
    assert (found["name"], found["note"]) == ("电费单.jpg", "10 月电费单")
    assert shenggui("--json", "figure", "attachments", uid, "2026-09").json == []
    assert shenggui("--json", "figure", "attachments", other, "2026-10").json == []
    assert "附件" in shenggui("history", uid).out
    assert shenggui("check", "--deep").code == 0
    again = shenggui("figure", "attach", uid, "2026-10", bill)
    assert (again.code, len(shenggui("--json", "figure", "attachments", uid, "2026-10").json)) == (2, 1)
    assert shenggui("figure", "detach", found["uid"], "--reason", "加错企业").code == 0
    assert shenggui("--json", "figure", "attachments", uid, "2026-10").json == []
    assert len(shenggui("--json", "figure", "attachments", uid, "2026-10", "--voided").json) == 1


def test_a_paper_that_is_none_and_a_firm_that_is_none_are_told(shenggui, tmp_path):
    uid = enter(shenggui)
    paper = tmp_path / "表.pdf"
    paper.write_text("不是 PDF", encoding="utf-8")
    told = shenggui("figure", "attach", uid, "2026-10", paper)
    assert told.code == 2
    assert told.err.startswith("E")
    assert shenggui("figure", "attach", "nobody", "2026-10", paper).err.startswith("E510")
    assert shenggui("figure", "attachments", uid, "2026-01").err.startswith("E531")
