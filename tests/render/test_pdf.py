"""The PDF: complete, embedded, the same bytes for the same sheet, and gone without a trace if it fails."""

import hashlib
import os
import re
import subprocess
import sys
import zlib
from base64 import a85decode
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.filing import FormSubject
from desktop.kernel.progress import Cancelled, Progress
from desktop.render.fonts import Fonts
from desktop.render.layout import Facts, compile_sheet
from desktop.render.pdf import print_pdf, print_record
from desktop.render.raster import page_text, pages
from desktop.render.sheet import Sheet
from desktop.render.sheet_json import from_json, to_json
from tests.render.samples import form, heading, monitoring, record, row, small

GOLDEN = Path(__file__).parents[1] / "golden" / "render"
STATEMENT = "培育工作台账，不代替企业联网直报，不得代填代报"


def printed(sheet: Sheet, folder: Path, fonts: Fonts) -> Path:
    return print_pdf(sheet, folder / "a.pdf", Progress(), fonts=fonts).path


def texts(path: Path) -> list[str]:
    return [page_text(path, number) for number in range(1, pages(path) + 1)]


def inflated(content: bytes) -> bytes:
    """Return the file with its streams unpacked and without offsets, which depend on the packer's release."""
    streams = re.findall(rb"/Filter \[ (.*?) \].*?stream\r?\n(.*?)\r?\n?endstream", content, re.DOTALL)
    unpacked = []
    for filters, packed in streams:
        data = a85decode(packed.strip().removesuffix(b"~>")) if b"ASCII85Decode" in filters else packed
        unpacked.append(zlib.decompress(data) if b"FlateDecode" in filters else data)
    assert unpacked
    return b"\n".join(unpacked)


def golden(name: str, text: str) -> None:
    """Compare with the kept file; `GOLDEN=write` writes it anew, to be looked at before it is committed."""
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def test_sheet_is_as_kept() -> None:
    golden("key-monitoring.json", to_json(monitoring()))


def test_sheet_survives_json() -> None:
    for sheet in (monitoring(), small(), small(row(name='"引号"\n<b>&'))):
        assert from_json(to_json(sheet)) == sheet


def test_kept_sheet_prints_as_the_first_time(fonts: Fonts, tmp_path: Path) -> None:
    kept = from_json((GOLDEN / "key-monitoring.json").read_text(encoding="utf-8"))
    content = inflated(printed(kept, tmp_path, fonts).read_bytes())
    golden("key-monitoring.pdf.sha256", hashlib.sha256(content).hexdigest() + "\n")


def test_same_sheet_gives_the_same_bytes_in_another_process(fonts: Fonts, tmp_path: Path) -> None:
    here = printed(monitoring(), tmp_path, fonts).read_bytes()
    program = (
        "import sys; from pathlib import Path; from desktop.kernel.progress import Progress;"
        "from desktop.render.fonts import Fonts; from desktop.render.pdf import print_pdf;"
        "from tests.render.samples import RESOURCES, monitoring;"
        "print_pdf(monitoring(), Path(sys.argv[1]), Progress(), fonts=Fonts(RESOURCES / 'fonts'))"
    )
    there = tmp_path / "b.pdf"
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    subprocess.run([sys.executable, "-c", program, str(there)], check=True, cwd=root, env=environment)
    assert there.read_bytes() == here


def test_second_printing_in_one_process_gives_the_same_bytes(fonts: Fonts, tmp_path: Path) -> None:
    first = printed(monitoring(), tmp_path, fonts).read_bytes()
    printed(small(row(name="另一张表上的字：龘靐")), tmp_path, fonts)
    assert printed(monitoring(), tmp_path, fonts).read_bytes() == first


def test_every_font_is_an_embedded_subset(fonts: Fonts, tmp_path: Path) -> None:
    content = printed(monitoring(), tmp_path, fonts).read_bytes()
    names = set(re.findall(rb"/BaseFont /([^\s/]+)", content))
    assert names
    assert all(re.match(rb"[A-Z]{6}\+Noto", name) for name in names)
    assert len(re.findall(rb"/FontFile2 ", content)) == len(names)
    assert len(content) < 200_000


