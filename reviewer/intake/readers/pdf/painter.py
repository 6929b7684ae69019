"""What a PDF page paints, in the order in which it does, and what of it nobody sees.

The interpreter of pdfminer, made to heed what it passes over: layers that are switched off, text
that is not painted, transparency. And it stops at pages that would keep it busy for ever.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import PSLiteral, literal_name
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

from reviewer.intake.errors import ReadError
from reviewer.intake.readers.pdf.space import PageSpace

NOT_PAINTED = "不显示的文字"
OTHER_LAYER = "关闭的图层中的文字"
WATERMARK = "水印"
SEAL = "印章"

_INVISIBLE = frozenset({3, 7})
"""Modes of text that paints nothing: as OCR programs lay it over a scan."""
_MOST_PAINTED = 200_000
"""Characters, lines and pictures of a page."""
_MOST_CHARACTERS = 60_000
_MOST_FORMS = 20_000
"""Forms within forms may multiply."""
_OPAQUE = 0.5


@dataclass(frozen=True, slots=True)
class Paint:
    """How a thing is painted: as which of all, how opaque, and why it is not seen (or "")."""

    order: int
    alpha: float
    veil: str
    covers: bool
    """Whether it hides what was painted before it."""


class _Device(PDFPageAggregatorWithMarkedContent):
    """Collects what is painted; each thing carries its Paint as its tag."""

    def __init__(self, page: Page, until: float) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
        self.number = page.page_number
        self.alpha = 1.0
        self.blends = False
        self.veils: list[str] = []
        self._mode = 0
        self._painted = self._characters = self._forms = 0
        self._until = until

    def render_string(self, textstate: Any, *args: Any) -> None:
        self._mode = textstate.render
        super().render_string(textstate, *args)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        self._characters += 1
        if self._characters > _MOST_CHARACTERS:
            raise ReadError(f"PDF第{self.number}页内容过多，未读取")
        advance = super().render_char(*args, **kwargs)
        if self._mode in _INVISIBLE and not self._veil():
            self._tag(NOT_PAINTED)
        return advance

    def begin_figure(self, *args: Any) -> None:
        self._forms += 1
        if self._forms > _MOST_FORMS or time.monotonic() > self._until:
            raise ReadError(f"PDF第{self.number}页内容过多，未读取")
        super().begin_figure(*args)

    def render_image(self, name: str, stream: Any) -> None:
        super().render_image(name, stream)
        if any(key in stream.attrs for key in ("SMask", "Mask", "ImageMask", "IM")):
            self._tag(self._veil(), covers=False)

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        veil = ""
        if literal_name(tag) == "Artifact" and isinstance(props, dict):
            subtype = resolve1(props.get("Subtype"))
            veil = WATERMARK if getattr(subtype, "name", "") == "Watermark" else ""
        self.veils.append(veil)

    def end_tag(self) -> None:
        if self.veils:
            self.veils.pop()

    def tag_cur_item(self) -> None:
        """Called by the library for each thing painted."""
        self._painted += 1
        if self._painted > _MOST_PAINTED:
            raise ReadError(f"PDF第{self.number}页内容过多，未读取")
        self._tag(self._veil())

    def _veil(self) -> str:
        return next(filter(None, self.veils), "")

    def _tag(self, veil: str, *, covers: bool = True) -> None:
        if self.cur_item._objs:
            covers = covers and not veil and self.alpha > _OPAQUE and not self.blends
            paint = Paint(self._painted, self.alpha, veil, covers)
            self.cur_item._objs[-1].tag = paint  # type: ignore[attr-defined]


class _Interpreter(PDFPageInterpreter):
    """Heeds optional content and the opacity of the graphics state."""

    device: _Device
    is_off: Callable[[Any], bool]

    def subinterp(self) -> PDFPageInterpreter:
        inner = super().subinterp()
        inner.is_off = self.is_off  # type: ignore[attr-defined]
        return inner

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        self._kept: list[tuple[float, bool]] = []

    def do_q(self) -> None:
        self._kept.append((self.device.alpha, self.device.blends))
        super().do_q()

    def do_Q(self) -> None:  # noqa: N802 - the name of the operator
        if self._kept:
            self.device.alpha, self.device.blends = self._kept.pop()
        super().do_Q()

    def do_gs(self, name: Any) -> None:
        states = dict_value(self.resources.get("ExtGState"))
        state = resolve1(states.get(literal_name(name)))
        if not isinstance(state, dict):
            return
        alpha, blend = resolve1(state.get("ca")), resolve1(state.get("BM"))
        if isinstance(alpha, (int, float)):
            self.device.alpha = float(alpha)
        if blend is not None:
            modes = blend if isinstance(blend, list) else [blend]
            self.device.blends = getattr(modes[0], "name", "") not in ("Normal", "Compatible")

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        entry = props
        if isinstance(props, PSLiteral):
            known = dict_value(self.resources.get("Properties"))
            entry = known.get(literal_name(props))
        super().do_BDC(tag, resolve1(entry) if isinstance(tag, PSLiteral) else props)
        if isinstance(tag, PSLiteral) and tag.name == "OC" and self.is_off(entry):
            self.device.veils[-1] = OTHER_LAYER

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        kept = self.device.alpha, self.device.blends, len(self.device.veils)
        layer = None
        if (stream := self.xobjmap.get(literal_name(xobjid_arg))) is not None:
            layer = stream_value(stream).get("OC")
        self.device.veils.append(OTHER_LAYER if layer is not None and self.is_off(layer) else "")
        super().do_Do(xobjid_arg)
        self.device.alpha, self.device.blends, depth = kept
        del self.device.veils[depth:]


def _layers_off(catalog: Any) -> frozenset[int]:
    """The object numbers of the layers that the default configuration does not show."""
    properties = dict_value(catalog.get("OCProperties"))
    default = dict_value(properties.get("D"))
    off = set(_ids(default.get("OFF")))
    base = resolve1(default.get("BaseState"))
    if getattr(base, "name", "") == "OFF":
        off |= set(_ids(properties.get("OCGs"))) - set(_ids(default.get("ON")))
    return frozenset(off)


def _ids(refs: Any) -> list[int]:
    listed = list_value(refs)
    return [ref.objid for ref in listed if isinstance(ref, PDFObjRef)]


def _switch(catalog: Any) -> Callable[[Any], bool]:
    """Whether a layer, or what depends on several, is off."""
    off = _layers_off(catalog)

    def is_off(entry: Any) -> bool:
        if not off:
            return False
        if isinstance(entry, PDFObjRef) and entry.objid in off:
            return True
        group = resolve1(entry)
        if not isinstance(group, dict) or "OCGs" not in group:
            return False
        refs = group["OCGs"]
        members = (
            [refs.objid]
            if isinstance(refs, PDFObjRef) and isinstance(resolve1(refs), dict)
            else _ids(refs)
        )
        hidden = [member in off for member in members]
        policy = getattr(resolve1(group.get("P")), "name", "AnyOn")
        shown = {
            "AllOn": not any(hidden),
            "AnyOff": any(hidden),
            "AllOff": all(hidden),
        }.get(policy, not hidden or not all(hidden))
        return not shown

    return is_off


class SeenPage(Page):
    """A page in points from the upper left corner of what is seen of it."""

    def __init__(self, pdf: Any, page: Any, number: int, until: float) -> None:
        super().__init__(pdf, page, page_number=number)
        unit = resolve1(page.attrs.get("UserUnit"))
        unit = float(unit) if isinstance(unit, (int, float)) else 1.0
        crop = page.cropbox if "CropBox" in page.attrs else None
        self._until = until
        self.see(PageSpace.of(page.mediabox, crop, page.rotate, unit))

    def see(self, space: PageSpace) -> None:
        """Look at the page so; what was read of it before is forgotten."""
        self.flush_cache()
        self.__dict__.pop("_objects", None)
        self.space = space
        self.rotation = 0
        self.mediabox = self.cropbox = self.bbox = (0.0, 0.0, space.width, space.height)

    @property
    def layout(self) -> Any:
        """What is painted, as the library wants it.

        Raises:
            ReadError: there is too much of it.
        """
        if not hasattr(self, "_layout"):
            device = _Device(self, self._until)
            interpreter = _Interpreter(self.pdf.rsrcmgr, device)
            interpreter.is_off = _switch(self.pdf.doc.catalog)
            page, matrix = self.page_obj, self.space.matrix
            device.begin_page(page, matrix)
            interpreter.render_contents(page.resources, page.contents, ctm=matrix)
            device.end_page(page)
            self._layout = device.get_result()
        return self._layout
