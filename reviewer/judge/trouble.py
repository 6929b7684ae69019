"""What can go wrong with a request, as one Chinese line without secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reviewer.judge.settings import Settings

LONGEST = 120
SHORTEST_KEY = 4
# What providers repeat in messages: keys (often half masked), tokens, organisations, requests.
SECRETS = re.compile(
    r"\b(?:sk|rk|pk|gsk|xai|org|proj|req|ak)[-_][\w*.\-]{4,}|\bBearer\s+[\w*.\-]+|\bAIza[\w\-]{8,}",
    re.IGNORECASE,
)
UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+"
)
TRIES_ON_TIMEOUT = 2
TRIES_ON_NONSENSE = 2
TRIES_ON_REFUSAL = 3
BUSY = frozenset({408, 409, 425, 429})
HOPELESS = {
    401: "密钥无效",
    402: "账户余额不足",
    403: "没有权限",
    404: "地址或模型不存在",
}
NO_MONEY = frozenset({"insufficient_quota", "billing_hard_limit_reached"})


class UnansweredError(Exception):
    """A request, or all of them, went wrong.

    Attributes:
        reason: one line for the user, Chinese, without secrets.
        tries: how often the same request may be made in all; 1: trying again is no use.
        after: seconds that the endpoint asks to wait, None where it does not say.
        stop: no other request would fare better, so that none should be made.
        outage: what ails the endpoint rather than this request; several in a row mean stop.
    """

    def __init__(
        self,
        reason: str,
        *,
        tries: int = 1,
        after: float | None = None,
        stop: bool = False,
        outage: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.tries = tries
        self.after = after
        self.stop = stop
        self.outage = outage


def scrub(text: str, key: str = "") -> str:
    """The text without the key, whole or begun, and without what looks like a credential."""
    if len(key) >= SHORTEST_KEY:
        text = text.replace(key, "***")
    if len(key) >= 2 * SHORTEST_KEY:
        text = re.sub(re.escape(key[:6]) + r"[\w*.\-]*", "***", text)
    return SECRETS.sub("***", text)


def one_line(text: str, key: str = "") -> str:
    """A provider's text in one short line that can do nothing to a terminal."""
    line = " ".join(UNPRINTABLE.sub(" ", scrub(text[: 20 * LONGEST], key)).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def diagnose(error: Exception, settings: Settings) -> UnansweredError:
    """What an exception of the client means."""
    import openai

    if isinstance(error, UnansweredError):
        return error
    if isinstance(error, TimeoutError | openai.APITimeoutError):
        reason = f"超过 {settings.timeout:g} 秒没有答复（超时）"
        return UnansweredError(
            reason, tries=min(TRIES_ON_TIMEOUT, settings.retries + 1), outage=True
        )
    if isinstance(error, openai.APIStatusError):
        return _status_trouble(error, settings)
    if isinstance(error, openai.APIConnectionError):
        return _connection_trouble(error, settings)
    # A body that is no JSON, or JSON nested beyond reading: the classes differ, the meaning not.
    return _unreadable(f"答复无法解析（{type(error).__name__}）", settings)


def nonsense(body: object, settings: Settings) -> UnansweredError:
    """What a body with status 200 means that is no completion."""
    error = getattr(body, "error", None)
    if isinstance(error, dict) and error.get("message"):
        said = one_line(str(error["message"]), settings.key.get_secret_value())
        return _unreadable(f"服务端出错：{said}", settings)
    return _unreadable("答复不是聊天补全的格式，请核对网址", settings)


def _unreadable(reason: str, settings: Settings) -> UnansweredError:
    tries = min(TRIES_ON_NONSENSE, settings.retries + 1)
    return UnansweredError(reason, tries=tries, outage=True)


def _status_trouble(error: Any, settings: Settings) -> UnansweredError:
    status = error.status_code
    said = one_line(_said(error), settings.key.get_secret_value())
    detail = f"：{said}" if said else ""
    if status in HOPELESS:
        return UnansweredError(f"{HOPELESS[status]}（{status}）{detail}", stop=True)
    if error.code in NO_MONEY or error.type in NO_MONEY:
        return UnansweredError(f"账户额度已用完（{status}）{detail}", stop=True)
    if status in BUSY or status >= 500:
        name = "请求过于频繁" if status == 429 else "服务端出错"
        tries, after = settings.retries + 1, retry_after(error.response.headers)
        return UnansweredError(f"{name}（{status}）{detail}", tries=tries, after=after, outage=True)
    if status == 413:
        return UnansweredError(f"请求过大（413）{detail}")
    return UnansweredError(f"请求被拒绝（{status}）{detail}{_hint(said, settings)}", outage=True)


def _hint(said: str, settings: Settings) -> str:
    words = {"json_schema": ("response_format", "schema", "grammar"), "tools": ("tool", "function")}
    if any(word in said for word in words.get(settings.mode, ())):
        return "；可在配置文件 [judge] 中把 mode 改为 tools 或 json"
    return ""


def _said(error: Any) -> str:
    """The provider's own words, out of whichever shape it put them in."""
    body = error.body
    if isinstance(body, dict):
        for name in ("message", "detail", "error", "msg"):
            if body.get(name):
                return str(body[name])
        return ""
    text = str(body or "")
    return "" if "<html" in text.lower() else text


def _connection_trouble(error: Exception, settings: Settings) -> UnansweredError:
    import httpx2

    tries, few_tries = settings.retries + 1, min(TRIES_ON_REFUSAL, settings.retries + 1)
    causes = list(_causes(error))
    refused = any(
        isinstance(cause, httpx2.ConnectError | ConnectionRefusedError) for cause in causes
    )
    if any(isinstance(cause, httpx2.UnsupportedProtocol | httpx2.InvalidURL) for cause in causes):
        return UnansweredError(f"网址 {settings.base_url} 不能用", stop=True)
    if any("CERTIFICATE" in str(cause).upper() for cause in causes):
        return UnansweredError(f"{settings.base_url} 的证书不可信", stop=True)
    if refused:
        return UnansweredError(f"连不上 {settings.base_url}", tries=few_tries, stop=True)
    return UnansweredError("连接中断，没有收到完整的答复", tries=tries, outage=True)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and what it came from, nearest first."""
    current: BaseException | None = error
    while current is not None:
        yield current
        current = current.__cause__ or current.__context__


def retry_after(headers: Any) -> float | None:
    """Seconds that the endpoint asks to wait: `retry-after-ms`, or seconds, or a date."""
    from email.utils import parsedate_to_datetime
    from time import time

    try:
        return float(headers["retry-after-ms"]) / 1000
    except (KeyError, ValueError):
        pass
    text = headers.get("retry-after", "")
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).timestamp() - time()
    except (TypeError, ValueError, IndexError):
        return None
