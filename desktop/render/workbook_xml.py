"""Parts of a workbook as trees, read safely and written back with the prefixes they came with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_XML = "http://www.w3.org/XML/1998/namespace"
_DEEPEST = 100  # parts people make are ten deep

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
)


class BrokenPart(Exception):
    """A part is no XML that a workbook may hold."""


@dataclass(slots=True)
class Tree:
    """One part: its root, and the prefix of every namespace it names.

    Prefixes are kept because some attributes name them (`mc:Ignorable`); without them Excel calls the file damaged.
    """

    root: Element
    prefixes: dict[str, str]  # prefix → namespace

    def to_bytes(self, raw: Mapping[int, str] | None = None) -> bytes:
        """Return the part as XML; an element whose id is in *raw* is replaced by that text."""
        names = _Names(self.prefixes)
        body = "".join(_written(self.root, names, raw or {}, top=True))
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n{body}'.encode()

    def text_of(self, element: Element) -> str:
        """Return *element* as it would stand in the part."""
        return "".join(_written(element, _Names(self.prefixes), {}))

    def opening(self, element: Element) -> str:
        """Return the opening tag of *element*, which has content."""
        whole = self.text_of(Element(element.tag, element.attrib))
        return whole.removesuffix("/>") + ">"


def read_tree(content: bytes) -> Tree:
    """Return the tree of *content*; raise `BrokenPart` for what is no plain XML (entities, a DTD, depths)."""
    prefixes: dict[str, str] = {}
    depth = 0
    walk = iterparse(BytesIO(content), events=("start-ns", "start", "end"), forbid_dtd=True)
    try:
        for event, value in walk:
            if event == "start-ns":
                prefix, name = value
                prefixes.setdefault(prefix or "", name)
            else:
                depth += 1 if event == "start" else -1
                if depth > _DEEPEST:
                    raise BrokenPart("depth")
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BrokenPart(str(error)) from error
    if walk.root.tag.startswith(MAIN):
        # what is filled is written without a prefix; some programs give even the main namespace one
        prefixes.setdefault("", MAIN[1:-1])
    return Tree(walk.root, prefixes)


def escaped(text: str) -> str:
    """Return *text* as it stands between tags."""
    return text.translate(_TEXT)


def quoted(text: str) -> str:
    """Return *text* as it stands in an attribute, with its quotation marks."""
    return f'"{text.translate(_ATTRIBUTE)}"'


class _Names:
    """Turns `{namespace}name` back into `prefix:name`."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.declared = dict(prefixes)
        self._of = {name: prefix for prefix, name in reversed(list(prefixes.items()))}
        self._of[_XML] = "xml"
        if "" in prefixes:
            self._of[prefixes[""]] = ""
        self._known: dict[tuple[str, bool], str] = {}

    def tag(self, name: str) -> str:
        """Return the name of an element."""
        return self._short(name, attribute=False)

    def attribute(self, name: str) -> str:
        """Return the name of an attribute, which without a prefix belongs to no namespace."""
        return self._short(name, attribute=True)

    def _short(self, name: str, *, attribute: bool) -> str:
        key = (name, attribute)
        if key not in self._known:
            self._known[key] = self._found(name, attribute=attribute)
        return self._known[key]

    def _found(self, name: str, *, attribute: bool) -> str:
        if not name.startswith("{"):
            return name
        space, _, local = name[1:].partition("}")
        prefix = self._of.get(space, "")
        if attribute and not prefix:  # the default namespace is not that of attributes
            prefix = next((each for each, other in self.declared.items() if each and other == space), "")
        return f"{prefix}:{local}" if prefix else local


def _written(element: Element, names: _Names, raw: Mapping[int, str], *, top: bool = False) -> Iterator[str]:
    replaced = raw.get(id(element))
    if replaced is not None:
        yield replaced
        return
    tag = names.tag(element.tag)
    yield f"<{tag}"
    if top:
        for prefix, space in names.declared.items():
            yield f" xmlns{':' if prefix else ''}{prefix}={quoted(space)}"
    for name, value in element.items():
        yield f" {names.attribute(name)}={quoted(value)}"
    if element.text or len(element):
        yield f">{escaped(element.text or '')}"
        for child in element:
            yield from _written(child, names, raw)
            if child.tail:
                yield escaped(child.tail)
        yield f"</{tag}>"
    else:
        yield "/>"
