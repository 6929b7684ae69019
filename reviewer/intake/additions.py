"""`[vocabulary]` of the user's configuration: what an office calls the cells of its own forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from reviewer.configuration import ConfigError, default_path, read_table
from reviewer.intake.vocabulary import Vocabulary, key, shipped

Additions = tuple[tuple[str, str, str], ...]
"""Place, role and label of each: ("indicator_columns", "actual", "完成成效")."""

_NAMES = ("head", "funding_columns", "funding_lines", "goal_columns", "indicator_columns")
_LISTS = {
    "title": ("endings", "title_endings"),
    "side": ("labels", "side"),
    "total": ("labels", "totals"),
    "notes": ("labels", "footer_notes"),
}
"""The only role of a place, and the Vocabulary's field that it adds to."""
_LEVELS = ("level1", "level2")
_LONGEST = 24
_FREE = frozenset({"ignored", "method", "arrived"})
"""What a label may be taken from: columns that are known and not needed."""


def load(path: Path | None = None) -> Additions:
    """Read them out of a configuration file.

    Args:
        path: the file that was asked for; None for the user's own, which need not exist.

    Raises:
        ConfigError: the file is broken, or names what is not known or what means something else.
    """
    source, table = read_table("vocabulary", path, default_path())
    found = tuple(_read(table, f"{source} 的 [vocabulary"))
    _check(found, source)
    return found


@lru_cache(maxsize=8)
def extended(additions: Additions) -> Vocabulary:
    """The shipped vocabulary with these labels besides."""
    names = shipped()
    if not additions:
        return names
    changes: dict[str, Any] = {}
    for place, role, label in additions:
        if place in _LISTS:
            field = _LISTS[place][1]
            kept = changes.get(field, getattr(names, field))
            changes[field] = (*kept, label) if isinstance(kept, tuple) else kept | {label}
        else:
            changes[place] = {**changes.get(place, getattr(names, place)), label: role}
    return replace(names, **changes)


def _roles(place: str) -> list[str]:
    if place in _LISTS:
        return [_LISTS[place][0]]
    return list(dict.fromkeys(getattr(shipped(), place).values()))


def _read(table: Mapping[str, Any], where: str) -> Iterator[tuple[str, str, str]]:
    places = (*_NAMES, *_LEVELS, *_LISTS)
    for place, roles in table.items():
        if place not in places:
            raise ConfigError(f"{where}.{place}] 不认识{_nearest(place, places)}")
        if not isinstance(roles, dict):
            example = f'[vocabulary.{place}] {_roles(place)[0]} = ["名称"]'
            raise ConfigError(f"{where}] 的 {place} 应为一节，如 {example}")
        known = _roles(place)
        for role, labels in roles.items():
            if role not in known:
                raise ConfigError(f"{where}.{place}] 的 {role} 不认识{_nearest(role, known)}")
            if not isinstance(labels, list) or not all(isinstance(one, str) for one in labels):
                raise ConfigError(f'{where}.{place}] 的 {role} 应为一组文字，如 {role} = ["名称"]')
            for label in labels:
                name = key(label)
                if not 0 < len(name) <= _LONGEST:
                    message = f"{where}.{place}] {role} 中的“{label[:_LONGEST]}”不能作名称"
                    raise ConfigError(f"{message}（1到{_LONGEST}个字，括号内的不算）")
                yield place, role, name


def _nearest(name: str, known: Any) -> str:
    near = get_close_matches(name, known, 1)
    listed = "、".join(known)
    return f"，是不是 {near[0]}？可用的有：{listed}" if near else f"，可用的有：{listed}"


def _check(additions: Additions, source: str) -> None:
    """No label may mean two things in one place.

    Raises:
        ConfigError: one does.
    """
    given: dict[tuple[str, str], str] = {}
    for place, role, label in additions:
        shipped_role = None if place in _LISTS else getattr(shipped(), place).get(label)
        other = given.setdefault((place, label), role)
        if shipped_role not in (None, role, *_FREE):
            other = str(shipped_role)
        if other != role:
            meaning = f"{other}（{canonical(place, other)}）"
            where = f"{source} 的 [vocabulary.{place}]"
            raise ConfigError(f"{where}：“{label}”已经是 {meaning}，不能再作 {role}")


def canonical(place: str, role: str) -> str:
    """What a role is called on the standard form: 实际完成值 for actual."""
    if place in _LISTS:
        return role
    return next((name for name, its in getattr(shipped(), place).items() if its == role), role)
