"""The command line `shenggui`: reads the arguments, runs one command and turns what went wrong into words."""

import io
import logging
import sys
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli import (
    admission,
    backup,
    bulletin,
    calendar,
    check,
    demo,
    diagnostics,
    enterprise,
    export,
    exports,
    figure,
    filing,
    filing_group,
    form,
    handover,
    history,
    init,
    intake,
    issue,
    meeting,
    officer,
    package,
    person,
    person_data,
    policy,
    preset,
    project,
    receipt,
    register,
    report,
    retention,
    reward,
    settling,
    target,
    training,
    undo,
    visit,
    voided,
    window,
    workbook,
    year,
)
from desktop.cli.chinese import ChineseCommand, explain, group
from desktop.cli.session import Kept, Refused, begin
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Cancelled
from desktop.logs import close_log, open_log
from desktop.paths import default_data_folder
from desktop.wording.messages import message

logger = logging.getLogger(__name__)

DONE, BUG, TOLD, FOUND = 0, 1, 2, 3
_INTERRUPTED = 130  # what typer makes of Ctrl+C

_COMMANDS = (
    ("init", init.init, "新建台账：建立数据文件夹，选定方案、单位和年度。"),
    ("import", intake.import_, "读入一个表格：先看会改什么，加 --take 才写入；有错的行不影响好的行。"),
    ("file", filing.file, "生成一个月的报表；再做一次就是第 2 次，前一次仍然留着。"),
    ("verify", filing.verify, "核对纸件：输入纸上的核对码，或给出 PDF、xlsx 文件；不符时退出码是 3。"),
    ("merge", package.merge, "一次看一个文件夹里的全部上报包；加 --take 才读入，坏的包不影响别的。"),
    ("resolve", settling.resolve, "列出两处说法不一致的内容、县里退回核对的数，或者核对其中一处。"),
    ("adopt", settling.adopt, "列出两个单位报得不一样的数，或者采用其中一个（县里用）。"),
    ("bulletin", bulletin.bulletin, "县里的通报：净增数、新增数、目标完成率和按时报送率，附分子分母（县里用）。"),
    ("handover", handover.handover, "换经办人：列出未办完的事项；加 --to 和 --out 写出交接包和交接清单。"),
    ("history", history.history, "列出每一处修改：谁、何时、原来、改成、原因；最近的在后。"),
    ("lost-usb", exports.lost_usb, "U盘遗失：按导出记录列出上面有过什么，写出情况说明。"),
    ("person-data", person_data.person_data, "某人信息：台账里有哪些，依法删除。"),
    ("diagnostics", diagnostics.diagnostics, "诊断包：不含名称、代码、金额；先看，加 --out 写成文件。"),
    ("check", check.check, "检查台账是否完好：文件、修改记录、相互引用。发现问题时退出码是 3。"),
    ("open", window.open_, "打开窗口。"),
    ("demo", demo.demo, "建一个演示台账，把主要工作做一遍，写出 PDF、表格和截图。"),
)
_GROUPS = {
    "backup": backup,
    "preset": preset,
    "enterprise": enterprise,
    "figure": figure,
    "visit": visit,
    "officer": officer,
    "issue": issue,
    "admission": admission,
    "project": project,
    "retention": retention,
    "filing": filing_group,
    "policy": policy,
    "report": report,
    "reward": reward,
    "training": training,
    "meeting": meeting,
    "target": target,
    "year": year,
    "calendar": calendar,
    "person": person,
    "package": package,
    "register": register,
    "receipt": receipt,
    "undo": undo,
    "voided": voided,
    "exports": exports,
    "form": form,
    "workbook": workbook,
}
_FLAGS = frozenset({"--json"})
_VALUES = frozenset({"--data", "--by"})


def build() -> typer.Typer:
    """Return the whole command line."""
    app = group("升规台账：规上工业企业培育工作台账（离线单机）。--data、--by、--json 写在命令前后都可以。", _COMMANDS)
    app.callback()(common)
    app.command(
        "export", cls=ChineseCommand, context_settings=export.SETTINGS, help="把一个列表写成 xlsx、csv 或 pdf 文件。"
    )(export.export)
    for name, module in _GROUPS.items():
        app.add_typer(module.build(), name=name)
    return app


def common(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="文件夹", help="数据文件夹；不写就用本机默认的。")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一份 JSON（UTF-8）。")] = False,
    by: Annotated[str, typer.Option("--by", metavar="姓名", help="由谁经办；只有一个人时不用写。")] = "",
) -> None:
    """Keep what every command shares."""
    kept = context.obj if isinstance(context.obj, Kept) else None
    context.obj = begin(data, as_json=as_json, by=by, kept=kept)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 done, 2 told the user, 3 found something, 1 a bug of ours."""
    arguments = hoist(sys.argv[1:] if argv is None else argv)
    _speak_utf8(as_json="--json" in arguments)
    try:
        return _run(arguments)
    except typer.TyperException as error:
        return _tell(message(KnownError("usage", detail=explain(error), command=_command(arguments))))
    except KnownError as error:
        return _tell(message(error))
    except Refused as error:
        return _tell(str(error))
    except (Cancelled, KeyboardInterrupt, typer.Abort):
        return _tell(message(KnownError("stopped")))
    except Exception as error:  # noqa: BLE001  # the outer edge: a bug is logged and said in one sentence
        return _confess(error, arguments)


def hoist(argv: Sequence[str]) -> list[str]:
    """Return *argv* with the options that every command shares moved to the front, wherever they were written."""
    shared: list[str] = []
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in _VALUES:
            shared += [word, *([value] if (value := next(words, None)) is not None else [])]
        elif word in _FLAGS or word.partition("=")[0] in _VALUES:
            shared.append(word)
        else:
            rest.append(word)
    return [*shared, *rest]


def _run(arguments: list[str]) -> int:
    answer = build()(arguments or ["--help"], prog_name="shenggui", standalone_mode=False)
    if answer == _INTERRUPTED:
        raise KeyboardInterrupt
    return answer if isinstance(answer, int) else DONE


def _command(arguments: Sequence[str]) -> str:
    """Return the words of the command itself, for pointing at its help."""
    words = [word for word in arguments if word in _GROUPS or word in {name for name, _, _ in _COMMANDS}]
    if not words:
        return "--help"
    first = words[0]
    inner = {each.name for each in _GROUPS[first].build().registered_commands} if first in _GROUPS else set()
    deed = arguments[arguments.index(first) + 1 :][:1]
    return " ".join((first, *(word for word in deed if word in inner), "--help"))


def _tell(text: str) -> int:
    sys.stderr.write(" ".join(text.split("\n")) + "\n")
    return TOLD


def _confess(error: Exception, arguments: Sequence[str]) -> int:
    """Log a bug beside the data, or in the system's temporary folder, and say where."""
    folder = _folder(arguments)
    handler = open_log(folder if folder.is_dir() else Path(tempfile.gettempdir()) / "shenggui")
    try:
        logger.error("bug", exc_info=error)
        place = handler.baseFilename
    finally:
        close_log(handler)
    sys.stderr.write(f"程序出错了（{type(error).__name__}）。这是程序的毛病，不是您操作有误；详细情况记在 {place}。\n")
    return BUG


def _folder(arguments: Sequence[str]) -> Path:
    for word, following in pairwise(arguments):
        if word == "--data":
            return Path(following)
    return default_data_folder()


def _speak_utf8(*, as_json: bool) -> None:
    """Let output never fail on a character the terminal lacks; JSON is UTF-8 whatever the terminal is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if as_json and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
