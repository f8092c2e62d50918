"""换新钥匙: which of the two ways, chosen by whether the old key is still in good hands."""

from enum import Enum, auto

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.ui.theme import give_role, words
from desktop.ui.widgets.radio_list import RadioList

_ABOUT = "换了以后，原来的钥匙不再签名。换以前写好、还没有送到的包，换了以后重新生成再送。"
_WAYS = (
    "旧钥匙好好的：写一个换钥匙的包，旧钥匙替新钥匙作保，对方不用再核对纸",
    "旧钥匙丢了，或者可能被别人拿到：重新生成登记包，登记表盖章，对方照纸登记",
)


class KeyWay(Enum):
    """How others come to know the new key."""

    ANNOUNCED = auto()
    ANEW = auto()


class NewKeyDialog(QDialog):
    """Nothing is chosen at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("换新钥匙")
        self.setMinimumWidth(560)
        self.ways = RadioList(_WAYS)
        self.ways.setAccessibleName("怎样换")
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton("换新钥匙", QDialogButtonBox.ButtonRole.AcceptRole)
        give_role(self.accept_button, "danger")
        self.accept_button.setEnabled(False)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.ways.changed.connect(self._judge)
        box = QVBoxLayout(self)
        box.addWidget(words(_ABOUT, wrap=True))
        box.addWidget(self.ways)
        box.addWidget(buttons)

    @property
    def way(self) -> KeyWay | None:
        """The way that is chosen, None while none is."""
        place = self.ways.value()
        return None if place is None else tuple(KeyWay)[place]

    def _judge(self) -> None:
        self.accept_button.setEnabled(self.way is not None)


def ask_new_key(parent: QWidget | None) -> KeyWay | None:
    """Return how the key is to be changed, None if it is not."""
    dialog = NewKeyDialog(parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    way = dialog.way
    dialog.deleteLater()
    return way if done else None
