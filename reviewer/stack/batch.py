"""What only a stack can show: copies across forms, a unit's habits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reviewer.language.similarity import (
    NEARLY,
    SHORT,
    bare,
    nearly_same,
    numbers,
    shingles,
    without_numbers,
)
from reviewer.language.words import pieces, without_shared
from reviewer.models import Severity
from reviewer.stack.alike import groups
from reviewer.stack.features import Explanation
from reviewer.stack.store import Kept, Store

FormAt = tuple[str, int]
"""A file's name and the form's index in it."""
_ALIKE_TEXT = float(NEARLY / (2 - NEARLY))
"""What texts that are nearly the same have in common, as a share of all that either has."""
_COPIED_SHARE = 0.9
_LEAST_RESULTS = 4
_LEAST_FULL, _LEAST_BEST = 3, 10
_SHOWN = 40
_NAMED = 4
_MOST_KINDS = 5
"""Texts of a group with which the others are compared word by word; equal ones are always found."""


@dataclass(frozen=True, slots=True)
class BatchFinding:
    """A finding about several forms of a stack; `forms` names all of them."""

    code: str
    severity: Severity
    message: str
    suggestion: str
    forms: tuple[FormAt, ...]


def compare(store: Store) -> list[BatchFinding]:
    """All that is seen only across the forms of a stack, in the order of rules and files."""
    forms = list(store.kept())
    names = {form.at: form for form in forms}
    copies = list(_copied_forms(forms))
    twins = {frozenset(pair) for finding in copies for pair in _pairs(finding.forms)}
    found = list(_rounding(forms))
    found += _copied_explanations(store.explanations(), names, twins)
    found += copies
    found += _all_the_best(forms)
    return found


def _pairs(forms: Sequence[FormAt]) -> Iterator[tuple[FormAt, FormAt]]:
    first = forms[0]
    yield from ((first, other) for other in forms[1:])


def _rounding(forms: Sequence[Kept]) -> Iterator[BatchFinding]:
    """A202 once for a unit, where several of its forms have it."""
    for unit, own in _by_unit(forms):
        odd = [form.at for form in own if form.rounds_oddly]
        if len(odd) > 1:
            yield BatchFinding(
                "A202",
                Severity.INFO,
                f"{unit}有{len(odd)}张表的执行率按只入不舍（或只舍不入）取得，与四舍五入不同。",
                "系统自动计算的不必改；手工填写的，按四舍五入改正。",
                tuple(odd),
            )


def _by_unit(forms: Iterable[Kept]) -> Iterator[tuple[str, list[Kept]]]:
    units: dict[str, list[Kept]] = defaultdict(list)
    for form in forms:
        if form.unit:
            units[form.unit].append(form)
    yield from units.items()


@dataclass(frozen=True, slots=True)
class _Told:
    at: FormAt
    said: Explanation


def _copied_explanations(
    explanations: Iterable[tuple[FormAt, Explanation]],
    names: dict[FormAt, Kept],
    twins: set[frozenset[FormAt]],
) -> Iterator[BatchFinding]:
    """Groups of explanations that are the same or nearly so, in forms that are not copies whole."""
    by_text: dict[str, list[_Told]] = defaultdict(list)
    for at, said in explanations:
        by_text[without_numbers(said.text)].append(_Told(at, said))
    alike = groups(list(by_text), shingles, _ALIKE_TEXT, _nearly)
    for texts in alike:
        by_numbers: dict[tuple[str, ...], list[_Told]] = defaultdict(list)
        for one in (one for text in texts for one in by_text[text]):
            by_numbers[numbers(one.said.text)].append(one)
        for told in by_numbers.values():
            yield from _of_group(told, names, twins)


def _nearly(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= SHORT and nearly_same(one, other)


def _of_group(
    told: Sequence[_Told], names: dict[FormAt, Kept], twins: set[frozenset[FormAt]]
) -> Iterator[BatchFinding]:
    """Equal texts, and with the first few kinds of text those that are nearly the same."""
    kinds: dict[str, list[_Told]] = {}
    for one in told:
        kinds.setdefault(bare(one.said.text), []).append(one)
    left = list(kinds.values())
    for number in range(len(left)):
        if number >= len(left):
            break
        near = left[number + 1 :] if number < _MOST_KINDS else []
        first = left[number][0].said
        alike = [kind for kind in near if _is_copy(first, kind[0].said)]
        taken = set(map(id, alike))
        left[number + 1 :] = [kind for kind in left[number + 1 :] if id(kind) not in taken]
        copies = _elsewhere([one for kind in (left[number], *alike) for one in kind], twins)
        if len(copies) > 1:
            yield _of_copies(copies, names, exactly=not alike)


def _elsewhere(copies: Sequence[_Told], twins: set[frozenset[FormAt]]) -> list[_Told]:
    """The first, and those of other files; within a file A505 speaks for itself."""
    first, *others = copies
    kept = [first]
    files = {first.at[0]}
    for one in others:
        if one.at[0] not in files and frozenset((first.at, one.at)) not in twins:
            kept.append(one)
            files.add(one.at[0])
    return kept


def _of_copies(
    copies: Sequence[_Told], names: dict[FormAt, Kept], *, exactly: bool
) -> BatchFinding:
    how = "一字不差" if exactly else "基本相同"
    said = bare_start(copies[0].said.text)
    return BatchFinding(
        "A505",
        Severity.WARNING,
        f"{len(copies)}张表的说明“{said}”{how}：{_named(copies, names)}。",
        "分别写明各项目自己的原因、差额和措施；出于同一件事的，写明对本项目影响了多少。",
        tuple(one.at for one in copies),
    )


def bare_start(text: str) -> str:
    """The beginning of a text, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _is_copy(one: Explanation, other: Explanation) -> bool:
    """The same words (the numbers are), and no word in which each speaks of its own row."""
    return nearly_same(one.text, other.text) and not (
        _has_own_words(one, other) and _has_own_words(other, one)
    )


