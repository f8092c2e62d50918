"""The never-rules that a reading of the source can check; each finding names file and line."""

import ast
import re
import sys
import tomllib

from tests.architecture import house
from tests.architecture.house import calls, docstrings, functions, imported, name_of, sources, tree_of

MODULE_LINES = 300
PAGE_LINES = 250
FUNCTION_LINES = 40
CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")  # words; punctuation alone may be a pattern
WITH_CHINESE = ("desktop/wording/", "desktop/ui/", "desktop/cli/")
BELOW_APP = ("db", *(f"desktop/{room}" for room in ("domain", "kernel", "exchange", "intake", "render", "services")))
# What reads the clock, the machine or chance; monotonic clocks measure, they tell no time.
READS_THE_WORLD = re.compile(
    r"(^|\.)(now|utcnow|today|getlocale|setlocale|gethostname|getpid|getuser|getenv|uuid1|uuid4|urandom)$"
    r"|^time\.(time|localtime|gmtime|strftime)$"
    r"|^(random|secrets|platformdirs)\."
    r"|^Path\.(home|cwd)$|^os\.(getcwd|environ\.get)$|\.expanduser$"
)
# library → where it may be imported; what is not named here has no place yet
ROOMS_OF = {
    "PySide6": ("desktop/ui/", "desktop/app.py", "desktop/__main__.py"),
    "alembic": ("db/",),
    "cryptography": ("desktop/exchange/",),
    "defusedxml": ("desktop/intake/", "desktop/render/"),
    "openpyxl": ("desktop/intake/", "desktop/render/"),
    "platformdirs": ("desktop/paths.py",),
    "pydantic": ("db/",),
    "pypdfium2": ("desktop/render/",),
    "pyrage": ("desktop/exchange/",),
    "pypinyin": ("desktop/services/steps/",),
    "python_calamine": ("desktop/intake/",),
    "reportlab": ("desktop/render/",),
    "sqlalchemy": ("db/",),
    "sqlite3": ("db/",),
    "sqlmodel": ("db/",),
    "typer": ("desktop/cli/",),
    "typing_extensions": ("db/", "desktop/cli/", "desktop/ui/", "desktop/app.py"),
    "zipfile": ("desktop/exchange/", "desktop/intake/", "desktop/render/"),
}
NAMES_A_TEMPORARY_FILE = "desktop/kernel/files.py"  # chance decides nothing there
COMMITS = ("db/unit_of_work.py", "db/upgrade.py", "db/backup.py", "db/engine.py")


def longer_than(most, *places):
    return {
        name_of(path): lines
        for path in sources(*places)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > most
    }


def test_no_module_is_longer_than_three_hundred_lines():
    assert not longer_than(MODULE_LINES, "desktop", "db", "run.py")


def test_no_page_is_longer_than_two_hundred_and_fifty_lines():
    assert not longer_than(PAGE_LINES, "desktop/ui/pages")


def test_no_function_is_longer_than_forty_lines():
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in sources("desktop", "db", "run.py")
        for node in functions(tree_of(path))
        # A command of the command line declares its options in its head, so the body is counted.
        if (node.end_lineno or 0) - node.body[0].lineno + 1 > FUNCTION_LINES
    ]
    assert not long


def test_chinese_stands_only_in_wording_and_the_faces():
    found = []
    for path in sources("desktop", "db"):
        if name_of(path).startswith(WITH_CHINESE):
            continue
        tree = tree_of(path)
        explained = docstrings(tree)
        found += [
            f"{name_of(path)}:{node.lineno} {node.value!r}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in explained
            if CHINESE.search(node.value)
        ]
    assert not found


def test_rules_and_kernel_import_nothing_but_the_standard_library():
    allowed = set(sys.stdlib_module_names) | {"desktop"}
    strangers = [
        f"{name_of(path)}:{node.lineno} {name}"
        for path in sources("desktop/domain", "desktop/kernel")
        for node in ast.walk(tree_of(path))
        for name in imported(node)
        if name.split(".")[0] not in allowed or name.split(".")[0] == "sqlite3"
    ]
    assert not strangers


def test_every_library_stays_in_its_rooms():
    known = set(sys.stdlib_module_names) - {"sqlite3", "zipfile"} | {"desktop", "db"}
    found = [
        f"{name_of(path)}:{node.lineno} {name}"
        for path in sources("desktop", "db")
        for node in ast.walk(tree_of(path))
        for name in imported(node)
        if (library := name.split(".")[0]) not in known
        if not name_of(path).startswith(ROOMS_OF.get(library, ()))
    ]
    assert not found


def test_style_sheets_are_set_only_in_the_theme():
    found = [
        f"{name_of(path)}:{line}"
        for path in sources("desktop")
        if name_of(path) != "desktop/ui/theme.py"
        for name, line in calls(tree_of(path))
        if name.endswith("setStyleSheet")
    ]
    assert not found


def test_nobody_turns_the_event_loop_by_hand():
    found = [
        f"{name_of(path)}:{line}"
        for path in sources("desktop")
        for name, line in calls(tree_of(path))
        if name.endswith("processEvents")
    ]
    assert not found


def test_clock_chance_and_machine_are_read_only_at_the_top():
    found = [
        f"{name_of(path)}:{line} {name}"
        for path in sources(*BELOW_APP)
        if name_of(path) != NAMES_A_TEMPORARY_FILE
        for name, line in calls(tree_of(path))
        if READS_THE_WORLD.search(name)
    ]
    assert not found


def test_only_the_unit_of_work_commits():
    found = [
        f"{name_of(path)}:{line}"
        for path in sources("desktop", "db")
        if name_of(path) not in COMMITS
        for name, line in calls(tree_of(path))
        if name.endswith(".commit")
    ]
    assert not found


def test_import_in_a_function_says_why():
    unexplained = []
    for path in sources("desktop", "db"):
        lines = path.read_text(encoding="utf-8").splitlines()
        for function in functions(tree_of(path)):
            inner = [node.lineno for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
            # One comment, on the first or above it, speaks for all that the function imports.
            if inner and "#" not in lines[inner[0] - 1] and not lines[inner[0] - 2].lstrip().startswith("#"):
                unexplained.append(f"{name_of(path)}:{inner[0]}")
    assert not unexplained


def test_a_service_never_calls_a_service():
    services = {
        name_of(path).removesuffix(".py").replace("/", "."): path
        for path in sources("desktop/services")
        if any(isinstance(node, ast.ClassDef) and node.name.endswith("Service") for node in tree_of(path).body)
    }
    found = [
        f"{name_of(path)}:{node.lineno} {name}"
        for path in [*services.values(), *sources("desktop/services/steps")]
        for node in ast.walk(tree_of(path))
        for name in imported(node)
        if name in services or name.rpartition(".")[0] in services
    ]
    assert not found


def test_ui_imports_services_for_typing_only():
    found = []
    for path in sources("desktop/ui"):
        tree = tree_of(path)
        typing_only = {
            inner
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
            for inner in ast.walk(node)
        }
        found += [
            f"{name_of(path)}:{node.lineno} {name}"
            for node in ast.walk(tree)
            if node not in typing_only
            for name in imported(node)
            if name.startswith("desktop.services")
        ]
    assert not found


def test_every_room_has_a_place_in_the_layers():
    project = tomllib.loads((house.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"]: contract for contract in project["tool"]["importlinter"]["contracts"]}
    placed = set(re.findall(r"[\w.]+", " ".join(contracts["layers"]["layers"])))
    rooms = {
        f"desktop.{path.stem}"
        for path in (house.ROOT / "desktop").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    } - {"desktop.__init__"}
    assert not rooms - placed
