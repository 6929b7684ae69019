"""Read what the words of a cell say of how far a thing has come.

A state is built of concepts (a negation, any adverbs, a verb of achieving), so that a phrase nobody
has listed is read as well: 没能按期供货, 结项未获批准, 还差两台没到.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from reviewer.language.normal import normalize
from reviewer.language.numerals import NUMERALS
from reviewer.language.stops import CLAUSE, clause_at, end_of, start_of
from reviewer.lexicon import Token, lexicon
from reviewer.reading.cells import read_cell
from reviewer.reading.claims import Role

LONGEST = 600
"""Of a longer cell only the beginning is read, so that time stays bounded."""


class Kind(StrEnum):
    """What a state says."""

    UNDONE = "undone"  # 未完成, 没到货
    PARTLY = "partly"  # 部分完成, 未完全达到
    SOME = "some"  # 个别项目未验收, 大部分完成
    MOSTLY = "mostly"  # 基本完成, 有待完善
    UNDER_WAY = "under way"  # 正在, 推进中
    BUILDING = "building"  # 在建, 试运行
    PENDING = "pending"  # 待验收
    DRAFT = "draft"  # 征求意见稿
    PLANNED = "planned"  # 计划, 拟于
    STOPPED = "stopped"  # 取消, 结转
    LACKING = "lacking"  # 缺两卷, 漏报3条
    FAILED = "failed"  # 不合格, 被退回
    LATE = "late"  # 逾期, 迟报
    WORSE = "worse"  # 不及, 反弹
    OVER = "over"  # 超预算
    MENDED = "mended"  # 已整改, 复检合格
    IN_TIME = "in time"  # 按期


@dataclass(frozen=True, slots=True)
class State:
    """One thing that a cell says of how far something has come.

    `start` and `end` are its place in the normal form, `clause` counts the ，。； before it.
    """

    kind: Kind
    words: str
    start: int
    end: int
    clause: int


@lru_cache(maxsize=4096)
def read_states(text: str, row_words: str = "") -> tuple[State, ...]:
    """The states of a cell in its order; linear in its length.

    Args:
        text: the cell.
        row_words: the row's name and target; a negation before one of their words denies that.
    """
    plain = normalize(text)[:LONGEST]
    return tuple(_Reader(plain, normalize(row_words)).states())


_ENDS = frozenset("，。；、)！？")
_SINGLE = {
    "under_construction": Kind.BUILDING,
    "draft": Kind.DRAFT,
    "failed": Kind.FAILED,
    "late": Kind.LATE,
    "worse": Kind.WORSE,
    "over": Kind.OVER,
    "mended": Kind.MENDED,
    "nearly": Kind.MOSTLY,
    "in_time": Kind.IN_TIME,
}
"""Concepts that are a state by themselves."""
_ABSENT = (Kind.LACKING, Kind.FAILED, Kind.LATE, Kind.WORSE, Kind.OVER)
_DENIED = ("无", "非", "没有", "不存在", "未发现", "未出现", "杜绝", "避免")


class _Reader:
    def __init__(self, plain: str, row_words: str) -> None:
        self.plain = plain
        self.row_words = row_words
        self.tokens = lexicon("states").tokens(plain)
        self.by_start = {token.start: token for token in self.tokens}

    def states(self) -> Iterator[State]:
        clause = at = some_until = denied_until = 0
        for token in self.tokens:
            clause += sum(self.plain.count(sign, at, token.start) for sign in CLAUSE)
            at = token.start
            for kind, end in self._of(token):
                if kind is Kind.SOME:
                    some_until = end
                elif kind is Kind.UNDONE and at < some_until:
                    continue  # 部分资料未归档 is said of some
                elif kind is Kind.IN_TIME and at < denied_until:
                    continue  # 未按期
                elif kind in _ABSENT and self._is_absent(at):
                    continue
                if kind in (Kind.UNDONE, Kind.PARTLY):
                    denied_until = end
                yield State(kind, self.plain[token.start : end], token.start, end, clause)

    def _is_absent(self, at: int) -> bool:
        """Whether the clause says before a bad word that there was none: 未发生损坏和丢失."""
        start, stop = clause_at(self.plain, at)
        if self.plain[at:stop].endswith(("为零", "为0", "为无", "为0件", "为0起", "为零件")):
            return True
        return lexicon("states").holds(self.plain[start:at], "absent")

    def _of(self, token: Token) -> Iterator[tuple[Kind, int]]:
        """What begins at a token, and where it ends."""
        concepts = token.concepts
        if "name" in concepts:
            return
        if concepts & {"negation", "yet"}:
            yield from self._denied(token)
        if concepts & {"some", "only", "many"}:
            yield from self._part(token)
        if "mostly" in concepts:
            yield from self._mostly(token)
        if "acting" in concepts:
            yield from self._acting(token)
        if "now_at" in concepts:
            yield from self._now_at(token)
        if "waiting" in concepts:
            yield from self._waiting(token)
        if "planned" in concepts and self._is_plan(token):
            yield Kind.PLANNED, token.end
        if "later" in concepts and token.start == 0:
            yield from self._later(token)
        if "stopped" in concepts and self._is_stopped(token):
            yield Kind.STOPPED, token.end
        if "lacking" in concepts and self._is_counted(token):
            yield Kind.LACKING, self._count_end(token.end)
        if token.word == "在建" and self._tells_which(token):
            return
        yield from ((kind, token.end) for concept, kind in _SINGLE.items() if concept in concepts)

    # What is denied ------------------------------------------------------------------------------

    def _denied(self, token: Token) -> Iterator[tuple[Kind, int]]:
        if self.plain.endswith(_DENIED, 0, token.start):
            return
        wholly, end, found = False, token.end, False
        while (following := self.by_start.get(end)) is not None:
            concepts = following.concepts
            if concepts & {"happen", "name"} and not found:
                return
            if not concepts & {"manner", "entirely", "achieve", "acting", "done"}:
                break
            wholly |= "entirely" in concepts
            found |= bool(concepts & {"achieve", "acting"})
            end = following.end
        if not found:
            end = self._own_verb(end)
            found = end > 0
        if not found and "yet" in token.concepts:
            end = token.end
            found = self._is_open(end)
        if not found and (end := self._any_verb(token)):
            found = True
        if (wholly or found) and not self._is_name(max(end, token.end)):
            yield (Kind.PARTLY if wholly else Kind.UNDONE), max(end, token.end)

    def _own_verb(self, at: int) -> int:
        """Where a word of the row or a verb with its outcome (没接通, 没编完) ends; 0 for none."""
        if self.plain.startswith(_words("happening"), at):
            return 0
        piece = self.plain[at : at + 2]
        if len(piece) == 2 and _is_cjk(piece) and piece in self.row_words:
            return at + 2
        for size in (1, 2):
            outcome = self.plain[at + size : at + size + 2]
            if _is_cjk(self.plain[at : at + size]) and outcome.startswith(_words("outcome")):
                longest = next(one for one in _words("outcome") if outcome.startswith(one))
                end = at + size + len(longest)
                follows = self.plain[end : end + 1]
                if not follows or follows in _ENDS or follows in "的了，外" or follows.isdecimal():
                    return end
        return 0

    def _any_verb(self, token: Token) -> int:
        """Where a clause ends that is nothing but a number and a denied verb; 0 otherwise.

        3个单位未编, 40个未划线启用, 附属工程未做, 不予推荐; 3户未受灾 denies something bad.
        """
        start, stop = clause_at(self.plain, token.start)
        stop = min([stop, *(at for sign in "、)" if (at := self.plain.find(sign, token.end)) >= 0)])
        verb = self.plain[token.end : stop]
        if not 0 < len(verb) <= _LONGEST_VERB or not _is_cjk(verb):
            return 0
        if self.plain.startswith(_words("harm") + _words("happening"), token.end) or "率" in verb:
            return 0
        counted = any(char in _NUMBERS for char in self.plain[start : token.start])
        passive = token.word in ("不予", "未予", "未获", "未被")
        said_of = start < token.start and len(verb) == _VERB and token.word[0] in "未没"
        return stop if counted or passive or said_of or verb == "做" else 0

    def _is_open(self, at: int) -> bool:
        """Whether 尚未 is not followed by something bad or by 有."""
        return not self.plain.startswith(_words("happening"), at) and bool(self.plain[at : at + 1])

    def _is_name(self, at: int) -> bool:
        """未完成率, 未完成的原因; 未归档资料已全部归档 tells of what has come in since."""
        if self.plain.startswith(_words("name_behind"), at):
            return True
        stop = end_of(self.plain, at)
        return any(
            one.concepts & {"mended", "all_done"} and one.start > at
            for one in self.tokens
            if at < one.start < min(stop, at + _SINCE)
        )

    # Less than all -------------------------------------------------------------------------------

    def _part(self, token: Token) -> Iterator[tuple[Kind, int]]:
        """部分完成, 仅完成3项, 个别项目未验收, 大部分完成."""
        if "many" in token.concepts or (token.word == "个别" and not self._is_dealt_with(token)):
            yield Kind.SOME, token.end
            return
        end = token.end
        if self.plain.startswith(("地", "已", "地已"), end):
            end += 2 if self.plain.startswith("地已", end) else 1
        following = self.by_start.get(end)
        if "only" in token.concepts and following is not None and "some" in following.concepts:
            yield Kind.PARTLY, following.end
            return
        if "only" in token.concepts and self.plain[end : end + 1] in _REMARKED:
            return  # 只提了两条建议, 才花了三成
        if "only" in token.concepts and "了" in self.plain[end + 1 : end + 4]:
            yield Kind.PARTLY, self.plain.index("了", end + 1) + 1
            return
        if following is not None and "reached" in following.concepts:
            yield Kind.PARTLY, following.end
            return
        if "some" in token.concepts:
            stop = end_of(self.plain, token.end)
            for one in self.tokens:
                if token.end <= one.start < min(stop, token.end + _WITHIN):
                    short = self._short_until(one)
                    if short or ("reached" in one.concepts and one.start <= token.end + _NEAR):
                        yield Kind.SOME, short or one.end
                        return

    def _is_dealt_with(self, token: Token) -> bool:
        """个别易损件按周期更换, 个别问题已整改; 除个别村外 leaves some out."""
        if self.plain.endswith("除", 0, token.start):
            return False
        stop = end_of(self.plain, token.end)
        behind = [one for one in self.tokens if token.end <= one.start < stop]
        if any(one.concepts & {"negation", "yet", "late", "failed", "stopped"} for one in behind):
            return False
        said = self.plain[token.end : stop]
        return any(word in said for word in ("更换", "整改", "修复", "已", "补", "纠正", "解决"))

    def _short_until(self, token: Token) -> int:
        """Where a word that says that something is open ends; 0 where it says nothing such."""
        if token.concepts & {"negation", "yet"}:
            return max((end for _, end in self._denied(token)), default=0)
        is_open = token.concepts & {"now_at", "waiting", "late", "failed", "stopped"}
        return token.end if is_open else 0

    def _mostly(self, token: Token) -> Iterator[tuple[Kind, int]]:
        following = self.by_start.get(token.end)
        if following is not None and following.concepts & {"done", "achieve"}:
            yield Kind.MOSTLY, following.end
            return
        if following is not None and following.concepts & {"negation", "yet"}:
            yield Kind.MOSTLY, following.end
            return
        stop = end_of(self.plain, token.end)
        for one in self.tokens:
            near = token.end <= one.start <= min(stop, token.end + _GAP)
            if near and "ended" in one.concepts and "、" not in self.plain[token.end : one.start]:
                yield Kind.MOSTLY, one.end
                return

    # Under way -----------------------------------------------------------------------------------

    def _acting(self, token: Token) -> Iterator[tuple[Kind, int]]:
        """推进中, 办理过程中: at the end of what it is said in."""
        for words in ("中", "当中", "过程中", "之中"):
            end = token.end + len(words)
            if self.plain.startswith(words, token.end) and self._ends(end):
                yield Kind.UNDER_WAY, end

    def _ends(self, at: int) -> bool:
        return at >= len(self.plain) or self.plain[at] in _ENDS

    def _now_at(self, token: Token) -> Iterator[tuple[Kind, int]]:
        """正在编写, 尚在办理, 处于审批阶段."""
        word = token.word
        following = self.by_start.get(token.end)
        if word in ("处于", "仍处于", "尚处于", "尚处", "进入", "已进入"):
            stop = end_of(self.plain, token.end)
            ahead = [
                one for one in self.tokens if token.end <= one.start < min(stop, token.end + 10)
            ]
            ended = any("stage_ended" in one.concepts for one in ahead)
            stage = next((one for one in ahead if "stage" in one.concepts), None)
            if stage is not None and not ended:
                yield Kind.UNDER_WAY, stage.end
        elif word in ("正", "抓紧", "加紧", "加快", "正抓紧", "正加紧"):
            if following is not None and "acting" in following.concepts and word != "加快":
                yield Kind.UNDER_WAY, following.end
        elif not (word == "正在" and self._is_of_what_is_done(token)):
            known = following is not None and following.concepts & {"acting", "under_construction"}
            waits = known and word.endswith("待")
            end = following.end if known and following is not None else token.end
            yield (Kind.PENDING if waits else Kind.UNDER_WAY), end

    def _is_of_what_is_done(self, token: Token) -> bool:
        """正在实施的3个项目全部完工: under way only tells which."""
        stop = end_of(self.plain, token.end)
        behind = self.plain[token.end : stop]
        return "的" in behind[:6] and any(word in behind for word in ("全部", "均", "都", "已"))

    def _tells_which(self, token: Token) -> bool:
        """在建3个标段均按计划推进: under construction only tells which."""
        stop = end_of(self.plain, token.end)
        return any(word in self.plain[token.end : stop] for word in ("均", "全部", "都", "已"))

    def _waiting(self, token: Token) -> Iterator[tuple[Kind, int]]:
        following = self.by_start.get(token.end)
        if following is None or not following.concepts & {"acting", "achieve"}:
            return
        if not self._came_in_a_month(token.end):
            yield Kind.PENDING, following.end

    def _came_in_a_month(self, at: int) -> bool:
        """等通水后试压，10月试压合格, 等装修完11月开放: a month of the year told of stands behind what was awaited."""
        after = min(
            (place for sign in "后完" if (place := self.plain.find(sign, at)) >= 0), default=-1
        )
        months = [place for place in range(after, len(self.plain)) if self.plain[place] == "月"]
        if after < 0 or not months:
            return False
        told = self.plain[after : months[0]]
        return told[-1:].isdecimal() and "年" not in told and "月" not in told

    def _is_plan(self, token: Token) -> bool:
        if token.word in ("拟", "将"):
            ahead = self.plain[token.end : token.end + _PLAN_REACH]
            following = self.by_start.get(token.end)
            begins = ahead.startswith(
                ("于", "在", "继续", "通过", "定于", "安排", *_words("later"))
            )
            begins |= ahead[:1].isdecimal() and "年" in ahead[:5]
            acts = following is not None and "acting" in following.concepts
            return begins or (acts and token.word == "拟")
        stop = end_of(self.plain, token.end)
        done = any(word in self.plain[token.end : stop] for word in ("均", "已", "提前"))
        return token.word != "计划" or (self._begins(token.start) and not done)

    def _begins(self, at: int) -> bool:
        """Whether a clause or part of one begins here."""
        return (
            at == 0
            or self.plain[at - 1] in "，。；、：("
            or self.plain[max(0, at - 2) : at]
            in (
                "目前",
                "现已",
            )
            or self.plain[max(0, at - 1) : at] in ("年",)
        )

    def _later(self, token: Token) -> Iterator[tuple[Kind, int]]:
        end = token.end
        while self.plain.startswith(("再", "将", "继续"), end):
            end += 2 if self.plain.startswith("继续", end) else 1
        following = self.by_start.get(end)
        if following is not None and following.concepts & {"acting", "achieve"}:
            yield Kind.PLANNED, following.end

    def _is_stopped(self, token: Token) -> bool:
        """因疫情取消, 取消举办, 延期至2024年; 取消不合理收费12项 is work."""
        if token.word.endswith(("至", "到", "年", "年度", "实施", "空")) and len(token.word) > 2:
            return True
        following = self.by_start.get(token.end)
        end = token.end
        if following is not None and following.concepts & {"acting", "achieve", "later"}:
            end = following.end
        elif self.plain[token.end : token.end + 2] in self.row_words:
            end = token.end + 2
        return self._ends(end)

    # With a number -------------------------------------------------------------------------------

    def _is_counted(self, token: Token) -> bool:
        """缺两卷, 漏报3条, 缺2022年两卷; 少了监理日志 needs no number.

        Less than at another time or than another thing is no lack: 比上年12件少5件, 少绕6公里.
        """
        if token.word.startswith("少") and self._is_compared(token):
            return False
        if token.word.endswith(("了", "少", "失")) and len(token.word) > 1:
            return True
        start, stop = clause_at(self.plain, token.end)
        ahead = self.plain[token.end : min(stop, token.end + _COUNT_REACH)]
        if (
            token.word == "缺"
            and _is_cjk(ahead)
            and len(ahead) <= _PART
            and _counts_things(self.plain[start : token.start])
        ):
            return True  # 5组缺轨道
        return bool(ahead) and any(char in _NUMBERS for char in ahead) and not ahead.startswith("%")

    def _is_compared(self, token: Token) -> bool:
        """Whether 少 tells of a change: by a figure before it, or by what is done the less."""
        figures = read_cell(self.plain).figures
        ahead = self.plain[token.end : token.end + 1]
        if token.word == "少" and ahead not in _NUMBERS:
            return True  # 少绕6公里, 少用71立方米
        start = start_of(self.plain, token.start)
        if lexicon("roles").holds(self.plain[start : token.start], "before"):
            return True
        if (
            lexicon("roles").holds(self.row_words, "before")
            or "比" in self.plain[start : token.start]
        ):
            return True
        return any(
            one.role in _COMPARED and one.quantity.start < token.start for one in figures
        ) or any(
            one.role is Role.CHANGE and token.end <= one.quantity.start <= token.end + 1
            for one in figures
        )

    def _count_end(self, at: int) -> int:
        stop = end_of(self.plain, at)
        return min(stop, at + _SHOWN)


_REMARKED = frozenset("提花用费耗问")
_COMPARED = (Role.BEFORE, Role.CHANGE)
_NUMBERS = frozenset(NUMERALS + "0123456789两")
_LONGEST_VERB = 5
_VERB = 2
_WITHIN = 16
_NEAR = 5
_GAP = 8
_SINCE = 16
_PLAN_REACH = 24
_COUNT_REACH = 12
_SHOWN = 10


def _counts_things(before: str) -> bool:
    """Whether a stretch ends with a number of things: 乙库5组."""
    return before[-1:] in _THINGS and before[-2:-1] in _NUMBERS and len(before) > 1


_THINGS = frozenset("组台套座辆件")
_PART = 3


def _is_cjk(text: str) -> bool:
    return bool(text) and all("\u3400" <= char <= "\u9fff" for char in text)


@cache
def _words(concept: str) -> tuple[str, ...]:
    """The words of a concept, the longest first."""
    words = lexicon("states").concepts[concept]["words"].split()
    return tuple(sorted(words, key=len, reverse=True))
