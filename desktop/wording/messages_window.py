"""Sentences of what only the window does: forms half-typed, printing, opening folders."""

MESSAGES: dict[str, tuple[str, str]] = {
    "no_screen": (
        "E017",
        "这里没有图形桌面，窗口打不开。请在桌面环境里启动程序；只用命令行时，运行 shenggui --help 看有哪些命令。",
    ),
    "no_printer": (
        "E450",
        "这台电脑上没有找到打印机。请先在系统里装好打印机；也可以把 PDF 文件拷到能打印的电脑上打印。",
    ),
    "printer_failed": ("E451", "打印机没有接受这次打印。请检查打印机是否开机、有纸、已连接，然后再试。"),
    "folder_not_opened": ("E452", "无法打开文件夹：{path}。请在文件管理器里手工打开。"),
    "bad_day": ("E453", "“{text}”看不出是哪一天。请写成 2026-10-05、10-5 或“今天”这样。"),
    "source_first": ("E455", "还没有保存：请先在上方选好数据口径和取得方式，选好以后自动保存。"),
    "copied_as_is": ("E454", "{label}还是上次走访的原话。请按这一次的实际情况改写；确实没有变化的可以保留。"),
}
