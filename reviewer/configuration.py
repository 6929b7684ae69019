"""The user's configuration file: where it stands, and the tables in it."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from reviewer.system_errors import told


class ConfigError(Exception):
    """The file cannot be used; the message is a Chinese line naming where and what."""


def default_path() -> Path:
    """Where the user's own configuration file stands."""
    from platformdirs import user_config_path

    return user_config_path("jixiao-reviewer", appauthor=False) / "config.toml"


def read_table(name: str, path: Path | None, default: Path) -> tuple[str, dict[str, Any]]:
    """The file's name for messages, and one of its tables; the others belong to others.

    Args:
        name: of the table.
        path: the file that was asked for; None for the user's own, which need not exist.
        default: the user's own.

    Raises:
        ConfigError: the file is missing or broken, or the table is none.
    """
    file = path or default
    source = f"配置文件 {file}"
    if path is None and not file.is_file():
        return source, {}
    try:
        table = tomllib.loads(file.read_text("utf-8-sig"), parse_float=Decimal).get(name, {})
    except OSError as error:
        raise ConfigError(f"{source} 读不了：{told(error)}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{source} 不是正确的 TOML：{error}") from None
    if not isinstance(table, dict):
        raise ConfigError(f"{source} 的 {name} 应为一节 [{name}]")
    return source, table
