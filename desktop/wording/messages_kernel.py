"""Sentences for what goes wrong with the data folder itself."""

MESSAGES: dict[str, tuple[str, str]] = {
    "data_in_use": (
        "E011",
        "程序正在使用这个数据文件夹：{path}。请切换到已经打开的窗口，或等正在运行的命令结束后再试。",
    ),
    "data_in_use_elsewhere": (
        "E012",
        "这个数据文件夹正由另一台电脑（{host}）使用，从 {started} 开始，尚未退出。"
        "请在那台电脑上关闭程序；如果确定那台电脑已不再使用它，请删除文件 {path} 后再打开。",
    ),
    "data_folder_not_writable": (
        "E013",
        "无法在数据文件夹里写文件：{path}。请检查磁盘是否已满、是否只读，以及您是否有写入权限。",
    ),
    "file_in_use": (
        "E114",
        "文件正被别的程序占用，写不进去：{path}。请先在 Excel、WPS 或看图程序里关闭它，再试一次。",
    ),
    "written_beside": (
        "W115",
        "“{asked}”正在 Excel、WPS 或别的程序里打开着，没有动它；这次写成了同一文件夹里的“{file}”。"
        "请关掉旧的，用新的这一份。",
    ),
    "disk_full": (
        "E014",
        "磁盘空间不足，没有写成：{path}。原来的文件没有变动。请腾出一些空间，或换一个磁盘再试。",
    ),
    "folder_missing": (
        "E015",
        "找不到文件夹：{path}。如果它在 U 盘或共享文件夹里，请插好 U 盘、连好网络后再试，或另选一个文件夹。",
    ),
    "folder_not_writable": (
        "E016",
        "这个位置不让写文件：{path}。请另选一个文件夹，或请管理员给您写入权限。",
    ),
}
