"""Read what the words of a cell say of how far a thing has come.

A state is built of concepts (a negation, any adverbs, a verb of achieving), so that a phrase nobody
has listed is read as well: 没能按期供货, 结项未获批准, 还差两台没到.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.quantities import quantities
from reviewer.language.stops import CLAUSE, clause_at, end_of
from reviewer.lexicon import Token, lexicon
from reviewer.reading.undone import NUMBERS, Words, denied, lacks, listed

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
    return tuple(_states(Words(plain, normalize(row_words))))


def _states(words: Words) -> Iterator[State]:
    clause = counted = some_until = denied_until = 0
    for token in words.tokens:
        at = token.start
        for kind, end in _of(words, token):
            if kind is Kind.SOME:
                some_until = end
            elif kind is Kind.UNDONE and at < some_until:
                continue  # 部分资料未归档 is said of some
            elif kind is Kind.IN_TIME and at < denied_until:
                continue  # 未按期
            elif kind in _BAD and _is_absent(words.plain, at):
                continue
            elif kind is Kind.UNDONE and _is_of_denied(words, token):
                continue  # 未批的均没有作业
            if kind in (Kind.UNDONE, Kind.PARTLY):
                denied_until = end
            clause += sum(words.plain.count(sign, counted, at) for sign in CLAUSE)
            counted = at
            yield State(kind, words.plain[token.start : end], token.start, end, clause)


_BAD = (Kind.LACKING, Kind.FAILED, Kind.LATE, Kind.WORSE, Kind.OVER)


def _is_of_denied(words: Words, token: Token) -> bool:
    """未批的均没有作业: what was denied before tells of which things it is said."""
    start, _ = clause_at(words.plain, token.start)
    denied_before = (
        one.end
        for one in words.tokens
        if start <= one.start < token.start and "negation" in one.concepts
    )
    return any("的" in words.plain[end + 1 : token.start] for end in denied_before)


def _is_absent(plain: str, at: int) -> bool:
    """Whether the clause says beside a bad word that there was none: 未发生损坏和丢失."""
    start, stop = clause_at(plain, at)
    counts = quantities(plain[at:stop])
    if counts and counts[0].high == 0 and counts[0].start <= 4:
        return True  # 丢失0卷
    if plain[at:stop].endswith(("为零", "为0", "为无", "为0件", "为0起", "为零件")):
        return True
    return lexicon("states").holds(plain[start:at], "absent")


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
_NOT = ("negation", "yet")
_DOING = ("acting", "achieve")


def _of(words: Words, token: Token) -> Iterator[tuple[Kind, int]]:
    """What begins at a token, and where it ends."""
    concepts = token.concepts
    if "name" in concepts:
        return
    if not concepts.isdisjoint(_NOT) and (found := denied(words, token)) is not None:
        yield (Kind.PARTLY if found.is_partly else Kind.UNDONE), found.end
    if concepts & {"some", "only", "many"}:
        yield from _part(words, token)
    if "mostly" in concepts and (end := _mostly(words, token)):
        yield Kind.MOSTLY, end
    yield from _under_way(words, token)
    if "planned" in concepts and _is_plan(words, token):
        yield Kind.PLANNED, token.end
    if "later" in concepts and token.start == 0 and (end := _left_for_later(words, token)):
        yield Kind.PLANNED, end
    if "stopped" in concepts and _is_stopped(words, token):
        yield Kind.STOPPED, token.end
    if "lacking" in concepts and lacks(words, token):
        yield Kind.LACKING, min(end_of(words.plain, token.end), token.end + 10)
    if token.word == "在建" and _is_done(words.rest(token)):
        return  # 在建3个标段均按计划推进: under construction only tells which
    yield from ((kind, token.end) for concept, kind in _SINGLE.items() if concept in concepts)


def _is_done(said: str) -> bool:
    return any(word in said for word in ("均", "全部", "都", "已"))


# Less than all ----------------------------------------------------------------------------------

_REMARKED = frozenset("提花用费耗问")
_NEAR = 5


def _part(words: Words, token: Token) -> Iterator[tuple[Kind, int]]:
    """部分完成, 仅完成3项, 个别项目未验收, 大部分完成."""
    concepts, plain, end = token.concepts, words.plain, token.end
    if "many" in concepts or (token.word == "个别" and not _is_dealt_with(words, token)):
        yield Kind.SOME, end
        return
    end += len(next((word for word in ("地已", "地", "已") if plain.startswith(word, end)), ""))
    if "only" in concepts:
        some = words.at(end, "some")
        if some is not None:
            yield Kind.PARTLY, some.end
            return
        if plain[end : end + 1] in _REMARKED:
            return  # 只提了两条建议, 才花了三成
        for one in words.behind(token, _NEAR + 1):
            if one.concepts & {"some", "many"} and words.is_end(one.end):
                yield Kind.PARTLY, one.end  # 才铺到一半
                return
        if "了" in plain[end + 1 : end + 4]:
            yield Kind.PARTLY, plain.index("了", end + 1) + 1
            return
    reached = words.at(end, "reached")
    if reached is not None:
        yield Kind.PARTLY, reached.end
    elif "some" in concepts:
        for one in words.behind(token, 16):
            short = _short_until(words, one)
            if short or ("reached" in one.concepts and one.start <= token.end + _NEAR):
                yield Kind.SOME, short or one.end
                return


def _is_dealt_with(words: Words, token: Token) -> bool:
    """个别易损件按周期更换, 个别问题已整改; 除个别村外 leaves some out."""
    if words.plain.endswith("除", 0, token.start):
        return False
    if any(not one.concepts.isdisjoint((*_NOT, *_OPEN)) for one in words.behind(token)):
        return False
    said = words.rest(token)
    return any(word in said for word in ("更换", "整改", "修复", "已", "补", "纠正", "解决"))


_OPEN = ("late", "failed", "stopped")


def _short_until(words: Words, token: Token) -> int:
    """Where a word that says that something is open ends; 0 where it says nothing such."""
    if not token.concepts.isdisjoint(_NOT):
        found = denied(words, token)
        return 0 if found is None else found.end
    return 0 if token.concepts.isdisjoint(("now_at", "waiting", *_OPEN)) else token.end


def _mostly(words: Words, token: Token) -> int:
    """Where ends what was done for the most part; 0 where nothing was."""
    following = words.at(token.end, "done", "achieve", *_NOT)
    if following is not None:
        return following.end
    done = (one for one in words.behind(token, 8 + 1) if "ended" in one.concepts)
    return next((one.end for one in done if "、" not in words.plain[token.end : one.start]), 0)


# Under way --------------------------------------------------------------------------------------


def _under_way(words: Words, token: Token) -> Iterator[tuple[Kind, int]]:
    """推进中, 办理过程中 at the end of what it is said in; 正在编写, 待验收."""
    if "acting" in token.concepts:
        for ending in ("中", "当中", "过程中", "之中"):
            end = token.end + len(ending)
            if words.plain.startswith(ending, token.end) and words.is_end(end):
                yield Kind.UNDER_WAY, end
    if "now_at" in token.concepts:
        yield from _now_at(words, token)
    if "waiting" in token.concepts:
        awaited = words.at(token.end, *_DOING) or _awaited_of(words, token)
        if awaited is not None and not _came_in_a_month(words.plain[token.end :]):
            yield Kind.PENDING, awaited.end


def _awaited_of(words: Words, token: Token) -> Token | None:
    """验收 of 1座待海关验收, 1处等消防验收: who is to do it stands between, and the clause ends there."""
    before = words.plain[max(0, token.start - 2) : token.start]
    counted = len(before) == 2 and before[0] in NUMBERS and before[1] not in NUMBERS
    if not counted:
        return None
    close = [one for one in words.behind(token, _NEAR + 2) if "acting" in one.concepts]
    looked_at = (one for one in close if lexicon("missing").holds(one.word, "awaited"))
    return next((one for one in looked_at if words.is_end(one.end)), None)


def _now_at(words: Words, token: Token) -> Iterator[tuple[Kind, int]]:
    """正在编写, 尚在办理, 处于审批阶段."""
    word = token.word
    if word in ("处于", "仍处于", "尚处于", "尚处", "进入", "已进入"):
        ahead = words.behind(token, 10)
        stage = next((one for one in ahead if "stage" in one.concepts), None)
        if stage is not None and not any("stage_ended" in one.concepts for one in ahead):
            yield Kind.UNDER_WAY, stage.end
    elif word in ("正", "抓紧", "加紧", "加快", "正抓紧", "正加紧"):
        following = words.at(token.end, "acting")
        if following is not None and word != "加快":
            yield Kind.UNDER_WAY, following.end
    elif not (word == "正在" and _only_tells_which(words.rest(token))):
        known = words.at(token.end, "acting", "under_construction")
        work = known or any("acting" in one.concepts for one in words.behind(token))
        if word.endswith("需") and not work:
            return  # 还需限时停车 is a need of another kind
        waits = known is not None and word.endswith("待")
        yield (Kind.PENDING if waits else Kind.UNDER_WAY), token.end if known is None else known.end


def _only_tells_which(behind: str) -> bool:
    """正在实施的3个项目全部完工."""
    return "的" in behind[:6] and _is_done(behind)


def _came_in_a_month(behind: str) -> bool:
    """等通水后试压，10月试压合格, 等装修完11月开放: a month of the year told of stands behind what was awaited."""
    after = end_of(behind, 0, "后完")
    told, month, _ = behind[after:].partition("月")
    return bool(month) and told[-1:].isdecimal() and "年" not in told


def _is_plan(words: Words, token: Token) -> bool:
    if token.word in ("拟", "将"):
        ahead = words.plain[token.end : token.end + 24]
        begins = ahead.startswith((*("于", "在", "继续", "通过", "定于", "安排"), *listed("later")))
        begins |= ahead[:1].isdecimal() and "年" in ahead[:5]
        return begins or (token.word == "拟" and words.at(token.end, "acting") is not None)
    if token.word != "计划":
        return True
    before = words.plain[: token.start]
    begins = not before or before.endswith((*"，。；、：(年", "目前", "现已"))
    return begins and not any(word in words.rest(token) for word in ("均", "已", "提前"))


def _left_for_later(words: Words, token: Token) -> int:
    """Where 明年再实施 ends; 0 where nothing is to be done then."""
    end = token.end
    while words.plain.startswith(("再", "将", "继续"), end):
        end += 2 if words.plain.startswith("继续", end) else 1
    following = words.at(end, *_DOING)
    return 0 if following is None else following.end


def _is_stopped(words: Words, token: Token) -> bool:
    """因疫情取消, 取消举办, 延期至2024年; 取消不合理收费12项 is work."""
    if token.word.endswith(("至", "到", "年", "年度", "实施", "空")) and len(token.word) > 2:
        return True
    following = words.at(token.end, *_DOING, "later")
    if following is not None:
        return words.is_end(following.end)
    is_own = words.plain[token.end : token.end + 2] in words.row_words
    return words.is_end(token.end + 2 if is_own else token.end)
