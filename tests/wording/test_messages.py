"""Every code that the source can raise has a sentence, found by reading the source itself."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.codes import Subject
from desktop.domain.credit_code import CodeCheck
from desktop.domain.problems import Problem, Severity
from desktop.kernel.errors import KnownError
from desktop.wording import messages, messages_exchange
from desktop.wording.findings import FINDINGS
from desktop.wording.messages import MESSAGES, code_of, message, sentence, told

ROOT = Path(__file__).parents[2]
MODULES = sorted(Path(messages.__file__).parent.glob("messages_*.py"))

# which argument of a call is a code
PLACES = {
    "KnownError": 0,
    "Problem": 1,
    "NotAnAmount": 0,
    "NotADay": 0,
    "NotACode": 0,
    "NoSuchMonth": 0,
    "refuse": 0,
    "Finding": 0,
    "wrong": 0,
    "told": 0,
    "refused": 0,
    "_question": 1,
    "_held": 1,
}


def texts(node: ast.expr) -> Iterator[str]:
    """Return the literals that *node* may come to."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def codes_in(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        place = PLACES.get(name)
        if place is not None and len(node.args) > place:
            for code in texts(node.args[place]):
                if re.fullmatch(r"[a-z][a-z0-9_]+", code):
                    yield code, node.lineno


SOURCES = [path for room in ("desktop", "db") for path in sorted((ROOT / room).rglob("*.py"))]


def test_every_code_in_the_source_has_a_sentence():
    unknown = [
        f"{path.relative_to(ROOT)}:{line} {code}"
        for path in SOURCES
        for code, line in codes_in(path)
        if code not in MESSAGES and code not in FINDINGS
    ]
    assert not unknown


def test_the_reader_of_the_source_finds_codes():
    found = {code for path in SOURCES for code, _ in codes_in(path)}
    assert {"missing", "january", "data_in_use", "no_such_enterprise", "cumulative_falls"} <= found


def test_every_state_of_a_code_has_a_sentence():
    assert {f"code_{state}" for state in CodeCheck if state is not CodeCheck.GOOD} <= set(MESSAGES)


def test_no_code_stands_in_two_modules():
    seen: dict[str, str] = {}
    for path in MODULES:
        for code in importlib.import_module(f"desktop.wording.{path.stem}").MESSAGES:
            assert code not in seen, f"{code} in {path.name} and {seen[code]}"
            seen[code] = path.name
    assert set(seen) == set(MESSAGES)


def test_every_answer_to_a_letter_has_a_number_of_its_own():
    numbers = [number for number, _ in messages_exchange.MESSAGES.values()]
    assert sorted(numbers) == sorted(set(numbers))


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_message_has_a_number_and_a_whole_sentence(code):
    number, words = MESSAGES[code]
    assert re.fullmatch(r"[EWI][0-9]{3}", number)
    assert words.endswith(("。", "}"))
    assert not re.search(r"冲突|版本号|数据库|同步", words)


def test_a_problem_names_its_field_in_chinese():
    assert sentence(Problem("visitors", "missing")) == "请填写走访人员。"
    assert sentence(Problem("name", "missing"), Subject.PERSON) == "请填写姓名。"
    assert sentence(Problem("issues.0.description", "missing")) == "请填写第 1 个问题的问题描述。"


def test_a_question_about_a_figure_shows_the_amount_as_its_column_does():
    problem = Problem("main_revenue_ytd", "cumulative_falls", {"previous": "1850000000"}, Severity.CHECK)
    assert told(problem).startswith("W143 主营业务收入累计比上月（1,850.00万元）少了。")


def test_a_code_that_only_asks_begins_with_w():
    assert code_of("missing") == "E501"
    assert code_of("missing", Severity.CHECK) == "W501"


def test_a_world_error_starts_with_its_code():
    text = message(KnownError("data_in_use", path="/data"))
    assert text.startswith("E011 ")
    assert "/data" in text


def test_a_gap_nobody_filled_does_not_break_the_sentence():
    assert "？" in message(KnownError("data_in_use"))


def test_a_code_nobody_knows_is_said_with_its_name():
    assert "moonstruck" in message(KnownError("moonstruck"))
    assert message(KnownError("moonstruck")).startswith("E999 ")


def test_braces_in_what_a_person_typed_are_left_alone():
    assert "{x}" in message(KnownError("person_unknown", name="{x}"))
