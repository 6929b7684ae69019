"""XML parts of spreadsheets, parsed as untrusted input: no entities, nothing fetched, bounded depth."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from reviewer.intake.errors import ReadError

Element = Any
_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_DAMAGED = "文件已损坏，无法读取；可在Excel中打开后另存一次再查"
_MOST_DIGITS = 9


def tree(content: bytes, *, recover: bool = False) -> Element:
    """The root element of a part; with `recover`, of what can be made out of a damaged one.

    Raises:
        ReadError: it is damaged.
    """
    from lxml import etree

    try:
        root = etree.fromstring(content, etree.XMLParser(recover=recover, **_OPTIONS))
    except etree.XMLSyntaxError as error:
        raise ReadError(_DAMAGED) from error
    if root is None:
        raise ReadError(_DAMAGED)
    return root


def stream(content: bytes, *names: str) -> Iterator[tuple[str, Element]]:
    """The elements of these local names as their ends are reached; what was seen is let go.

    Raises:
        ReadError: the part is damaged.
    """
    from lxml import etree

    tags = [f"{{*}}{name}" for name in names]
    try:
        for _, element in etree.iterparse(io.BytesIO(content), tag=tags, **_OPTIONS):
            yield local(element), element
            if len(element):
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise ReadError(_DAMAGED) from error


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    name: str = element.tag
    return name.rpartition("}")[2]


def integer(text: str | None, default: int = 0) -> int:
    """A count in an attribute; the default for anything else."""
    return int(text) if text and text.isdecimal() and len(text) <= _MOST_DIGITS else default


def truth(text: str | None, default: bool = False) -> bool:
    """A boolean attribute."""
    return default if text is None else text in ("1", "true", "on")
