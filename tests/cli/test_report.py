"""The month told in sentences, by command."""

from tests.cli.hands import enter


def test_it_is_shown_mended_and_printed(shenggui, tmp_path):
    enter(shenggui, "盂县甲洗煤厂（演示）")
    shown = shenggui("--json", "report", "show", "2026-10").json
    assert set(shown) == {"month", "title", "kept", "who", "at", "parts", "text"}
    assert not shown["kept"]
    assert [part["id"] for part in shown["parts"]] == ["indicators", "cultivation", "next_steps"]
    told = shenggui("report", "set", "2026-10", "next_steps=开展年度申报。")
    assert told.code == 0, told.err
    kept = shenggui("--json", "report", "show", "2026-10").json
    assert kept["kept"]
    assert kept["who"] == "李某"
    assert kept["parts"][2]["text"] == "开展年度申报。"
    assert kept["parts"][0] == shown["parts"][0]
    assert shenggui("--json", "report", "show", "2026-10", "--fresh").json["parts"][2]["text"] != "开展年度申报。"
    out = tmp_path / "情况.pdf"
    assert shenggui("--json", "report", "print", "2026-10", "--out", str(out)).json["pages"] == 1
    assert out.read_bytes().startswith(b"%PDF")


def test_an_unknown_part_and_too_much_text_are_refused(shenggui):
    told = shenggui("report", "set", "2026-10", "ending=完")
    assert told.code == 2
    assert told.err.startswith("E504")
    told = shenggui("report", "set", "2026-10", f"indicators={'字' * 10001}")
    assert told.code == 2
    assert not shenggui("--json", "report", "show", "2026-10").json["kept"]
    assert shenggui("report", "show", "2026-01").code == 2


def test_an_empty_part_is_asked_about(shenggui):
    told = shenggui("report", "set", "2026-10", "cultivation=")
    assert told.code == 0
    assert "W460" in told.err
