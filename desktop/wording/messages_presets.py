"""What the user is told about plans and reference files."""

MESSAGES: dict[str, tuple[str, str]] = {
    "preset_unknown": ("E580", "没有编号为“{preset}”的方案。请用“preset list”或在新建向导里查看可选的方案。"),
    "preset_broken": (
        "E581",
        "方案或参考数据文件“{file}”的“{key}”一项缺失或写法不对（方括号里的数字从0数起）。"
        "请改正这一项；如果没有改过程序的文件，请重新安装。",
    ),
    "resource_unreadable": (
        "E582",
        "方案或参考数据文件“{file}”读不出来（第{line}行附近）。请检查文件是否完整、编码是否为UTF-8，或重新安装程序。",
    ),
    "resource_missing": ("E583", "程序自带的数据文件不见了：{path}。请重新安装程序，您录入的数据不受影响。"),
}
