"""Every way in which an exchange can go: what the server does, and what comes of it.

The same cases run against the live server and against their cassettes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.judge.server import Script, Turn, call, fail, in_turn, say
from tests.judge.standin import KEY, TEXTS, good

BOTH = ("r1", "r2")
INVENTED = {"rows": [{"row": "r1", "quote": "因台风"}, {"row": "r2", "quote": "招标两次"}]}
UNKNOWN = {"rows": [*good()["rows"], {"row": "r9", "quote": ""}]}
CUT = '{"rows": [{"row": "r1", "quote": "因疫情"}, {"row": "r2", "quo'
BROKEN = '{"rows": [{"row": "r1" "quote"'


@dataclass(frozen=True)
class Case:
    """A script, and what the replies to its inquiries look like.

    `answered` and `failed` are by form: the rows with an answer, and for the others words of the
    reason. `requests` counts HTTP requests over all forms.
    """

    script: Callable[[], Script]
    answered: tuple[tuple[str, ...], ...] = (BOTH,)
    failed: tuple[Mapping[str, str], ...] = ({},)
    requests: int = 1
    tokens: tuple[int, int] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


def _turns(*turns: Turn) -> Callable[[], Script]:
    return lambda: in_turn(*turns)


def _none(reason: str) -> dict[str, Any]:
    return {"answered": ((),), "failed": (dict.fromkeys(BOTH, reason),)}


def _by_form() -> Script:
    """The second form's answer is invented the first time."""

    def script(body: Any) -> Turn:
        second = "项目1" in body["messages"][1]["content"]
        return say(INVENTED if second and len(body["messages"]) == 2 else good())

    return script


def _no_temperature() -> Script:
    def script(body: Any) -> Turn:
        for name in ("temperature", "seed"):
            if name in body:
                return fail(400, f"Unsupported parameter: '{name}' is not supported")
        return say(good())

    return script


CASES: dict[str, Case] = {
    "clean": Case(_turns(say(good()))),
    "fenced": Case(
        _turns(say(f"<think>想一想 {{}}</think>好的：\n```json\n{BROKEN}\n```"), say(good())),
        requests=2,
    ),
    "malformed_then_mended": Case(_turns(say(BROKEN), say(good())), requests=2),
    "not_json_ever": Case(_turns(say("抱歉，我不能。")), **_none("没有答案"), requests=3),
    "invented_quote_mended": Case(_turns(say(INVENTED), say(good())), requests=2, tokens=(200, 40)),
    "invented_quote_never_mended": Case(
        _turns(say(INVENTED)),
        answered=(("r2",),),
        failed=({"r1": "不在原文中"},),
        requests=3,
        tokens=(300, 60),
    ),
    "unknown_row_mended": Case(_turns(say(UNKNOWN), say(good())), requests=2),
    "worse_after_mending": Case(
        _turns(say(INVENTED), say(BROKEN)),
        answered=(("r2",),),
        failed=({"r1": "不在原文中"},),
        requests=3,
    ),
    "content_null": Case(_turns(say(None), say(good())), requests=2),
    "refusal": Case(
        _turns(say(None, refusal="我不能处理。")), **_none("模型拒绝回答：我不能处理。")
    ),
    "content_filter": Case(_turns(say(None, finish="content_filter")), **_none("内容过滤")),
    "cut_by_length": Case(
        _turns(say(CUT, finish="length")),
        answered=(("r1",),),
        failed=({"r2": "答复超过长度上限被截断"},),
    ),
    "usage_missing": Case(_turns(say(good(), usage=None)), tokens=(0, 0)),
    "usage_nonsense": Case(_turns(say(good(), usage={"prompt_tokens": "many"})), tokens=(0, 0)),
    "usage_beyond_belief": Case(
        _turns(say(good(), usage={"prompt_tokens": 10**30, "completion_tokens": -1})),
        tokens=(0, 0),
    ),
    "half_a_character": Case(_turns(say("\ud83d" + json.dumps(good()) + "\udc00"))),
    "too_many_requests": Case(
        _turns(fail(429, "slow down", retry_after="0.02"), say(good())), requests=2
    ),
    "server_error_three_times": Case(_turns(*[fail(500)] * 3, say(good())), requests=4),
    "server_error_for_good": Case(
        _turns(fail(503, "overloaded")), **_none("服务端出错（503）：overloaded"), requests=5
    ),
    "error_page": Case(
        _turns(Turn(502, "<html><body>Bad Gateway</body></html>")),
        **_none("服务端出错（502）"),
        requests=5,
    ),
    "error_between_mends": Case(_turns(say(INVENTED), fail(500), say(good())), requests=3),
    "key_rejected": Case(
        _turns(fail(401, f"Incorrect API key provided: {KEY} ({KEY[:9]}***XYZ), org-abcdef123")),
        **_none("密钥无效（401）：Incorrect API key provided: ***"),
    ),
    "no_such_model": Case(
        _turns(fail(404, "The model `asked-1` does not exist")), **_none("does not exist")
    ),
    "no_money": Case(
        _turns(Turn(429, {"error": {"message": "quota", "code": "insufficient_quota"}})),
        **_none("账户额度已用完（429）：quota"),
    ),
    "mode_not_known": Case(
        _turns(fail(400, "Unknown parameter: response_format.json_schema")),
        **_none("把 mode 改为 tools 或 json"),
    ),
    "sampling_not_accepted": Case(_no_temperature, requests=3),
    "web_page": Case(
        _turns(Turn(200, "<html>登录</html>")), **_none("不是聊天补全的格式"), requests=2
    ),
    "other_json": Case(_turns(Turn(200, ["?"])), **_none("不是聊天补全的格式"), requests=2),
    "error_with_status_200": Case(
        _turns(Turn(200, {"error": {"message": f"no provider for {KEY}", "code": 502}})),
        **_none("服务端出错：no provider for ***"),
        requests=2,
    ),
    "no_choices": Case(_turns(Turn(200, {"choices": []})), **_none("不是聊天补全"), requests=2),
    "broken_json": Case(_turns(Turn(200, b'{"choices": [')), **_none("答复无法解析"), requests=2),
    "tool_call": Case(_turns(call(good())), options={"mode": "tools"}),
    "tool_call_mended": Case(
        _turns(call(INVENTED), call(good())), requests=2, options={"mode": "tools"}
    ),
    "text_instead_of_tool_call": Case(_turns(say(good())), options={"mode": "tools"}),
    "plain_json": Case(_turns(say(BROKEN), say(good())), requests=2, options={"mode": "json"}),
    "two_forms": Case(_by_form, answered=(BOTH, BOTH), failed=({}, {}), requests=3),
    "budget_halfway": Case(
        _turns(say(good())),
        answered=(BOTH, BOTH, ()),
        failed=({}, {}, dict.fromkeys(TEXTS, "未询问：已到请求数上限（2 次）")),
        requests=2,
        options={"max_requests": 2, "concurrency": 1},
    ),
    "budget_before_mending": Case(
        _turns(say(INVENTED)),
        answered=(("r2",),),
        failed=({"r1": "已到请求数上限（1 次）；r1：引文“因台风”不在原文中"},),
        options={"max_requests": 1},
    ),
}
