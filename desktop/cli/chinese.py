"""Help and usage errors in Chinese; typer itself speaks English."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup
from typing_extensions import override

if TYPE_CHECKING:
    from typer._click.core import Context as ClickContext

_HELP = (
    ("Usage: ", "用法："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]…"),
    ("Arguments:\n", "参数：\n"),
    ("Options:\n", "选项：\n"),
    ("Commands:\n", "命令：\n"),
    ("Show this message and exit.", "显示这段说明。"),
    ("[required]", "（必填）"),
)
_DEFAULT = re.compile(r"\[default:\s+([^\]]*)\]")
_TYPE = re.compile(r" <[^>]*>|[{}]")  # typer's note of a type, and its braces around an argument

# what typer says → what we say
_USAGE = (
    (r"Missing command", "缺少命令"),
    (r"No such command '(?P<what>[^']*)'(.*Did you mean '(?P<near>[^']*)')?", "没有“{what}”这个命令{near}"),
    (r"Missing (?:argument|option|parameter) '(?P<what>[^']*)'", "缺少 {what}"),
    (
        r"No such option: (?P<what>\S+?)(?:\.|\s|$)(.*(?:Did you mean|Possible options:) '?(?P<near>-[^\s,')?]*))?",
        "没有“{what}”这个选项{near}",
    ),
    (r"Got unexpected extra arguments? ?(?:\(s\) )?\((?P<what>.*)\)", "多了“{what}”；带空格的内容请加引号"),
    (r"Option '(?P<what>[^']*)' requires an argument", "{what} 后面要跟内容"),
    (r"Option '(?P<what>[^']*)' does not take a value", "{what} 后面不跟内容"),
    (r"Invalid value for '(?P<what>[^']*)'", "{what} 的内容不对"),
)


class ChineseCommand(TyperCommand):
    """A command whose help is Chinese."""

    @override
    def get_help(self, ctx: "ClickContext") -> str:
        """Return the help text with typer's own words in Chinese."""
        return in_chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """A group of commands whose help is Chinese."""

    @override
    def get_help(self, ctx: "ClickContext") -> str:
        """Return the help text with typer's own words in Chinese."""
        return in_chinese(super().get_help(ctx))


def in_chinese(text: str) -> str:
    """Return typer's help *text* with its own words in Chinese; ours are already."""
    for english, chinese in _HELP:
        text = text.replace(english, chinese)
    return _TYPE.sub("", _DEFAULT.sub(r"（不写就是 \1）", text))


def explain(error: typer.TyperException) -> str:
    """Return what is wrong with the way a command was written; what is not recognised stays as typer said it."""
    text = error.format_message()
    for pattern, words in _USAGE:
        if match := re.search(pattern, text, re.DOTALL):
            found = match.groupdict()
            near = found.get("near")
            return words.format_map({**found, "near": f"（是不是“{near}”？）" if near else ""})
    return text.rstrip(".")


def group(help_text: str, commands: Iterable[tuple[str, Callable[..., object], str]]) -> typer.Typer:
    """Return a group of commands: each with its name, what it does and its help."""
    app = typer.Typer(cls=ChineseGroup, help=help_text, add_completion=False, rich_markup_mode=None)
    for name, command, words in commands:
        app.command(name, cls=ChineseCommand, help=words)(command)
    return app
