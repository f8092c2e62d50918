"""Sentences about keeping admitted enterprises in: risks, plans, estimates, exits."""

MESSAGES: dict[str, tuple[str, str]] = {
    "exit_needs_record": (
        "E684",
        "“已退库”要有退库登记，不能直接改。请在“稳规”选这家企业登记退库，写明日期、原因和依据。",
    ),
    "exit_untold": ("W684", "登记为“已退库”的企业还没有退库登记。知道退库日期和依据的，请在“稳规”里补记。"),
    "never_admitted": (
        "E610",
        "这家企业（{uid}）没有在库记录，不在稳规范围。请先在企业信息里填在库状态，或在申报里记入库。",
    ),
    "risk_not_now": ("E611", "这家企业现在不能做这一步。请刷新后看它是不是已经列入、移出或退库。"),
    "no_such_help_class": ("E612", "没有“{text}”这个帮扶分类。请用 retention rules 查看可填的分类。"),
    "no_help_no_plan": ("E612", "这家企业归在“拟出清，不列帮扶”，不制定一企一策。分类不对的，请先重新确认。"),
    "plan_still_open": ("E612", "这家企业的一企一策还没有结束，不能改为“不列帮扶”。请先结束一企一策。"),
    "not_in_risk_library": ("E613", "这家企业不在退规风险库里。请先列入并写明原因，再制定一企一策。"),
    "plan_exists": ("E613", "这家企业已经有一份在办的一企一策。请在那一份里添措施。"),
    "no_such_plan": ("E614", "没有找到这份一企一策（{uid}）。请用 retention show 查看编号。"),
    "plan_over": ("E614", "这份一企一策已经结束或作废，不能再改。"),
    "plan_ended": ("E614", "这份一企一策已经结束或作废，不能再记。"),
    "plan_step_not_now": ("E615", "这一步现在不能做：措施已经完成或取消，或者只能对整份一企一策做。请刷新后再看。"),
    "measures_open": ("E615", "还有 {count} 项措施没有完成或取消。请先逐项记清，再结束一企一策。"),
    "no_such_measure": ("E615", "没有找到这项措施（{uid}）。请用 retention show 查看编号。"),
    "no_such_estimate": ("E616", "没有找到这条企业自报预计（{uid}），或者它已经作废。"),
    "not_admitted": ("E617", "台账里这家企业现在不在库，不能登记退库。请先核对在库状态。"),
    "no_such_ground": ("E617", "没有“{text}”这个退库原因。请用 retention rules 查看可填的原因。"),
    "before_admission": ("E617", "{label}早于入库月份 {since}。请核对日期。"),
    "effective_year_far": ("E617", "{label}离退库日期所在的 {year} 年太远，只能是前后一年。请核对年份。"),
    "exit_revenue_differs": ("W617", "台账里上年收入没有低于规模标准，与这个退库原因不一致。请核对原因和数据。"),
    "no_such_exit": ("E618", "没有找到这条退库记录（{uid}），或者它已经作废。"),
}
