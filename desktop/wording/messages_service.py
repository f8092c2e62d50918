"""Sentences of the services: an import against the ledger, and filing."""

_ROW = "表“{sheet}”第 {row} 行“{column}”："

MESSAGES: dict[str, tuple[str, str]] = {
    # an import against the ledger
    "code_other_name": (
        "E136",
        _ROW + "这个统一社会信用代码在台账里是“{name}”，名称不同，这一行先放在待核对，不会自动写入。"
        "请核对是更名还是代码抄错，再在台账或表里改。",
    ),
    "name_other_code": (
        "E137",
        _ROW + "台账里的“{name}”代码与这一行不同，这一行先放在待核对，不会自动写入。请核对营业执照，再在台账或表里改。",
    ),
    "ledger_code_twice": (
        "E138",
        _ROW + "台账里有两家以上企业用这个代码（“{name}”等），不知道是哪一家。请先在台账里核对。",
    ),
    "ledger_name_twice": ("E138", _ROW + "台账里有两家以上企业叫“{name}”，不知道是哪一家。请在表里补上代码。"),
    "matched_by_name": ("I139", _ROW + "没有代码，按名称对应到台账里的“{name}”。"),
    "code_candidates": ("I130", _ROW + "台账里代码开头相同的有：{names}。请对照营业执照核对，再在表里按文本重录代码。"),
    "name_suggests": (
        "E139",
        _ROW + "没有能对上的代码，名称对应到台账里的“{name}”。名称只作提示，请核对后勾选，勾选了才写入。",
    ),
    "reached_outside": (
        "E143",
        _ROW
        + "台账里没有这家企业，表里的数是 {amount}，达到 {threshold}，是应统尽统要核实的对象。核对后勾选才加入名单。",
    ),
    "outside_below": ("I126", _ROW + "台账里没有这家企业，没有读取。需要的话请先导入名单或手工新增。"),
    "mode_new_only": ("I129", _ROW + "台账里已有，按“只新增”没有写入。"),
    "mode_changed_only": ("I129", _ROW + "台账里还没有，按“只更新”没有写入。"),
    "remembered_column": ("I128", "表“{sheet}”的“{column}”列按上次的选择读作“{field}”。不对的请在“各列读作什么”里改。"),
    "remembered_span": ("I128", "没有写当月还是累计的列，按上次的选择读作{field}。不对的请另选，再读一遍。"),
    "other_kind": ("W117", "这个文件更像“{guess}”，现在按“{kind}”读。不对的请改选“导入什么”，再读一遍。"),
    "word_beside": ("W129", _ROW + "“{text}”不在可选的里面，已写进生产经营情况。请导入后在走访记录里选择。"),
    "deed_without_day": (
        "W129",
        _ROW + "没有写明交办日期或办结日期，“{text}”写在问题描述后面，没有记成办理步骤。请导入后补记。",
    ),
    "enterprise_not_listed": ("E126", _ROW + "台账里没有这家企业。请先导入名单或手工新增，再导入这张表。"),
    "month_not_stated": (
        "E129",
        "表“{sheet}”第 {row} 行：没有写明所属期。请选定所属期（命令行用 --month），或在表里加“所属期”一列。",
    ),
    "unit_unknown": ("W128", _ROW + "“{text}”不是本方案里的乡镇或部门，先留作附加信息。请导入后在企业资料里选择。"),
    "word_unknown": ("W129", _ROW + "“{text}”不是可选的词，没有采用。请导入后在企业资料里选择。"),
    "word_assumed": ("W129", _ROW + "“{text}”不是可选的词，按“{used}”记录。请核对；不对的请改正后再导入。"),
    "columns_left_out": ("W125", "表“{sheet}”：这些列不认识，没有读取：{columns}。需要的话请指定它是哪一项。"),
    "bad_column_choice": ("E507", "“{text}”要写成 表头=字段，例如 老板=legal_person。字段见 docs/cli.md。"),
    "plan_stale": ("E116", "预览之后台账有了改动，预览已经不准。请重新预览，核对后再导入。"),
    "rows_in_error": ("E117", "有 {count} 行有错，没有写入任何内容。请先改正，或选择只导入没有问题的行。"),
    # filing
    "nothing_to_file": ("E440", "{label}本月没有内容，没有生成。确实没有的，请选择“零报告”（命令行加 --nothing）。"),
    "before_made": ("E441", "交接日期早于生成日期。请核对日期。"),
}
