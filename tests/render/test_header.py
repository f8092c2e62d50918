"""The header tree: neighbours share a box, short branches reach down."""

from desktop.render.header import header_tree
from desktop.render.sheet import HeaderCell


def test_three_levels_of_spans() -> None:
    levels = header_tree([("序号",), ("收入", "当月"), ("收入", "累计", "本年"), ("收入", "累计", "同期"), ("人数",)])
    assert levels == (
        (HeaderCell("序号", 0, 0, 3, 1), HeaderCell("收入", 0, 1, 1, 3), HeaderCell("人数", 0, 4, 3, 1)),
        (HeaderCell("当月", 1, 1, 2, 1), HeaderCell("累计", 1, 2, 1, 2)),
        (HeaderCell("本年", 2, 2, 1, 1), HeaderCell("同期", 2, 3, 1, 1)),
    )


def test_equal_leaves_stay_apart() -> None:
    assert header_tree([("备注",), ("备注",)]) == ((HeaderCell("备注", 0, 0, 1, 1), HeaderCell("备注", 0, 1, 1, 1)),)


def test_group_and_leaf_of_one_name_stay_apart() -> None:
    levels = header_tree([("收入",), ("收入", "当月")])
    assert levels[0] == (HeaderCell("收入", 0, 0, 2, 1), HeaderCell("收入", 0, 1, 1, 1))


def test_every_place_is_covered_once() -> None:
    paths = [("a", "b", "c"), ("a", "b", "d"), ("a", "e"), ("f",), ("g", "h"), ("g", "i", "j")]
    places = [
        (cell.row + down, cell.col + across)
        for level in header_tree(paths)
        for cell in level
        for down in range(cell.rowspan)
        for across in range(cell.colspan)
    ]
    assert sorted(places) == [(level, col) for level in range(3) for col in range(len(paths))]