def test_every_page_has_header_number_and_statement(fonts: Fonts, tmp_path: Path) -> None:
    found = texts(printed(monitoring(60), tmp_path, fonts))
    assert len(found) > 2
    for number, text in enumerate(found, 1):
        assert f"第{number}页 共{len(found)}页" in text
        assert STATEMENT in text
        assert "统一社会" in text
    assert "重点培育企业运行监测月报（2026年10月）" in found[0]
    assert "重点培育企业运行监测月报" not in found[1]


def test_total_and_signatures_stand_on_the_last_page(fonts: Fonts, tmp_path: Path) -> None:
    *others, last = texts(printed(monitoring(60), tmp_path, fonts))
    for words in (
        "合计",
        "单位负责人：",
        "审核人：",
        "填报人：李演示",
        "联系电话：",
        "报出日期：2026年11月5日",
        "（盖章处）",
    ):
        assert words in last
        assert not any(words in text for text in others if words != "合计")


def test_all_rows_are_printed(fonts: Fonts, tmp_path: Path) -> None:
    rows = [row(name=f"演示第{number}号公司") for number in range(1, 201)]
    whole = "".join(texts(printed(small(*rows), tmp_path, fonts)))
    assert [int(number) for number in re.findall(r"演示第(\d+)号公司", whole)] == list(range(1, 201))


def test_nothing_to_tell_is_printed(fonts: Fonts, tmp_path: Path) -> None:
    assert "本月无（零报告）" in texts(printed(small(), tmp_path, fonts))[0]


def test_names_are_never_markup(fonts: Fonts, tmp_path: Path) -> None:
    name = '<b>演示</b> & <img src="file:///etc/passwd"/> <para> (\\) %'
    text = texts(printed(small(row(name=name)), tmp_path, fonts))[0]
    assert name.replace(" ", "") in re.sub(r"\s", "", text)


def test_text_higher_than_a_page_runs_on_whole(fonts: Fonts, tmp_path: Path) -> None:
    told = "".join(f"第{number}句话。" for number in range(1, 900))
    facts = Facts((row(FormSubject.VISIT, visited_on="2026-10-12", number="1", summary=told),))
    found = texts(printed(compile_sheet(form("visit-month"), facts, heading()), tmp_path, fonts))
    assert len(found) > 2
    assert "".join(found).count("句") == 899


def test_number_is_never_broken_into_two_lines(fonts: Fonts, tmp_path: Path) -> None:
    text = texts(printed(small(row(main_revenue_ytd=999_999_999_999_999)), tmp_path, fonts))[0]
    assert "1,000,000,000.00" in text


def test_stopping_leaves_the_old_file(fonts: Fonts, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        print_pdf(monitoring(), target, progress, fonts=fonts)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_progress_counts_pages(fonts: Fonts, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    progress = Progress(lambda done, total, text: steps.append((done, total)))
    count = print_pdf(monitoring(60), tmp_path / "a.pdf", progress, fonts=fonts).pages
    assert steps == [(number, count) for number in range(1, count + 1)]


def test_visit_record_takes_one_page_and_grows_to_more(fonts: Fonts, tmp_path: Path) -> None:
    one = print_record(record(summary="查看生产现场。"), tmp_path / "one.pdf", Progress(), fonts=fonts)
    assert one.pages == pages(one.path) == 1
    text = page_text(one.path, 1)
    for words in ("入企走访（帮扶）记录表", "走访日期", "2026-10-12", "查看生产现场。", STATEMENT):
        assert words in text
    told = "".join(f"第{number}句话。" for number in range(1, 400))
    more = print_record(record(summary=told), tmp_path / "more.pdf", Progress(), fonts=fonts)
    assert more.pages == pages(more.path) > 1
    assert "".join(texts(more.path)).count("句") == 399


def test_long_corners_do_not_run_into_each_other(fonts: Fonts, tmp_path: Path) -> None:
    unit = "演示某某县工业和信息化及民营经济发展综合服务管理局"
    sheet = compile_sheet(form("key-monitoring"), Facts(()), replace(heading(), unit_name=unit * 2))
    lines = page_text(printed(sheet, tmp_path, fonts), 1).splitlines()
    assert not any("演示" in line and "报告期" in line and line.index("报告期") < 3 for line in lines)
    assert f"填报单位（盖章）：{unit * 2}" in "".join(line.split(" ")[0] for line in lines)
