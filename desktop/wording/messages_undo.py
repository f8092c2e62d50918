"""Sentences of undo, and of bringing back what is void."""

MESSAGES: dict[str, tuple[str, str]] = {
    "no_such_save": ("E700", "最近操作里没有“{uid}”。请用“最近操作”（命令行 undo list）查编号。"),
    "undone_already": ("E701", "这一步已经撤销过了。想改回来，请撤销那次“撤销”。"),
    "nothing_to_undo": ("E702", "这一步没有可以撤销的内容，台账没有改动。原因见每一行的说明（命令行 undo look）。"),
    "undo_reason_missing": ("E703", "其中有内容已随报表交出，撤销要写原因。请填写“原因”（命令行用 --reason）。"),
    "undo_stale": ("E704", "预览之后台账有了改动，没有撤销。请重新看一遍再撤销。"),
    "nothing_left_to_undo": ("E705", "没有可以撤销的操作了。更早的请在“最近操作”里选。"),
    "nothing_to_redo": ("E706", "没有可以恢复的撤销：没有撤销过，或者此后又保存过别的内容。请在“最近操作”里选。"),
    "not_voided": ("E710", "这条记录没有作废，不用恢复。"),
    "restore_owner_void": ("E711", "它所属的“{name}”也已作废。请先恢复“{name}”。"),
    "restore_place_taken": ("E712", "同样的记录后来又登记过一条，不能再恢复这一条。请先核对保留哪一条。"),
    "restore_enter_again": ("E713", "作废退库时已把企业改回原状，不能直接恢复。请重新登记退库。"),
    "restore_not_ours": ("E714", "这条是别的单位（或县里）的记录，作废也是它定的，只能由它恢复。请打电话告诉它。"),
    "person_too_short": ("E715", "要找的姓名或电话太短。请至少写两个字。"),
    "person_not_found": ("E716", "台账里没有这个人的信息，没有改动。"),
}
