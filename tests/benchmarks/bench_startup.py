"""The window: how soon it is painted, how soon the list is there, and what a scroll frame of a long list costs.

Starts are whole processes, measured from before the process is made; turns of all kinds alternate and the quickest
counts. Frames are repaints after a wheel step, in one process, ours and the yardstick in turns.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks import Ratio

ROOT = Path(__file__).parents[2]
_PATIENCE = 60  # seconds for one start; a window that waits for somebody must not hold up the run

_TOLD = "import sys, time\ndef told(**found): print(__import__('json').dumps(found), flush=True)\n"

# a bare PySide6 window with an empty table
_BARE = (
    _TOLD
    + """
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
class Table(QTableView):
    def paintEvent(self, event):
        super().paintEvent(event)
        told(painted=time.time())
        QApplication.instance().exit()
app = QApplication([])
window = QMainWindow()
table = Table()
table.setModel(QStandardItemModel(0, 12))
window.setCentralWidget(table)
window.resize(1366, 768)
window.show()
app.exec()
"""
)

# our window on a ledger, with the list as its first page
_OURS = (
    _TOLD
    + """
import functools
import os
from pathlib import Path
import desktop.app
from PySide6.QtCore import QObject, QEvent, QTimer
loaded = time.time()
marks = {'imported': loaded}
class Program(desktop.app.Program):
    def _after_paint(self):
        marks['painted'] = time.time()
        super()._after_paint()
    def _begin(self):
        import desktop.wiring
        marks['services'] = time.time()
        import desktop.ui.pages.registry
        marks['pages'] = time.time()
        super()._begin()
    def _enter(self, services):
        marks['opened'] = time.time()
        super()._enter(services)
        self.watch = Watch(self._window.page('enterprises').list.listed.table.viewport())
    def _caught(self, kind, error, trace):
        # nobody is there to close the box that tells of a bug
        sys.__excepthook__(kind, error, trace)
        os._exit(1)
desktop.app.MainWindow.enter = functools.partialmethod(desktop.app.MainWindow.enter, first='enterprises')
class Watch(QObject):
    def __init__(self, viewport):
        super().__init__(viewport)
        self.viewport = viewport
        viewport.installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.parent().model().rowCount() == 200:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.leave)
        return False
    def leave(self):
        told(**marks, listed=time.time())
        desktop.app.QApplication.instance().quit()
desktop.app.Program = Program
sys.exit(desktop.app.run(Path(sys.argv[1])))
"""
)


def run(turns: int = 9, rows: int = 20_000, most: int = 100_000) -> list[Ratio]:
    """Measure everything; the numbers are made smaller only to try the benchmark itself."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with TemporaryDirectory() as folder:
        return [*_starts(Path(folder) / "start", turns), *_frames(Path(folder), rows, most)]


def _starts(folder: Path, turns: int) -> list[Ratio]:
    _ledger(folder / "data", 200).close()
    # modules compiled once, as an installed program has them, whatever this shell says about writing them
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    for code in (_BARE, _OURS):
        _started(code, compiled, str(folder / "data"))
    bare: list[dict[str, float]] = []
    ours: list[dict[str, float]] = []
    for _ in range(turns):
        bare.append(_started(_BARE, compiled))
        ours.append(_started(_OURS, compiled, str(folder / "data")))
    yardstick = min(turn["painted"] for turn in bare)
    painted = min(turn["painted"] for turn in ours)
    best = min(ours, key=lambda turn: turn["listed"])
    spans = _spans(best)
    times = f"ours {painted * 1000:.0f} ms, bare {yardstick * 1000:.0f} ms"
    whole = f"ours {best['listed'] * 1000:.0f} ms: {spans}"
    return [
        Ratio("first paint over a bare window with an empty table", painted / yardstick, 1.5, times),
        Ratio("list of 200 on screen over the same", best["listed"] / yardstick, 4.0, whole),
    ]


def _spans(marks: dict[str, float]) -> str:
    """Return what the start is spent on, step by step."""
    names = {
        "imported": "Qt and frame loaded",
        "painted": "painted",
        "services": "services loaded",
        "pages": "pages loaded",
        "opened": "ledger opened",
        "listed": "list",
    }
    spans, before = [], 0.0
    for mark, said in names.items():
        spans.append(f"{said} {(marks[mark] - before) * 1000:.0f}")
        before = marks[mark]
    return ", ".join(spans)


def _started(code: str, environment: dict[str, str], *arguments: str) -> dict[str, float]:
    """Return the seconds from before the process was made to each mark it told."""
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_PATIENCE,
        check=False,
    )
    if done.returncode != 0 or not done.stdout:
        raise RuntimeError(f"the start failed: {done.stderr}")
    marks: dict[str, float] = json.loads(done.stdout.splitlines()[0])
    return {name: at - begun for name, at in marks.items()}


