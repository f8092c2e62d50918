"""A line that takes an amount in 万元, or in another unit where it is written behind the number."""

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.money import NotAnAmount, Scale, read_amount
from desktop.domain.problems import Problem
from desktop.wording.shown import money
from desktop.wording.units import SCALE_WORDS


class MoneyEdit(QLineEdit):
    """Gives 分; an empty line is nothing, never 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("万元")

    def read(self, field: str) -> tuple[int | None, list[Problem]]:
        """Return the amount, and what is wrong with the line as a problem of *field*."""
        text = self.text().strip()
        if not text:
            return None, []
        try:
            return read_amount(text, scale=Scale.TEN_THOUSAND, words=SCALE_WORDS).value, []
        except NotAnAmount as error:
            return None, [Problem(field, error.reason, {"text": text})]

    def set_value(self, value: int | None) -> None:
        """Show *value*, or nothing."""
        self.setText(money(value, blank=""))
