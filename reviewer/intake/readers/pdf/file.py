"""What is to be known of a PDF as a whole before its pages are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reviewer.intake.errors import ReadError
from reviewer.intake.readers.pdf.streams import bound_streams
from reviewer.intake.readers.pdf.string import text_string

if TYPE_CHECKING:
    from reviewer.intake.readers.pdf.page import Page

_MOST_NAMES = 200
_DEEPEST = 32
_TOLD = 5
_WAIT = re.compile(r"Please wait|请稍候|请等待", re.IGNORECASE)


def check_file(data: bytes) -> int:
    """The number of pages.

    Raises:
        ReadError: it is damaged, encrypted, or would unpack to too much.
    """
    import pypdfium2

    bound_streams(data)
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
        document.close()
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise ReadError("PDF设有打开密码，请去掉密码后再查") from error
        raise ReadError("PDF已损坏，无法读取") from error
    return count


def refuse_dynamic_form(document: Any, pages: Sequence[Page]) -> None:
    """Stop at a form that only Adobe Reader draws.

    Raises:
        ReadError: its pages say no more than that one should wait.
    """
    from pdfminer.pdftypes import dict_value, list_value, resolve1

    form = dict_value(document.catalog.get("AcroForm"))
    if "XFA" not in form or any(page.tables for page in pages):
        return
    renders = resolve1(document.catalog.get("NeedsRendering")) is True
    waits = any(_WAIT.search(text) for page in pages for text in page.texts())
    if renders or waits or not list_value(form.get("Fields")):
        raise ReadError(
            "是XFA动态表单，页面内容由Adobe Reader现场生成，文件里没有版面；"
            "请在Adobe Reader中打开后“打印为PDF”，或提供Word、Excel文件"
        )


def about_attachments(document: Any, pages: Sequence[Page]) -> Iterator[str]:
    """A warning that names the files in the file, which are not read.

    Raises:
        ReadError: it is a portfolio: a cover and files.
    """
    names = list(_attachments(document))
    if not names:
        return
    told = "、".join(names[:_TOLD]) + ("等" if len(names) > _TOLD else "")
    if "Collection" in document.catalog and not any(page.tables for page in pages):
        raise ReadError(f"是PDF包，里面有 {len(names)} 个附件（{told}）；请取出附件后分别检查")
    yield f"PDF带有附件（{told}），没有读取"


def _attachments(document: Any) -> Iterator[str]:
    from pdfminer.pdftypes import dict_value, list_value, resolve1

    names = dict_value(document.catalog.get("Names"))
    nodes = [(dict_value(names.get("EmbeddedFiles")), 0)]
    seen = 0
    for node, depth in nodes:
        if len(nodes) < _MOST_NAMES and depth < _DEEPEST:
            nodes += [(dict_value(kid), depth + 1) for kid in list_value(node.get("Kids"))]
        pairs = list_value(node.get("Names"))
        for key, entry in zip(pairs[::2], pairs[1::2], strict=False):
            seen += 1
            if seen > _MOST_NAMES:
                return
            file = dict_value(entry)
            name = resolve1(file.get("UF")) or resolve1(file.get("F")) or resolve1(key)
            yield text_string(name) if isinstance(name, bytes) else str(name)