def _ledger(folder: Path, rows: int) -> Any:
    # the services are loaded only once the starts are not measured in this process
    from tests.benchmarks.bench_ledger import _fill, _office

    services = _office(folder)
    services.visits._database.note(_fill, rows, services.settings.workspace().unit)
    return services


def _frames(folder: Path, rows: int, most: int) -> list[Ratio]:
    # as above; Qt belongs to this part alone
    from desktop.ui.application import make_application

    app = make_application(ROOT / "resources")
    print(f"{'rows':>8} {'ids ms':>8} {'frame ms':>9} {'bare ms':>8} {'ratio':>6} {'jump ms':>8}")
    ratios = []
    for number in sorted({1_000, rows // 4, rows, most // 2, most}):
        ratio, detail = _frame(app, folder / str(number), number)
        bar = 2.0 if number == rows else None
        ratios.append(Ratio(f"scroll frame of a list of {number:,} over constants", ratio, bar, detail))
    return ratios


def _frame(application: Any, folder: Path, rows: int) -> tuple[float, str]:
    # as above
    from PySide6.QtWidgets import QTableView

    from desktop.domain.enterprise import EnterpriseFilter
    from desktop.ui.models.table_model import PagedTableModel
    from desktop.ui.pages.enterprise_columns import columns
    from desktop.ui.widgets.table_view import TableView

    services = _ledger(folder, rows)
    try:
        begun = time.perf_counter()
        ids = services.enterprises.ids(EnterpriseFilter())
        listing = time.perf_counter() - begun
        shown = columns(())
        model = PagedTableModel(shown, services.enterprises.rows)
        ours = TableView("bench")
        ours.setModel(model)
        bare = QTableView()
        constants = _constants(rows, len(shown))
        bare.setModel(constants)
        bare.setWordWrap(False)
        bare.verticalHeader().setDefaultSectionSize(ours.rowHeight(0) or 32)
        bare.verticalHeader().hide()
        for number, column in enumerate(shown):
            bare.setColumnWidth(number, column.width)
        for view in (ours, bare):
            view.resize(1240, 620)
            view.show()
        application.processEvents()  # a window that was never exposed paints nothing
        # the list comes after the view is shown, as it does in the window
        model.set_ids(ids)
        mine, yours = _scrolled(ours, bare)
        jump = _jumps(ours)
        print(
            f"{rows:>8,} {listing * 1000:>8.1f} {mine * 1000:>9.2f} {yours * 1000:>8.2f} {mine / yours:>6.2f}"
            f" {jump * 1000:>8.2f}"
        )
        return mine / yours, f"ours {mine * 1000:.1f} ms, constants {yours * 1000:.1f} ms, a jump {jump * 1000:.1f} ms"
    finally:
        services.close()


def _constants(rows: int, columns: int) -> Any:
    """Return the bare model of constants: the same texts, roles answered as cheaply as Python can."""
    from PySide6.QtCore import QAbstractTableModel, Qt

    display, align = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.TextAlignmentRole)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    texts = ("演示耐火材料有限公司", "91140322MA0012345X", "秀水镇", "能源局", "重点库", "临规", "1,850.00", "正常")

    class Constants(QAbstractTableModel):
        def rowCount(self, parent: Any = None) -> int:
            return rows

        def columnCount(self, parent: Any = None) -> int:
            return columns

        def data(self, index: Any, role: int = display) -> Any:
            if role == display:
                return texts[index.column() % 8]
            if role == align:
                return left
            return None

    return Constants()


def _scrolled(ours: Any, bare: Any, frames: int = 240) -> tuple[float, float]:
    """Return the mean time of a frame of each while both scroll by three rows a step."""
    spent = {ours: 0.0, bare: 0.0}
    for step in range(1, frames + 1):
        for view in (ours, bare):
            spent[view] += _timed(_to(view, step * 3))
    return spent[ours] / frames, spent[bare] / frames


def _jumps(view: Any, frames: int = 24) -> float:
    """Return the mean time of a frame after a drag of the scroll bar to where nothing was fetched before."""
    most = view.verticalScrollBar().maximum()
    return sum(_timed(_to(view, most * (step * 7 % frames) // frames)) for step in range(frames)) / frames


def _to(view: Any, place: int) -> Callable[[], None]:
    def go() -> None:
        view.verticalScrollBar().setValue(place)
        view.viewport().repaint()

    return go


def _timed(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
