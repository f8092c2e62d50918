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


class LinkForm(FormDialog):
    """Links an enterprise to what it came from; an old sector is words, the rest are enterprises."""

    def __init__(
        self,
        services: Services,
        desk: Desk,
        uid: str,
        name: str,
        kind: LinkKind | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"路径关联：{name}", "保存", Subject.ENTERPRISE_LINK, parent, hint=_HINT)
        self._services, self._uid = services, uid
        self._kind = ChoiceBox(tuple(LinkKind))
        self._other, self._on = EnterprisePicker(services.enterprises), DayEdit(desk.today)
        self._name, self._code, self._sector = QLineEdit(), QLineEdit(), QLineEdit()
        self._basis, self._note = QLineEdit(), QLineEdit()
        self._sector.setPlaceholderText("如 5162 建材批发（限上）")
        self._basis.setPlaceholderText("如 营业执照、合并协议、批复")
        self._add_fields()
        self._kind.currentIndexChanged.connect(self._follow)
        if kind is not None:
            self._kind.set_value(kind)
        self._follow()
        self.keep = self._kept

    def _add_fields(self) -> None:
        self.fields.add("kind", "关联类型", self._kind, needed=True)
        self.fields.add("other", "名单里的企业", self._other, hint="名单里没有的，填下面的名称和代码")
        self.fields.add("name", "企业名称", self._name)
        self.fields.add("credit_code", "统一社会信用代码", self._code)
        self.fields.add("sector", "原统计行业", self._sector)
        self.add_day("on", "日期", self._on, needed=True)
        self.fields.add("basis", "依据", self._basis, needed=True)
        self.fields.add("note", "备注", self._note)

    @property
    def _of_sector(self) -> bool:
        return self._kind.value() is LinkKind.OLD_SECTOR

    def _follow(self) -> None:
        for editor in (self._other, self._name, self._code):
            editor.setEnabled(not self._of_sector)
        self._sector.setEnabled(self._of_sector)

    def _kept(self) -> Saved:
        other = "" if self._of_sector else self._other.value() or ""
        typed = not other and not self._of_sector  # an enterprise of the list has its name and code already
        draft = LinkDraft(
            enterprise=self._uid,
            kind=self._kind.value(),
            other=other,
            name=self._name.text().strip() if typed else "",
            credit_code=self._code.text().strip() if typed else "",
            sector=self._sector.text().strip() if self._of_sector else "",
            on=self._on.value(),
            basis=self._basis.text().strip(),
            note=self._note.text().strip(),
        )
        return self._services.links.add(draft)


def ask(
    services: Services, desk: Desk, uid: str, name: str, kind: LinkKind | None, parent: QWidget | None
) -> bool:
    """Let the user link *uid*; return whether a link was kept."""
    if not run(LinkForm(services, desk, uid, name, kind, parent)):
        return False
    desk.say_kept(f"已保存：{name} 的路径关联")
    return True
