"""Sentences for permissions (更正许可、补报许可) and for figures given back to be checked (退回核对)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "permit_for_whom": ("E250", "没有单位“{text}”，许可没有发。请选方案里的单位，或登记过的单位。"),
    "permit_which_form": ("E251", "这个月没有要报的表“{text}”，许可没有发。请选一张要报的表；不选就是各表都准许。"),
    "permit_of_the_future": ("E252", "{period}还没有开始，不用许可。请核对所属期。"),
    "permit_over_already": ("E253", "{label}早于今天，许可一发出就过期。请改成今天或以后的日期。"),
    "county_permits": ("E254", "更正许可、补报许可由县里发，随下一个包送到单位。本单位需要的，请打电话向县里申请。"),
    "no_such_permit": ("E255", "没有找到这条许可（{uid}）。请用 receipt permits 看编号，或刷新列表。"),
    "permit_gone": ("E256", "这条许可已经收回，不用再收。"),
    "correction_unpermitted": (
        "E257",
        "{label}：{period}县里已经接收，本单位没有收到现在有效的更正许可。可以先打电话请县里发许可；急着报的，写明原因照样可以报，县里会看到“没有许可”。",
    ),
    "late_unpermitted": (
        "E258",
        "{label}：{period}的报送已经截止，本单位没有收到现在有效的补报许可。可以先打电话请县里发许可；急着报的，写明原因照样可以报，县里会看到“没有许可”。",
    ),
    "rechecked_already": ("E260", "这个数已经退回给这些单位，还没有答复。请等答复，或先打电话催。"),
    "no_such_recheck": ("E261", "没有找到这条退回核对（{uid}），或者已经收回。请刷新列表。"),
    "recheck_settled": ("E262", "这一处已经答复过，或者县里已经采用了数，不用再答复。请刷新列表。"),
    "recheck_not_ours": ("E263", "这条退回核对不是给本单位的。请在退回给本单位的里选。"),
}
