import pytest
from PySide6.QtCore import Qt

from desktop.ui.widgets.line_chart import ChartLine, LineChart, _round_step

AXIS = ("1—2月", *(f"{number}月" for number in range(3, 13)))


@pytest.fixture
def chart(qtbot):
    chart = LineChart("万元", 1_000_000)
    qtbot.addWidget(chart)
    chart.resize(520, 240)
    now = ChartLine("2026年", {0: 180_000_000, 2: 90_000_000}, {0: "2026年1—2月 180 万元", 2: "2026年4月 90 万元"})
    then = ChartLine("2025年", {0: 100_000_000}, {0: "2025年1—2月 100 万元"})
    chart.show_lines(AXIS, (now, then))
    return chart


def test_higher_value_stands_higher(chart):
    assert chart.position(0, 0).y() < chart.position(1, 0).y() < chart.position(0, 2).y()


def test_month_not_reported_has_no_point(chart):
    assert chart.points() == [(0, 0), (0, 2), (1, 0)]


def test_arrow_keys_read_the_points_out(chart, qtbot):
    said = []
    chart.pointed.connect(said.append)
    for _ in range(3):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert said == ["2026年1—2月 180 万元", "2026年4月 90 万元", "2025年1—2月 100 万元", "2026年4月 90 万元"]


def test_point_under_the_pointer_says_its_source(chart):
    spot = chart.position(1, 0)
    assert chart._nearest(spot) == (1, 0)
    assert chart._tip((1, 0)) == "2025年1—2月 100 万元"


def test_empty_chart_paints(qtbot):
    chart = LineChart("万元", 1_000_000)
    qtbot.addWidget(chart)
    chart.show_lines(AXIS, (ChartLine("2026年", {}, {}),))
    assert not chart.grab().isNull()


@pytest.mark.parametrize(("rough", "step"), [(0, 1), (1, 1), (2, 2), (4, 5), (6, 10), (40, 50), (51, 100)])
def test_steps_are_round(rough, step):
    assert _round_step(rough, 1) == step


def test_negative_values_stand_below_zero(qtbot):
    chart = LineChart("万元", 1_000_000)
    qtbot.addWidget(chart)
    chart.show_lines(AXIS, (ChartLine("2026年", {0: -30_000_000, 1: 0}, {}),))
    assert chart.position(0, 0).y() > chart.position(0, 1).y()
    assert not chart.grab().isNull()
