"""`override` without typing_extensions, whose import would delay the first paint by some 10 ms."""

from typing import TYPE_CHECKING, TypeVar

MethodT = TypeVar("MethodT")

if TYPE_CHECKING:
    from typing_extensions import override as override
else:

    def override(method: MethodT) -> MethodT:
        """Mark *method* as overriding one of Qt's; only the type checker looks at it."""
        return method
