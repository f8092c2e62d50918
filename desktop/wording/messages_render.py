"""Sentences of forms and printing."""

MESSAGES: dict[str, tuple[str, str]] = {
    "form_broken": ("E401", "表样文件“{form}”里的“{where}”写得不对。请对照手册“表样”一章改正这一项后再试。"),
    "form_syntax": (
        "E402",
        "表样文件“{form}”第 {line} 行读不出来。请检查这一行的引号、括号和等号是否成对、是否半角。",
    ),
    "form_unknown_key": (
        "E403",
        "表样文件“{form}”第 {line} 行有不认识的项“{where}”，可能是写错了字。请改正或删去这一项。",
    ),
    "form_unknown_fact": (
        "E404",
        "表样文件“{form}”第 {line} 行的“{where}”要取“{fact}”，但本类报表没有这项数据。"
        "请对照数据项目录（form facts）改正。",
    ),
    "form_imitates_statistics": (
        "E405",
        "表样文件“{form}”里出现“{word}”，这是法定统计报表才有的字样。工作台账不得做成统计报表的样子，请删去后再试。",
    ),
    "form_missing": ("E406", "找不到表样“{form}”。请在“设置—表样”中检查，或重新安装程序。"),
    "form_of_one_thing": (
        "E409",
        "“{form}”是关于某一户、某一件事的表，不能按整本台账打印。请在那一户、那一件事的页面上打印，或者打印空白表（--blank）。",
    ),
    "record_is_pdf": ("E409", "“{form}”是一事一表，空白表只有 PDF，没有 xlsx。请把文件名改成以 .pdf 结尾再试。"),
    "form_wants_choice": (
        "E414",
        "“{form}”有好几份，请说明要哪一份（--of）："
        "名单写名单代号（见 policy rosters），核对表、分月台账写申报记录的编号。",
    ),
    "bad_paper_suffix": ("E415", "文件名“{text}”要以 .pdf 或 .xlsx 结尾。请改名后再试。"),
    "font_missing": ("E407", "找不到程序自带的字体文件“{path}”，无法生成 PDF。请重新安装程序。"),
    "pdf_unreadable": ("E408", "PDF 文件“{path}”打不开，可能已损坏。请重新生成。"),
    "glyph_missing": (
        "W401",
        "第 {row} 行有一个字（{char}）字体里没有，PDF 上印成了“□”。请核对这个字，必要时在纸上手写补正。",
    ),
    "glyph_missing_in_heading": (
        "W404",
        "表头或表尾有一个字（{char}）字体里没有，PDF 上印成了“□”。请核对单位名称、填报人等处，必要时在纸上手写补正。",
    ),
    "not_printable": (
        "W402",
        "第 {row} 行有一个不能打印的控制字符（{char}），已用“□”代替。请在原资料中删去它。",
    ),
    "cell_too_long": (
        "W403",
        "第 {row} 行的文字超过 Excel 单元格的上限 {limit} 字，表格文件里只留下前面一部分，PDF 是完整的。",
    ),
}
