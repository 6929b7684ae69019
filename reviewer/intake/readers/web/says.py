"""What a page has that is not read, in the words of a reason or a warning."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from reviewer.intake.readers.web.stylesheet import Element

_TYPED = frozenset({"text", "number", "tel", "date", "search", ""})
_LEAST_FIELDS = 3
_DOCUMENTS = (".doc", ".docx", ".xls", ".xlsx", ".pdf", ".wps", ".et", ".zip", ".rar", ".ofd")
_MOST_NAMED = 3
_LONGEST_NAME = 40
_NO_TABLE = (
    "网页里没有表格（table），是用别的方式排的，分不出各栏；"
    "请在浏览器中打印为PDF后再查，或用原始的Word、Excel文件"
)


def unsaved_fields(root: Element) -> Iterator[str]:
    """That the fields of a form on the page were saved without what was typed into them."""
    fields = [
        field
        for field in root.iterfind(".//table//input")
        if (field.get("type") or "").lower() in _TYPED
    ]
    if len(fields) >= _LEAST_FIELDS and all(field.get("value") is None for field in fields):
        yield (
            f"网页表格中有{len(fields)}个输入框，填写的内容没有保存在文件里；"
            "请在浏览器中打印为PDF后再查"
        )


def why_no_form(root: Element, *, has_table: bool) -> str:
    """Where the form may be that is not on the page: attached, in a frame, a picture; "" for nowhere."""
    files = list(dict.fromkeys(filter(None, map(_document, root.iter("a")))))
    if files:
        named = "、".join(files[:_MOST_NAMED])
        return f"网页里没有自评表，可能在附件里（{named}）；请下载附件后再查"
    if next(root.iter("frame"), None) is not None:
        return (
            "网页由框架组成，表格在另外的文件里（如同名文件夹中的sheet001.htm）；"
            "请提交那个文件，或在Excel中另存为.xlsx后再查"
        )
    if has_table:
        return ""
    if next(root.iter("iframe"), None) is not None:
        return "表格在网页内嵌的另一个页面里，没有存进这个文件；请打开那个页面打印为PDF后再查"
    if next(root.iter("img"), None) is not None:
        return "网页里没有表格，只有图片和文字；请把图片另存后再查，或用原始的Word、Excel文件"
    return _NO_TABLE


def _document(link: Element) -> str:
    """The name of the document that a link leads to."""
    try:
        path = unquote(urlsplit(link.get("href") or "").path)
    except ValueError:
        return ""
    if not path.lower().endswith(_DOCUMENTS):
        return ""
    shown = "".join("".join(link.itertext()).split()) if len(link) < _MOST_NAMED else ""
    return (shown or path.rpartition("/")[2])[:_LONGEST_NAME]
