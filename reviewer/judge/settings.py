"""How the judge is set up: the configuration file, the environment, the command line.

The key comes from the environment only, and is never stored, shown or logged.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from reviewer.configuration import ConfigError, default_path, read_table

DEFAULT_BASE_URL = "https://api.openai.com/v1"
MODES = ("json_schema", "tools", "json")
TOKENS_PER_PRICE = 1_000_000
LONGEST_SHOWN = 40


class JudgeConfigError(Exception):
    """The judge cannot be set up as asked; the message is a Chinese line naming where and what."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens of a model cost, in the currency of the settings."""

    prompt: Decimal
    completion: Decimal

    def cost(self, prompt_tokens: int, completion_tokens: int) -> Decimal:
        """What a request with these tokens cost."""
        total = self.prompt * prompt_tokens + self.completion * completion_tokens
        return total / TOKENS_PER_PRICE


@dataclass(frozen=True, slots=True)
class Settings:
    """How the judge asks.

    Attributes:
        enabled: whether the judge runs without `--judge`.
        model: the model's name, "" where none was named.
        base_url: the OpenAI-compatible endpoint.
        mode: how structured output is asked for: json_schema, tools or json.
        concurrency: requests under way at once.
        timeout: seconds for one request, from connecting to the last byte.
        retries: further tries after a request failed on the way (429, 5xx, connection).
        mends: how often the model is asked to mend an answer that failed the guards.
        max_requests: HTTP requests of a run at most, retries and mends included.
        max_cost: what a run may cost, in `currency`.
        currency: the unit of prices and costs, for reports only.
        prices: by the model's name.
        key: the endpoint's key; its repr and str are masked.
        backoff: seconds before the first retry, doubled for each further one.
        longest_wait: seconds that a single wait may take, whatever Retry-After says.
        seed: sent with each request, together with temperature 0.
    """

    enabled: bool = False
    model: str = ""
    base_url: str = DEFAULT_BASE_URL
    mode: str = "json_schema"
    concurrency: int = 8
    timeout: float = 60
    retries: int = 4
    mends: int = 2
    max_requests: int | None = None
    max_cost: Decimal | None = None
    currency: str = ""
    prices: Mapping[str, Price] = field(default_factory=dict)
    key: SecretStr = field(default=SecretStr(""), repr=False)
    backoff: float = 0.5
    longest_wait: float = 60
    seed: int = 20200101

    @property
    def price(self) -> Price | None:
        """The price of the model that is asked, None where the configuration names none."""
        return self.prices.get(self.model)

    @property
    def obstacle(self) -> str | None:
        """Why no request can be made at all, None where one can. Not consulted under --replay."""
        if not self.model:
            return "没有指定模型：请用 --model，或在配置文件的 [judge] 中写 model"
        if self.base_url == DEFAULT_BASE_URL and not self.key.get_secret_value():
            return "没有密钥：请设置环境变量 OPENAI_API_KEY"
        if self.max_cost is not None and self.price is None:
            return f'设了费用上限，但配置文件没有 [judge.prices."{self.model}"]，无法计费'
        return None


def load(
    path: Path | None = None,
    *,
    environ: Mapping[str, str] = os.environ,
    replaying: bool = False,
    **options: object,
) -> Settings:
    """Read the settings: command line over environment over file over default.

    Args:
        path: the file given with --config; None for the user's own, which need not exist.
        environ: where OPENAI_API_KEY and OPENAI_BASE_URL are looked up.
        replaying: answers come from a cassette, which decides on model and mode itself; what the
            file says of them is left out, so that a cassette replays the same everywhere.
        options: settings from the command line by their names here; None where not given.

    Raises:
        JudgeConfigError: the file is missing or broken, or a value cannot be used.
    """
    source, table = _table(path)
    values = {
        name: _read(name, value, f"{source} 的 [judge] {name}") for name, value in table.items()
    }
    if replaying:
        values = {name: value for name, value in values.items() if name not in ("model", "mode")}
    if base_url := environ.get("OPENAI_BASE_URL", "").strip():
        values["base_url"] = _read("base_url", base_url, "环境变量 OPENAI_BASE_URL")
    for name, value in options.items():
        if value is not None:
            values[name] = _read(name, value, f"命令行 --{name.replace('_', '-')}")
    return Settings(key=_key(environ.get("OPENAI_API_KEY", "")), **values)


def _table(path: Path | None) -> tuple[str, dict[str, Any]]:
    """The file's name for messages, and its [judge] table; other tables belong to others."""
    try:
        return read_table("judge", path, default_path())
    except ConfigError as error:
        raise JudgeConfigError(str(error)) from None


def _key(text: str) -> SecretStr:
    """The key without the line break that pasting leaves; never part of a message."""
    key = text.strip()
    if not all("!" <= character <= "~" for character in key):
        message = "环境变量 OPENAI_API_KEY 含有空格或非英文字符，不能用作密钥"
        raise JudgeConfigError(message)
    return SecretStr(key)


def _read(name: str, value: object, where: str) -> Any:
    reader = READERS.get(name)
    if reader is None:
        known = "、".join(READERS)
        message = f"{where} 不是已知的设置，可用的有：{known}"
        raise JudgeConfigError(message)
    try:
        return reader(value)
    except ValueError as error:
        # An address may hold a password, or be the key in the wrong place.
        now = "" if name == "base_url" else f"，现为 {str(value)[:LONGEST_SHOWN]!r}"
        message = f"{where} 应为{error}{now}"
        raise JudgeConfigError(message) from None


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true 或 false")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("不为空的文字")
    return value.strip()


def _url(value: object) -> str:
    expected = "以 http:// 或 https:// 开头、不含账号和参数的网址"
    text = value.strip().rstrip("/") if isinstance(value, str) else ""
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port out of range, half a bracket
        raise ValueError(expected) from None
    if not whole or parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError(expected)
    return text


def _mode(value: object) -> str:
    if value not in MODES:
        raise ValueError(" 或 ".join(MODES))
    return str(value)


def _whole(low: int, high: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"{low} 到 {high} 的整数")
        return value

    return read


def _amount(value: object) -> Decimal:
    """An amount of money; a float only ever comes from the command line, as it was typed."""
    if isinstance(value, int | float | Decimal | str) and not isinstance(value, bool):
        try:
            amount = Decimal(str(value))
        except ArithmeticError:
            amount = Decimal(-1)
        if amount.is_finite() and amount >= 0:
            return amount
    raise ValueError("不小于 0 的金额")


def _seconds(value: object) -> float:
    try:
        seconds = float(_amount(value))
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 3600:
        raise ValueError("大于 0、不超过 3600 的秒数")
    return seconds


def _prices(value: object) -> Mapping[str, Price]:
    names = {item.name for item in fields(Price)}
    expected = '各模型的价格，如 [judge.prices."模型名"] prompt = 2.5, completion = 10'
    if not isinstance(value, dict):
        raise ValueError(expected)
    prices = {}
    for model, price in value.items():
        if not isinstance(price, dict) or set(price) != names:
            raise ValueError(expected)
        prices[model] = Price(**{name: _amount(price[name]) for name in names})
    return prices


READERS: dict[str, Callable[[object], object]] = {
    "enabled": _flag,
    "model": _text,
    "base_url": _url,
    "mode": _mode,
    "concurrency": _whole(1, 256),
    "timeout": _seconds,
    "retries": _whole(0, 20),
    "mends": _whole(0, 5),
    "max_requests": _whole(0, 10**9),
    "max_cost": _amount,
    "currency": _text,
    "prices": _prices,
}
