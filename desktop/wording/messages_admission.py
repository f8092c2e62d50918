"""Sentences about applications: windows, steps, materials and the checks before they go in."""

MESSAGES: dict[str, tuple[str, str]] = {
    # what is not there or not possible
    "no_such_application": ("E600", "没有找到这份申报（{uid}）。请先列出申报（admission list），再复制编号。"),
    "admission_not_now": ("E601", "这份申报现在的状态不能做这一步。请刷新后看它到了哪一步。"),
    "application_twice": ("E602", "这家企业在这个窗口、这条路径上已经有一份申报。请打开那一份继续办。"),
    "snapshot_damaged": ("E603", "交出去的分月台账与当时的核对码不符，不能使用。请从备份恢复，并告诉县里。"),
    "nothing_handed_in": ("E604", "这份申报还没有报县统计局，没有交出去的分月台账。"),
    # windows
    "no_such_window": ("E605", "{label}不在本年度的窗口日历里。请先在窗口日历里看有哪些窗口。"),
    "window_not_held": ("E605", "窗口日历里写明 {year} 年不设这一批。请另选窗口，或按新通知改窗口日历。"),
    "sector_only_first": ("E606", "转专业只在年度第一批受理。请改选；当年通知另有规定的，先改窗口日历的受理范围。"),
    "window_other_route": ("E606", "这个窗口不受理这条路径。请另选；当年通知另有规定的，先改窗口日历的受理范围。"),
    "window_closed": ("W606", "这个窗口已于 {on} 截止。补记以前的申报可以照记。"),
    "window_other_year": ("E607", "{label}离 {year} 年太远。请核对年份；一月批次的截止日在下一年 1 月。"),
    "window_backwards": ("E607", "{label}晚于截止日期。请核对日期。"),
    "window_on_holiday": ("W607", "{label}不是工作日。是否顺延以通知为准；倒排按 {last}（之前最后一个工作日）算。"),
    "holidays_unknown": ("W607", "{year} 年的节假日安排还没有，工作日只按双休日算。"),
    # materials
    "bad_pages": ("E608", "{label}应是 0 到 {limit} 之间的整数。"),
    "no_such_material": ("E608", "没有“{item}”这项材料。请用 admission show 看材料清单。"),
    "materials_missing": ("W608", "还有 {count} 项需要的材料没有齐。确实已经报出的可以照记。"),
    # three measures side by side
    "measure_unknown": ("W600", "{label}：到 {period} 还没有收到数，无法比对。请向企业要报表，按月度数据填入。"),
    "measure_not_cutoff": ("W600", "{label}只收到 {period} 的，截止月份是 {cutoff_period}。请补收同一所属期的报表。"),
    "under_threshold": ("W601", "{label}到 {period} 没有达到规模标准。数以企业的报表为准；没有达到的，本批不要报。"),
    "output_under": ("W601", "{label}到 {period} 没有达到规模标准，收入里可能有贸易收入。请问清楚再报。"),
    "not_from_paper": ("W602", "{label}取自“{source}”，不是“{paper_source}”。请对照盖章的报表核实。"),
    "periods_differ": ("W603", "利润表是 {revenue_period} 的，增值税申报表是 {vat_period} 的。请换成同一所属期。"),
    "difference_unexplained": ("W603", "营业收入与增值税销售额不一致，还没有盖章的说明（材料 9）。请企业写明原因。"),
    # the unit
    "branch_not_taken": ("W604", "产业活动单位不能单独申报。请由法人单位申报，或先办理转为法人。"),
    "household_ask": ("W604", "个体经营户能不能报，各地通知不同。请先问县统计局。"),
    "not_general_taxpayer": ("W604", "不是一般纳税人。有的地方只收一般纳税人，请看当年通知。"),
    "firm_not_working": ("W604", "这家企业台账里不是正常生产。停产、半停产的不能申报，请先核实现状。"),
    "admitted_already": ("W604", "台账里这家企业已经在库。请核对是不是重复申报。"),
    "place_unknown": ("W604", "还没有生产地址。在地统计要看在哪里生产，请补填。"),
    "industry_unknown": ("W604", "还没有行业代码，无法判断是不是工业。请补填。"),
    "not_industry": ("W604", "行业代码 {text} 不在工业范围（{low}—{high}）。请核对主要业务活动；其他行业的走转专业。"),
    "code_needed": ("W604", "还没有统一社会信用代码。申报必须有，请补填。"),
    # its papers
    "paper_name_unseen": ("W609", "还没有核对营业执照和公章上的名称。"),
    "names_differ": ("W609", "执照和公章上是“{paper}”，台账里是“{name}”，不一致。请核对是不是更名。"),
    "scope_unseen": ("W609", "还没有核对营业执照的经营范围。"),
    "scope_lacks_industry": ("W609", "经营范围没有写生产、加工或制造。请企业写说明，并附登记系统截图。"),
    "accounting_unseen": ("W609", "还没有核对是不是执行企业会计制度。"),
    "other_accounting": ("W609", "没有执行企业会计制度的单位不能申报。请先帮企业建账建制。"),
    # a new firm
    "production_unknown": ("W605", "还没有投产月份，无法判断走月度还是年度。请补填。"),
    "production_early": ("W605", "投产早于 {period}，不算新开业。请改走年度申报。"),
    "established_long_ago": ("W605", "成立已超过 {years} 年。有的地方要求提供成立以来各年的增值税申报表和开工说明。"),
    "sold_before": ("W605", "{period} 已有收入，不算新开业。请改走年度申报。"),
    "nature_unseen": ("W605", "还没有核对项目批复的建设性质。"),
    "not_new_project": ("W605", "项目批复写的不是“新建”。技改、扩建的不能按新开业申报。"),
    "approval_old": ("W605", "项目批复已超过 {years} 年。请核对是否仍然有效。"),
    "month_jumps": ("W605", "{period}的当月收入比上月多得最多：从 {before_amount} 到 {then_amount}。请问清原因。"),
}
