"""What the panel of retention says about one enterprise: where it stands, and its plan."""

from desktop.domain.retention_case import RetentionCase
from desktop.wording import retention_words as said
from desktop.wording import shown
from desktop.wording.labels import label


def about_words(case: RetentionCase) -> str:
    """Return where the enterprise stands in the directory and in the library of risk, a line each."""
    row = case.row
    parts = (
        f"{label(row.library_status)}，{shown.calendar_month(row.admitted_month)}入库" if row.admitted_month else "",
        f"经营状态：{label(row.status)}",
        *(map(said.stay_text, row.lasting) if row.stay else ("现在不在退规风险库",)),
        said.others_word(case.steps, case.stays),
        f"{shown.day(row.exits[-1].on)} 退库，{row.exits[-1].basis}" if row.exits else "",
        "；".join(said.rule_text(rule) for rule in row.found.rules),
        said.again_text(len(row.exits)) if row.re_entered else "",
        f"未销号问题 {len(case.issues)} 个" if case.issues else "",
    )
    return "\n".join(part for part in parts if part)


def plan_words(case: RetentionCase) -> str:
    """Return the plan in force, the result of the last one, or that there is none."""
    plan = case.row.plan
    if plan is None:
        ended = case.plans[-1] if case.plans else None
        return said.result_text(ended) if ended is not None else "还没有一企一策。"
    draft = plan.draft
    parts = (
        f"{shown.day(draft.made_on)} 制定，{said.responsible(draft.unit, draft.officer)}",
        f"包联领导：{draft.leader}" if draft.leader else "",
        f"主要困难：{draft.difficulty}",
        f"帮扶思路：{draft.approach}" if draft.approach else "",
        f"链上龙头企业：{draft.chain_leader}" if draft.chain_leader else "",
        f"预计结果：{draft.outlook}" if draft.outlook else "",
    )
    return "\n".join(part for part in parts if part)
