"""Sentences about projects and targets."""

MESSAGES: dict[str, tuple[str, str]] = {
    # projects
    "no_such_project": ("E640", "没有找到这个项目（{uid}）。请先列出项目（project list），再复制编号。"),
    "no_such_task": ("E640", "没有找到这个节点任务（{uid}）。请用 project show 看节点任务的编号。"),
    "project_contact_needed": ("E641", "签约以后的项目必须有对接专人。请先在项目里填写姓名，再记这一步。"),
    "project_same_stage": ("E642", "项目已经在这个阶段。请另选阶段；要改日期的，写明原因后重记。"),
    "project_back_needs_reason": ("E642", "退回前面的阶段或者终止，要写明原因。"),
    "project_admitted_needs_enterprise": ("E643", "入规的是企业。请先把项目转成企业，再记入规。"),
    "project_linked_already": ("E643", "这个项目已经转成企业“{name}”。转错了的请先写明原因取消，再重转。"),
    "project_not_linked": ("E643", "这个项目还没有转成企业。"),
    "project_needs_enterprise": ("E643", "问题台账按企业登记。请先把建设单位登记为企业（筹建），再登记问题。"),
    "project_issue_elsewhere": ("E643", "这个问题是“{name}”提出的，不是这个项目的企业。请核对问题编号（issue list）。"),
    "project_not_enterprise_yet": ("W644", "项目已到投产阶段，还没有转成企业。请点“转成企业”，好接着走访和申报。"),
    "project_approval_missing": ("W644", "还没有立项文号。月度申报新开业（投产）企业要交项目批复，请补填。"),
    "plan_over_total": ("W645", "年度计划投资大于总投资。请核对金额和单位（万元）。"),
    "invested_over_total": ("W645", "累计完成投资超过总投资。请核对金额和单位；追加了投资的，先改总投资。"),
    "month_over_total": ("W645", "当月完成投资大于累计完成投资。请核对。"),
    "invested_fell": ("W646", "累计完成投资比 {before} 少。请核对是不是填错了。"),
    "invested_no_sum": ("W646", "{before} 的累计加上当月，与本月累计不相等。请核对。"),
    "project_month_gone": ("E647", "这个项目 {month} 还没有登记，不能填那个月的进展。"),
    # targets
    "holds_no_target": ("E650", "“{name}”不能承接目标。{note}"),
    "target_unit_unknown": ("E651", "方案里没有“{text}”这个单位。请改成方案里的名称，或在表格里删去这一行。"),
    "target_too_large": ("E652", "{label}超过 {limit} 户，不像是户数。请核对。"),
    "no_such_target": ("E653", "没有找到这条目标（{uid}）。方案原文的目标不能改，只能另填本年度下达的数。"),
    "target_empty_row": ("E654", "这一行没有任何目标数。请补填，或删去这一行。"),
    "target_twice": ("E655", "“{name}”在同一口径里出现了两次。请核对原表，只留一行。"),
    "target_sum_differs": (
        "W656",
        "{what}各单位相加是 {total}，表上合计写 {stated}，不相等。照原表保存，请向下达单位核实。",
    ),
    "target_no_dimension": ("E657", "不清楚“{name}”按属地还是按行业主管算。请在表格里加“分解口径”一列。"),
    "target_year_unknown": ("W658", "表上没有写年度，按台账年度 {year} 年读。"),
}
