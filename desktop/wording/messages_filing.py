"""Sentences of filing: dates, reasons, rounds on their way, and paper against file."""

MESSAGES: dict[str, tuple[str, str]] = {
    "rounds_of_two_forms": ("E824", "这两次不是同一张表，不能逐格对照。请选同一张表的两次。"),
    # what is filed
    "month_not_begun": (
        "E801",
        "{period}还没有开始，{label}没有生成。所属期选错了请改；确实要提前生成的，请明确确认（命令行加 --early）。",
    ),
    "correction_reason": (
        "E802",
        "{label}已经报送过，再报就是更正（有 {count} 处变动）。请写明更正原因（命令行加 --reason）。",
    ),
    "nothing_to_correct": (
        "E803",
        "{label}与第{round}次报送的内容完全相同，没有什么可更正。要纸请把第{round}次原样再存一份。",
    ),
    "month_closed": (
        "E804",
        "{label}的报送已于 {until} 截止。补报请写明原因（命令行加 --reason）。",
    ),
    "form_not_by_enterprise": ("E807", "“{form}”不是按企业填的月报，不能分户打印。请选企业月度数据的表。"),
    "nobody_on_form": ("E808", "“{form}”这个月没有企业，不用分户打印。请核对所属期和名单。"),
    # reasons
    "why_does_not_fit": (
        "E805",
        "这个原因用不到这里：空缺的选未取得、不适用、企业拒报、停产；有数的选“已核实”，并写明核实情况。",
    ),
    "nothing_asked": ("E806", "这一格现在没有要说明的，可能已经填了数或说明过。请刷新核对清单后再看。"),
    "no_open_blank": ("E806", "这家企业在这张表上没有要说明的。请用 shenggui filing check 看清单。"),
    # rounds
    "round_is_draft": (
        "E810",
        "这一次是草稿：还有没说明原因的空缺或疑问，不能登记交接。请逐处说明，再生成一次。",
    ),
    "round_not_now": ("E811", "这一次现在的状态不能这样登记。请刷新，看它到了哪一步。"),
    "before_sent": ("E812", "{label}早于交接日期 {since}。请核对日期。"),
    "reason_after_filing": (
        "E813",
        "{label}所在月份的报表已经报送，改动必须写明原因，再报就是更正。请写原因（命令行加 --reason）。",
    ),
    "future_month": ("W814", "{period}还没有开始，怎么会有数？请核对所属期。"),
    # dates
    "due_before_month": ("E815", "{label}早于所属期的第一天。请核对日期。"),
    "opens_after_due": ("E816", "{label}晚于报送期限。请核对这两个日期。"),
    "closes_before_due": ("E817", "{label}早于报送期限。请核对这两个日期。"),
    "dates_by_county": ("W817", "已记下。这个月的报送日期县里定了，以县里的为准；县里没有定的月份用本单位的。"),
    # paper against file
    "paper_code_length": ("E820", "核对码是 9 位（例如 7K3M-9QPT-V），现在位数不对。请对照纸面再输一遍。"),
    "paper_code_character": ("E821", "核对码只有数字和字母（没有 I、L、O、U），现在有别的字符。请对照纸面再输一遍。"),
    "paper_code_mistyped": ("E822", "核对码输错了：校验位对不上，多半有一位抄错或两位颠倒。请对照纸面再输一遍。"),
    "paper_without_code": (
        "E823",
        "{path} 里没有核对码，不是本程序报送时生成的 PDF 或 Excel。请选报送时生成的文件，或直接输入纸上的核对码。",
    ),
}
