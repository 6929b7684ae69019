"""Whether a word denies that something was done, or counts what is not there: 未归档, 没接通, 缺两卷."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from reviewer.language.numerals import NUMERALS
from reviewer.language.stops import clause_at, end_of, start_of
from reviewer.lexicon import Token, lexicon
from reviewer.reading.cells import read_cell
from reviewer.reading.claims import Role

NUMBERS = frozenset(NUMERALS + "0123456789")
_ENDS = frozenset("，。；、)！？")


class Words:
    """A cell in its normal form with the words of `states.toml` in it."""

    def __init__(self, plain: str, row_words: str) -> None:
        self.plain = plain
        self.row_words = row_words
        self.tokens = lexicon("states").tokens(plain)

    @cached_property
    def _by_start(self) -> dict[int, Token]:
        return {token.start: token for token in self.tokens}

    def at(self, place: int, *concepts: str) -> Token | None:
        """The word that begins there, if it is of one of these concepts."""
        found = self._by_start.get(place)
        return None if found is None or found.concepts.isdisjoint(concepts) else found

    def behind(self, token: Token, reach: int = 0) -> list[Token]:
        """The words behind one in its clause, at most so many characters further on."""
        stop = end_of(self.plain, token.end)
        stop = min(stop, token.end + reach) if reach else stop
        return [one for one in self.tokens if token.end <= one.start < stop]

    def rest(self, token: Token) -> str:
        """What stands behind a word in its clause."""
        return self.plain[token.end : end_of(self.plain, token.end)]

    def is_end(self, at: int) -> bool:
        """Whether a clause or a part of one ends here."""
        return at >= len(self.plain) or self.plain[at] in _ENDS


def listed(concept: str) -> tuple[str, ...]:
    """The words of a concept of `states.toml`, the longest first."""
    return lexicon("states").words(concept)


# Denied -----------------------------------------------------------------------------------------


class Denied(NamedTuple):
    """Where ends what a negation denies; `is_partly` where only that all of it was done."""

    end: int
    is_partly: bool


def denied(words: Words, token: Token) -> Denied | None:
    """What a negation denies; None where it is nothing that was to be done."""
    plain = words.plain
    if plain.endswith(("非", *listed("absent")), 0, token.start):
        return None
    wholly, end, found = False, token.end, False
    while (following := words.at(end, *_AROUND_VERBS, "happen", "name")) is not None:
        concepts = following.concepts
        if concepts & {"happen", "name"} and not found:
            return None
        if concepts.isdisjoint(_AROUND_VERBS):
            break
        wholly |= "entirely" in concepts
        found |= bool(concepts & {"achieve", "acting"})
        end = following.end
    if not found:
        end = _own_verb(words, end)
        found = end > 0
    if not found and "yet" in token.concepts:
        end = token.end
        found = end < len(plain) and not plain.startswith(listed("happening"), end)
    if not found and (end := _any_verb(words, token)):
        found = True
    end = max(end, token.end)
    return Denied(end, wholly) if (wholly or found) and not _is_name(words, end) else None


_AROUND_VERBS = ("manner", "entirely", "achieve", "acting", "done")


def _own_verb(words: Words, at: int) -> int:
    """Where a word of the row or a verb with its outcome (没接通, 没编完) ends; 0 for none."""
    plain = words.plain
    if plain.startswith(listed("happening"), at):
        return 0
    piece = plain[at : at + 2]
    if len(piece) == 2 and _is_cjk(piece) and piece in words.row_words:
        return at + 2
    for size in (1, 2):
        outcome = plain[at + size : at + size + 2]
        longest = next((one for one in listed("outcome") if outcome.startswith(one)), "")
        end = at + size + len(longest)
        follows = plain[end : end + 1]
        closes = words.is_end(end) or follows in "的了，外" or follows.isdecimal()
        if longest and closes and _is_cjk(plain[at : at + size]):
            return end
    return 0


def _any_verb(words: Words, token: Token) -> int:
    """Where a clause ends that is nothing but a number and a denied verb; 0 otherwise.

    3个单位未编, 40个未划线启用, 附属工程未做, 不予推荐; 3户未受灾 denies something bad.
    """
    plain = words.plain
    start = start_of(plain, token.start)
    stop = end_of(plain, token.end, "，。；！？、)")
    verb = plain[token.end : stop]
    if not 0 < len(verb) <= 5 or not _is_cjk(verb):
        return 0
    if plain.startswith(listed("harm") + listed("happening"), token.end) or "率" in verb:
        return 0
    counted = not NUMBERS.isdisjoint(plain[start : token.start])
    passive = token.word in ("不予", "未予", "未获", "未被")
    said_of = start < token.start and len(verb) == 2 and token.word[0] in "未没"
    return stop if counted or passive or said_of or verb == "做" else 0


def _is_name(words: Words, at: int) -> bool:
    """未完成率, 未完成的原因; 未归档资料已全部归档 tells of what has come in since."""
    if words.plain.startswith(listed("name_behind"), at):
        return True
    stop = min(end_of(words.plain, at), at + 16)
    return any(
        at < one.start < stop and one.concepts & {"mended", "all_done"} for one in words.tokens
    )


# Counted ----------------------------------------------------------------------------------------


def lacks(words: Words, token: Token) -> bool:
    """缺两卷, 漏报3条, 缺2022年两卷; 少了监理日志 needs no number.

    Less than at another time or than another thing is no lack: 比上年12件少5件, 少绕6公里.
    """
    if token.word.startswith("少") and _is_compared(words, token):
        return False
    if token.word.endswith(("了", "少", "失")) and len(token.word) > 1:
        return True
    start, stop = clause_at(words.plain, token.end)
    ahead = words.plain[token.end : min(stop, token.end + 12)]
    if ahead.rstrip("。").endswith("天") and any(
        one in words.plain[start : token.start] for one in "离距"
    ):
        return False  # 离期限还剩1天
    if token.word == "缺" and _is_cjk(ahead) and len(ahead) <= 3:
        before = words.plain[start : token.start]
        if len(before) > 1 and before[-1] in _THINGS and before[-2] in NUMBERS:
            return True  # 乙库5组缺轨道
    return not NUMBERS.isdisjoint(ahead) and not ahead.startswith("%")


_THINGS = frozenset("组台套座辆件")


def _is_compared(words: Words, token: Token) -> bool:
    """Whether 少 tells of a change: by a figure before it, or by what is done the less."""
    if token.word == "少" and words.plain[token.end : token.end + 1] not in NUMBERS:
        return True  # 少绕6公里, 少用71立方米
    before = words.plain[start_of(words.plain, token.start) : token.start]
    if "比" in before or any(
        lexicon("roles").holds(text, "before") for text in (before, words.row_words)
    ):
        return True
    return any(
        (one.role in (Role.BEFORE, Role.CHANGE) and one.start < token.start)
        or (one.role is Role.CHANGE and token.end <= one.start <= token.end + 1)
        for one in read_cell(words.plain).figures
    )


def _is_cjk(text: str) -> bool:
    return bool(text) and all("\u3400" <= char <= "\u9fff" for char in text)
