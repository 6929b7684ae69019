"""Policy files: the shipped ones, and those of a place that extend them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from reviewer.policy.model import Figure, Policy, PolicyError
from reviewer.policy.settings import SETTINGS, SettingError
from reviewer.system_errors import told

DEFAULT = "national"
_SHIPPED = Path(__file__).parent / "shipped"
_HEAD = frozenset(("title", "extends", "regions"))
_FIGURE = frozenset(("value", "source", "verified"))


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The shipped policies, the default first."""
    found = sorted(path.stem for path in _SHIPPED.glob("*.toml"))
    return tuple(sorted(found, key=lambda name: name != DEFAULT))


@lru_cache(maxsize=64)
def load(name_or_path: str = DEFAULT) -> Policy:
    """The policy of a shipped name or of a TOML file.

    Raises:
        PolicyError: there is none, or its file cannot be read or holds a key or value that
            does not belong there; the message names both.
    """
    return _load(_find(name_or_path, Path()), ())


def _find(name_or_path: str, folder: Path) -> Path:
    shipped = _SHIPPED / f"{name_or_path}.toml"
    if name_or_path in names():
        return shipped
    path = folder / name_or_path
    if path.is_file():
        return path
    message = (
        f"没有名为“{name_or_path}”的口径，也没有这个文件；"
        f"可用的口径有 {'、'.join(names())}，或给出一个 .toml 文件"
    )
    raise PolicyError(message)


def _load(path: Path, children: tuple[Path, ...]) -> Policy:
    where = path.resolve()
    if where in children:
        raise _wrong(path, "extends", "口径互相继承，没有尽头")
    content = _read(path)
    _check_head(path, content)
    parent = _parent(path, content, (*children, where))
    values = _values(path, content)
    if parent is None:
        missing = [key for key in SETTINGS if key not in values]
        if missing:
            raise _wrong(path, missing[0], '缺少此项；可写 extends = "national" 沿用全国通用口径')
    settled: dict[str, Any] = {key: getattr(parent, key) for key in SETTINGS} if parent else {}
    settled |= values
    _check_sum(path, settled)
    return Policy(
        name=path.stem,
        title=content.get("title", path.stem),
        regions=tuple(content.get("regions", ())),
        table=_table(path.stem, content, values, parent),
        **settled,
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        message = f"口径文件 {path} 无法读取：{told(error)}"
        raise PolicyError(message) from error
    except UnicodeDecodeError as error:
        message = f"口径文件 {path} 不是 UTF-8 编码的文本"
        raise PolicyError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"口径文件 {path} 不是有效的 TOML：{error}"
        raise PolicyError(message) from error


def _wrong(path: Path, key: str, fault: str) -> PolicyError:
    label = f"（{SETTINGS[key].label}）" if key in SETTINGS else ""
    return PolicyError(f"口径文件 {path} 的 {key}{label}有误：{fault}")


def _check_head(path: Path, content: dict[str, Any]) -> None:
    for key, value in content.items():
        if key not in SETTINGS and key not in _HEAD:
            known = "、".join((*sorted(_HEAD), *SETTINGS))
            raise _wrong(path, key, f"没有这一项；可用的有 {known}")
        if key in ("title", "extends") and not isinstance(value, str):
            raise _wrong(path, key, "应为一段文字")
        if key == "regions" and not (
            isinstance(value, list) and all(isinstance(item, str) and item for item in value)
        ):
            raise _wrong(path, key, "应为由地名组成的列表")


def _parent(path: Path, content: dict[str, Any], children: tuple[Path, ...]) -> Policy | None:
    if "extends" not in content:
        return None
    try:
        return _load(_find(content["extends"], path.parent), children)
    except PolicyError as error:
        if len(children) > 1:
            raise
        raise _wrong(path, "extends", str(error)) from error


def _values(path: Path, content: dict[str, Any]) -> dict[str, Any]:
    values = {}
    for key, setting in SETTINGS.items():
        if key not in content:
            continue
        entry = _entry(path, key, content[key])
        try:
            values[key] = setting.read(entry["value"])
        except SettingError as error:
            raise _wrong(path, key, str(error)) from error
    return values


def _entry(path: Path, key: str, entry: Any) -> dict[str, Any]:
    """A setting's table; a bare value stands for a table with nothing else in it."""
    if not isinstance(entry, dict):
        return {"value": entry}
    unknown = sorted(set(entry) - _FIGURE)
    if unknown:
        raise _wrong(path, f"{key}.{unknown[0]}", "没有这一项；可用的有 value、source、verified")
    if "value" not in entry:
        raise _wrong(path, f"{key}.value", "缺少此项")
    if not isinstance(entry.get("source", ""), str):
        raise _wrong(path, f"{key}.source", "应为一段文字")
    if not isinstance(entry.get("verified", False), bool):
        raise _wrong(path, f"{key}.verified", "应为 true 或 false")
    return entry


def _check_sum(path: Path, settled: dict[str, Any]) -> None:
    total, execution = settled["total"], settled["execution_weight"]
    if total <= 0:
        raise _wrong(path, "total", "总分应大于0")
    if execution > total:
        raise _wrong(path, "execution_weight", "不得大于总分")
    weights = settled["category_weights"]
    if weights is not None and sum(weights.values()) + execution != total:
        fault = "各类指标分值与预算执行率分值（execution_weight）之和不等于总分（total）"
        raise _wrong(path, "category_weights", fault)


def _table(
    name: str, content: dict[str, Any], values: dict[str, Any], parent: Policy | None
) -> tuple[Figure, ...]:
    inherited = {figure.key: figure for figure in parent.figures()} if parent else {}
    table = []
    for key, setting in SETTINGS.items():
        if key not in values:
            table.append(inherited[key])
            continue
        entry = content[key] if isinstance(content[key], dict) else {}
        table.append(
            Figure(
                key=key,
                label=setting.label,
                value=setting.show(values[key]),
                source=entry.get("source", ""),
                verified=entry.get("verified", False),
                policy=name,
            )
        )
    return tuple(table)
