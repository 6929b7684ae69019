"""Numbers under formats such as `#,##0.00`, `0!.0,"万元"`, `# ?/?` and `0.00E+00`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from reviewer.intake.number_format.chinese import by_digit
from reviewer.intake.number_format.code import Section, Token

_CONTEXT = Context(prec=2000, rounding=ROUND_HALF_UP)
_ROOM = 11
"""Signs that General has for a number with decimals, the point among them."""
_SIGNIFICANT = 6
"""Digits that General keeps of a number smaller than that room."""
_MOST_PLAIN = 21
_PAD = {"0": "0", "?": " ", "#": ""}


def rounded(value: Decimal, places: int) -> Decimal:
    """Half away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), context=_CONTEXT)


def general(value: Decimal) -> str:
    """As in a column wide enough: no exponent, for a clerk's number is never meant to have one.

    Args:
        value: not negative, with the 15 digits that Excel keeps.
    """
    exponent = value.adjusted()
    if exponent >= _MOST_PLAIN:
        return f"{value.normalize():E}"
    places = _ROOM - 2 - max(0, exponent) if exponent >= -4 else _SIGNIFICANT - 1 - exponent
    text = f"{rounded(value, max(0, places)):f}" if value % 1 else f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def figure(section: Section, value: Decimal) -> str:
    """The text of a number that is not negative under a section of kind number."""
    tokens = _percent_out_of_sight(section.tokens)
    percents = sum(kind == "percent" for kind, _ in section.tokens)
    tokens, thousands, grouped = _commas(tokens)
    value = value.scaleb(2 * percents - 3 * thousands, context=_CONTEXT)
    kinds = [kind for kind, _ in tokens]
    if "exponent" in kinds:
        text = _scientific(tokens, value, kinds.index("exponent"))
    elif (slash := _fraction_at(tokens)) is not None:
        text = _fraction(tokens, value, slash)
    else:
        text = _decimal(tokens, value, grouped=grouped)
    return by_digit(text, section.numerals) if section.numerals else text


def _percent_out_of_sight(tokens: Sequence[Token]) -> Sequence[Token]:
    """`0.00,,` and a line break before `%` show 万: the sign stands on a line that is not seen."""
    for at, (kind, text) in enumerate(tokens):
        if kind == "literal" and "\n" in text and any(k == "percent" for k, _ in tokens[at:]):
            return tokens[:at]
    return tokens


def _commas(tokens: Sequence[Token]) -> tuple[list[Token], int, bool]:
    """Without commas: how many divide by a thousand, and whether the others group digits."""
    last = max(at for at, (kind, _) in enumerate(tokens) if kind == "digit")
    point = next((at for at, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    kept: list[Token] = []
    thousands, grouped = 0, False
    follows_digit = False
    for at, (kind, text) in enumerate(tokens):
        if kind != "comma":
            kept.append((kind, text))
            follows_digit = kind == "digit"
        elif not follows_digit:
            kept.append(("literal", text))
        elif at > last or (at < point and all(k != "digit" for k, _ in tokens[at:point])):
            thousands += 1
        else:
            grouped = True
    return kept, thousands, grouped


def _decimal(tokens: Sequence[Token], value: Decimal, *, grouped: bool = False) -> str:
    point = next((at for at, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    whole, rest = tokens[:point], tokens[point:]
    places = sum(kind == "digit" for kind, _ in rest)
    digits, _, decimals = f"{rounded(value, places):f}".partition(".")
    return _whole(whole, digits.lstrip("0"), grouped=grouped) + _decimals(rest, decimals)


def _whole(tokens: Sequence[Token], digits: str, *, grouped: bool = False) -> str:
    """Digits fill the placeholders from the right; the first one takes all that are left."""
    first = next((at for at, (kind, _) in enumerate(tokens) if kind == "digit"), None)
    if first is None:
        return "".join(text for _, text in tokens) + digits
    shown: list[str] = []
    count = 0
    for at in range(len(tokens) - 1, -1, -1):
        kind, text = tokens[at]
        if kind != "digit":
            shown.append(text)
            continue
        taken = digits if at == first else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        for sign in reversed(taken or _PAD[text]):
            if grouped and count and count % 3 == 0:
                shown.append(" " if sign == " " else ",")
            shown.append(sign)
            count += 1
    return "".join(reversed(shown))


def _decimals(tokens: Sequence[Token], decimals: str) -> str:
    needed = len(decimals.rstrip("0"))
    shown, at = "", 0
    for kind, text in tokens:
        if kind == "digit":
            shown += decimals[at] if at < needed else _PAD[text]
            at += 1
        else:
            shown += text
    return shown


def _scientific(tokens: Sequence[Token], value: Decimal, at: int) -> str:
    mantissa, sign, rest = tokens[:at], tokens[at][1][1], tokens[at + 1 :]
    kinds = [kind for kind, _ in mantissa]
    point = kinds.index("point") if "point" in kinds else len(kinds)
    step = max(1, kinds[:point].count("digit"))
    places = kinds[point:].count("digit")
    exponent = 0
    if value:
        exponent = value.adjusted() // step * step
        if rounded(value.scaleb(-exponent), places).adjusted() >= step:
            exponent += step
    text = _decimal(mantissa, value.scaleb(-exponent))
    shown_sign = "-" if exponent < 0 else "+" if sign == "+" else ""
    return f"{text}E{shown_sign}{_whole(rest, str(abs(exponent)).lstrip('0'))}"


def _fraction_at(tokens: Sequence[Token]) -> int | None:
    for at in range(1, len(tokens) - 1):
        before, (kind, _), after = tokens[at - 1 : at + 2]
        if kind == "slash" and before[0] == "digit" and _is_placed(after):
            return at
    return None


def _is_placed(token: Token) -> bool:
    """Whether it is a placeholder or a digit of a fixed denominator."""
    kind, text = token
    return kind == "digit" or (text.isascii() and text.isdecimal())


def _fraction(tokens: Sequence[Token], value: Decimal, slash: int) -> str:
    start = slash
    while start and tokens[start - 1][0] == "digit":
        start -= 1
    end = slash + 1
    while end < len(tokens) and _is_placed(tokens[end]):
        end += 1
    below = tokens[slash + 1 : end]
    has_whole = any(kind == "digit" for kind, _ in tokens[:start])
    whole = int(value) if has_whole else 0
    part = Fraction(value) - whole
    fixed = "".join(text for _, text in below).replace("#", "0").replace("?", "0")
    if int(fixed):
        over, under = int(rounded(Decimal(part * int(fixed) // 1), 0)), int(fixed)
        over += part * under - over >= Fraction(1, 2)
    else:
        part = part.limit_denominator(10 ** min(len(below), 7) - 1)
        over, under = part.numerator, part.denominator
    if has_whole and over == under:
        whole, over = whole + 1, 0
    before = _whole(tokens[:start], str(whole or "")) if has_whole else ""
    if not has_whole:
        before = "".join(text for _, text in tokens[:start])
    after = "".join(text for _, text in tokens[end:])
    if has_whole and not over:
        return f"{before if whole else before.rstrip() + '0'}{after}"
    return f"{before}{over}/{under}{after}"