def _has_own_words(one: Explanation, other: Explanation) -> bool:
    differing = " ".join(pieces(one.text, other.text))
    return without_shared(differing, one.own) != differing


def _named(copies: Sequence[_Told], names: dict[FormAt, Kept]) -> str:
    told = []
    for one in copies[:_NAMED]:
        row = "" if one.said.row is None else f"指标第{one.said.row + 1}行"
        told.append(f"{title(names[one.at])}{row}")
    more = f" 等{len(copies)}处" if len(copies) > _NAMED else ""
    return "、".join(told) + more


def title(form: Kept) -> str:
    """“项目”（单位，年度）."""
    year = f"，{form.year}年" if form.year else ""
    return f"“{form.project or '项目名称为空'}”（{form.unit or '单位为空'}{year}）"


def _copied_forms(forms: Sequence[Kept]) -> Iterator[BatchFinding]:
    """Forms most of whose results are those of another form."""
    by_results: dict[frozenset[int], list[Kept]] = defaultdict(list)
    for form in forms:
        if len(form.results) >= _LEAST_RESULTS:
            by_results[frozenset(form.results)].append(form)
    alike = groups(
        list(by_results),
        lambda results: frozenset(map(str, results)),
        _COPIED_SHARE,
        lambda one, other: len(one & other) >= _COPIED_SHARE * len(one | other),
    )
    for group in alike:
        copies = [form for results in group for form in by_results[results]]
        if len(copies) > 1:
            yield _copied(copies)


def _copied(copies: Sequence[Kept]) -> BatchFinding:
    named = "、".join(title(form) for form in copies[:_NAMED])
    more = f" 等{len(copies)}张" if len(copies) > _NAMED else ""
    at = tuple(form.at for form in copies)
    if len({(bare(form.project), bare(form.unit), form.year) for form in copies}) == 1:
        files = "、".join(name for name, _ in at[:_NAMED])
        return BatchFinding(
            "A513",
            Severity.INFO,
            f"{title(copies[0])}报送了{len(copies)}份几乎相同的表：{files}{more}。",
            "只保留一份；内容有改动的，保留最后一份。",
            at,
        )
    same_project = len({bare(form.project) for form in copies}) == 1
    what = "不同年度的表" if same_project else "不同项目的表"
    return BatchFinding(
        "A513",
        Severity.WARNING,
        f"{len(copies)}张{what}，指标名称和实际完成值几乎相同：{named}{more}。",
        "对照原始记录，分别填写各项目各年度的实际完成值。",
        at,
    )


def _all_the_best(forms: Sequence[Kept]) -> Iterator[BatchFinding]:
    for unit, own in _by_unit(forms):
        graded = [form for form in own if form.grade is not None]
        at = tuple(form.at for form in graded)
        if len(graded) >= _LEAST_FULL and all(form.has_full_marks for form in graded):
            told = f"{unit}报送的{len(graded)}张自评表全部得满分。"
        elif len(graded) >= _LEAST_BEST and all(_is_best(form) for form in graded):
            told = f"{unit}报送的{len(graded)}张自评表全部为优。"
        else:
            continue
        suggestion = "对照评分标准和佐证材料抽查；确实都完成的，不必改。"
        yield BatchFinding("A514", Severity.INFO, told, suggestion, at)


def _is_best(form: Kept) -> bool:
    return form.grade is not None and form.grade.startswith("优")
