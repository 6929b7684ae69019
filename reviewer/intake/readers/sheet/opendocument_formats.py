"""Number formats of OpenDocument, written as Excel's, so that one module shows values under both."""

from __future__ import annotations

from collections.abc import Callable

from reviewer.intake.readers.office_xml import Element, integer, local

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_NUMBER, _STYLE = f"{{{_NS}datastyle:1.0}}", f"{{{_NS}style:1.0}}"
FORMATS = frozenset(
    {
        "number-style",
        "percentage-style",
        "currency-style",
        "date-style",
        "time-style",
        "boolean-style",
        "text-style",
    }
)
_MOST_DIGITS = 30
_MOST_MAPS = 3
_NUMERALS = {"一": "[DBNum1]", "壹": "[DBNum2]", "１": "[DBNum3]"}
_THOUSAND = 1000
_DATES = {
    "year": ("yy", "yyyy"),
    "month": ("m", "mm"),
    "day": ("d", "dd"),
    "day-of-week": ("ddd", "dddd"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
    "era": ("gg", "ggg"),
    "am-pm": ("AM/PM", "AM/PM"),
}
"""Short and long."""


def code_of(style: Element, named: Callable[[str], Element | None]) -> str:
    """A format with its conditions.

    Args:
        style: one of FORMATS.
        named: finds the formats that its conditions refer to.
    """
    parts: list[str] = []
    for one in style:
        if local(one) == "map" and len(parts) < _MOST_MAPS:
            applied = named(one.get(f"{_STYLE}apply-style-name") or "")
            condition = (one.get(f"{_STYLE}condition") or "").replace("value()", "")
            if applied is not None:
                condition = condition.replace("!=", "<>").replace(" ", "")
                parts.append(f"[{condition}]{_section(applied)}")
    return ";".join([*parts, _section(style)])


def _section(style: Element) -> str:
    kind = local(style)
    written = _NUMERALS.get((style.get(f"{_NUMBER}transliteration-format") or "")[:1], "")
    if style.get(f"{_NUMBER}language") == "zh":
        written += "[$-804]"
    is_elapsed = style.get(f"{_NUMBER}truncate-on-overflow") == "false"
    for one in style:
        name = local(one)
        if name == "text":
            written += _literal(one.text or "", is_percentage=kind == "percentage-style")
        elif name == "currency-symbol":
            written += _literal(one.text or "")
        elif name in ("number", "scientific-number"):
            written += _figure(one)
        elif name == "fraction":
            written += _fraction(one)
        elif name == "text-content":
            written += "@"
        elif name == "boolean":
            written += "General"
        elif name in _DATES:
            piece = _date(one, name)
            if is_elapsed and name in ("hours", "minutes", "seconds"):
                piece, is_elapsed = f"[{piece}]", False
            written += piece
    return written


def _literal(text: str, *, is_percentage: bool = False) -> str:
    if is_percentage:
        return "%".join(_literal(part) for part in text.split("%"))
    return "".join(f"\\{sign}" for sign in text)


def _count(element: Element, name: str, default: int = 0) -> int:
    return min(integer(element.get(f"{_NUMBER}{name}"), default), _MOST_DIGITS)


def _figure(element: Element) -> str:
    is_scientific = local(element) == "scientific-number"
    places = element.get(f"{_NUMBER}decimal-places")
    if places is None and not is_scientific:
        return "General"
    whole = "0" * _count(element, "min-integer-digits")
    texts: dict[int, str] = {}
    for one in element:
        at = _count(one, "position")
        texts[at] = texts.get(at, "") + (one.text or "")
    if texts:
        digits = whole.rjust(max(texts) + 1, "#")
        whole = "".join(
            _literal(texts.get(len(digits) - at, "")) + digit for at, digit in enumerate(digits)
        )
    elif element.get(f"{_NUMBER}grouping") == "true":
        whole = f"#,{whole.rjust(3, '#')}"
    shown = _count(element, "decimal-places")
    needed = min(_count(element, "min-decimal-places", shown), shown)
    decimals = "0" * needed + "#" * (shown - needed)
    factor = integer(element.get(f"{_NUMBER}display-factor"), 1)
    scale = ""
    while factor >= _THOUSAND:
        factor //= _THOUSAND
        scale += ","
    exponent = "E+" + "0" * max(1, _count(element, "min-exponent-digits")) if is_scientific else ""
    return f"{whole or '#'}{'.' if decimals else ''}{decimals}{scale}{exponent}"


def _fraction(element: Element) -> str:
    over = "?" * max(1, _count(element, "min-numerator-digits"))
    under = element.get(f"{_NUMBER}denominator-value") or "?" * max(
        1, _count(element, "min-denominator-digits")
    )
    has_whole = element.get(f"{_NUMBER}min-integer-digits") is not None
    return f"{'# ' if has_whole else ''}{over}/{under}"


def _date(element: Element, name: str) -> str:
    is_long = element.get(f"{_NUMBER}style") == "long"
    written = _DATES[name][is_long]
    if name == "month" and element.get(f"{_NUMBER}textual") == "true":
        written = "mmmm" if is_long else "mmm"
    if name == "seconds" and (places := _count(element, "decimal-places")):
        written += "." + "0" * places
    return written
