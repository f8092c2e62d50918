"""The columns of the log of exports (导出记录)."""

from desktop.domain.release import ExportRow
from desktop.ui.models.table_model import RIGHT, Column
from desktop.wording.shown import moment, yes_no
from desktop.wording.words_release import KIND_WORDS, LEVEL_WORDS

ROWS: tuple[Column[ExportRow], ...] = (
    Column("时间", lambda row: moment(row.at.astimezone()), width=130),
    Column("经办人", lambda row: row.who, width=80),
    Column("类别", lambda row: KIND_WORDS[row.kind], width=80),
    Column("内容", lambda row: row.what, width=220, tip=lambda row: row.what),
    Column("详略", lambda row: LEVEL_WORDS[row.level], width=60),
    Column("行数", lambda row: row.rows, align=RIGHT, width=60),
    Column("给谁", lambda row: row.recipient, width=140),
    Column("加密", lambda row: yes_no(row.sealed), width=50),
    Column("文件", lambda row: row.file, width=260, tip=lambda row: f"{row.folder}\nSHA-256 {row.sha256}"),
)
