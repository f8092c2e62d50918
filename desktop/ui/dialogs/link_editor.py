"""What stands behind an enterprise's route: the household before, who merged, the unit before, the old sector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.codes import Subject
from desktop.domain.enterprise_link import LinkDraft
from desktop.domain.library_codes import LinkKind
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit, EnterprisePicker

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_HINT = (
    "个转企记原个体工商户（92…转为 91…），兼并重组逐家记参与方，转法人、剥离、改制记原单位，转专业记原统计行业。"
    "两边的记录都保留，互相能找到；合并后的企业只算一户。"
)


def link_dialog(
    services: Services, desk: Desk, uid: str, name: str, kind: LinkKind | None = None, parent: QWidget | None = None
) -> FormDialog:
    """Return the form that links *uid* to what it came from."""
    dialog = FormDialog(f"路径关联：{name}", "保存", Subject.ENTERPRISE_LINK, parent, hint=_HINT)
    choice = ChoiceBox(tuple(LinkKind))
    other, typed, code = EnterprisePicker(services.enterprises), QLineEdit(), QLineEdit()
    sector, on, basis, note = QLineEdit(), DayEdit(desk.today), QLineEdit(), QLineEdit()
    sector.setPlaceholderText("如 5162 建材批发（限上）")
    basis.setPlaceholderText("如 营业执照、合并协议、批复")
    dialog.fields.add("kind", "关联类型", choice, needed=True)
    dialog.fields.add("other", "名单里的企业", other, hint="名单里没有的，填下面的名称和代码")
    dialog.fields.add("name", "企业名称", typed)
    dialog.fields.add("credit_code", "统一社会信用代码", code)
    dialog.fields.add("sector", "原统计行业", sector)
    dialog.add_day("on", "日期", on, needed=True)
    dialog.fields.add("basis", "依据", basis, needed=True)
    dialog.fields.add("note", "备注", note)

    def follow() -> None:
        old = choice.value() is LinkKind.OLD_SECTOR
        for editor in (other, typed, code):
            editor.setEnabled(not old)
        sector.setEnabled(old)

    def keep() -> Saved:
        old = choice.value() is LinkKind.OLD_SECTOR
        draft = LinkDraft(
            enterprise=uid,
            kind=choice.value(),
            other="" if old else other.value() or "",
            name="" if old or other.value() else typed.text().strip(),
            credit_code="" if old or other.value() else code.text().strip(),
            sector=sector.text().strip() if old else "",
            on=on.value(),
            basis=basis.text().strip(),
            note=note.text().strip(),
        )
        return services.links.add(draft)

    choice.currentIndexChanged.connect(follow)
    if kind is not None:
        choice.set_value(kind)
    follow()
    dialog.keep = keep
    return dialog


def ask(services: Services, desk: Desk, uid: str, name: str, kind: LinkKind | None, parent: QWidget | None) -> bool:
    """Let the user link *uid*; return whether a link was kept."""
    if not run(link_dialog(services, desk, uid, name, kind, parent)):
        return False
    desk.say_kept(f"已保存：{name} 的路径关联")
    return True
