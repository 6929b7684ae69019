"""A small answer model with the same kinds of guards as the judge's own, and inquiries for it."""

from __future__ import annotations

import json
from typing import Any, Self

from pydantic import BaseModel, SecretStr, ValidationError, ValidationInfo, model_validator

from reviewer.judge.exchange import Inquiry
from reviewer.judge.settings import Settings

KEY = "sk-test-0123456789abcdefXYZ"
SYSTEM = "你是审核员。逐行回答。\n{{ 表里的花括号 }} 不是模板。\n"
TEXTS = {"r1": "因疫情防控，11月的培训改为线上。", "r2": "招标两次流标。{% raw %}"}


class Line(BaseModel):
    """The answer about a row."""

    row: str
    quote: str

    @model_validator(mode="after")
    def _quote_stands_in_the_row(self, info: ValidationInfo) -> Self:
        texts = (info.context or {}).get("texts", {})
        if self.quote not in texts.get(self.row, ""):
            message = f"{self.row}：引文“{self.quote}”不在原文中"
            raise ValueError(message)
        return self


class Sheet(BaseModel):
    """All answers."""

    rows: list[Line]

    @model_validator(mode="after")
    def _every_row_once(self, info: ValidationInfo) -> Self:
        asked = list((info.context or {}).get("texts", {}))
        if [line.row for line in self.rows] != asked:
            message = f"行号应恰好是 {asked}"
            raise ValueError(message)
        return self


def inquiry(number: int = 0, texts: dict[str, str] = TEXTS, system: str = SYSTEM) -> Inquiry:
    rows = [{"id": row, "explanation": text} for row, text in texts.items()]
    user = f"项目：项目{number}\n" + json.dumps(rows, ensure_ascii=False, indent=1)
    return Inquiry(
        source=f"dir/form{number}.txt",
        form=0,
        project=f"项目{number}",
        rows=tuple(texts),
        system=system,
        user=user,
        prompt_id="judge/1",
        prompt_sha256="0" * 64,
        answer_model=Sheet,
        context={"texts": texts, "self": "a name that a template engine would trip over"},
    )


def good(texts: dict[str, str] = TEXTS) -> dict[str, Any]:
    return {"rows": [{"row": row, "quote": text[:5]} for row, text in texts.items()]}


def settings(base_url: str, **options: Any) -> Settings:
    usual = {"model": "asked-1", "timeout": 5, "backoff": 0.01, "key": SecretStr(KEY)}
    return Settings(base_url=base_url, **(usual | options))


def salvage(text: str, inquiry: Inquiry) -> tuple[dict[str, BaseModel], dict[str, str]]:
    answers: dict[str, BaseModel] = {}
    failures = dict.fromkeys(inquiry.rows, "没有答案")
    for piece in text.split("{")[1:]:
        try:
            line = Line.model_validate_json(
                "{" + piece.split("}")[0] + "}", context=inquiry.context
            )
        except ValidationError as error:
            why = error.errors()[0]["msg"].removeprefix("Value error, ")
            failures.update({row: why for row in inquiry.rows if f'"{row}"' in piece})
            continue
        if line.row in inquiry.rows:
            answers[line.row] = line
            failures.pop(line.row, None)
    return answers, failures
