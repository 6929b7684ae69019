"""One inquiry with one model: asked through instructor, mended where an answer fails the guards.

The guards need the inquiry's context. instructor would also render the messages as Jinja templates
with a context that it is given, and a form may hold `{{`; so the context travels beside it.
"""

from __future__ import annotations

import logging
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError, create_model

from reviewer.judge.accounting import Meter
from reviewer.judge.completion import rebuilt
from reviewer.judge.endpoint import Endpoint
from reviewer.judge.exchange import Inquiry
from reviewer.judge.trouble import UnansweredError, one_line

LONGEST_COMPLAINT = 4000
_asked: ContextVar[Inquiry] = ContextVar("_asked")


class Conversation:
    """What was said about one inquiry.

    Attributes:
        inquiry: what is asked.
        texts: the model's answers, oldest first.
        model: the model's name as the endpoint gave it.
        meter: requests and tokens.
    """

    def __init__(self, inquiry: Inquiry, endpoint: Endpoint) -> None:
        self.inquiry = inquiry
        self.texts: list[str] = []
        self.model = ""
        self.meter = Meter(endpoint.settings.price)
        self._endpoint = endpoint

    async def hold(self) -> UnansweredError | None:
        """Ask, and have the answer mended until it passes or the mends are used up.

        Returns what ended the conversation early; None where the model had its say.
        """
        import instructor
        from instructor.core import (
            IncompleteOutputException,
            InstructorRetryException,
            ResponseParsingError,
        )

        _asked.set(self.inquiry)
        settings = self._endpoint.settings
        mode = instructor.Mode[settings.mode.upper()]
        create: Any = instructor.patch(create=self._complete, mode=mode)
        try:
            await create(
                response_model=_guarded(self.inquiry.answer_model),
                max_retries=settings.mends,
                model=settings.model,
                messages=[
                    {"role": "system", "content": self.inquiry.system},
                    {"role": "user", "content": self.inquiry.user},
                ],
                temperature=0,
                seed=settings.seed,
            )
        except IncompleteOutputException:
            return UnansweredError("答复超过长度上限被截断")
        except InstructorRetryException as error:
            cause = error.__cause__
            if isinstance(cause, ResponseParsingError):
                return None
            return (
                cause
                if isinstance(cause, UnansweredError)
                else UnansweredError(f"出错（{cause!r}）")
            )
        return None

    async def _complete(self, **request: Any) -> Any:
        """What instructor calls for each answer."""
        said = await self._endpoint.complete(request, self.meter)
        settings = self._endpoint.settings
        key = settings.key.get_secret_value()
        self.model = one_line(said.model, key) or self.model
        if said.refusal:
            raise UnansweredError(f"模型拒绝回答：{one_line(said.refusal, key)}")
        if said.finish == "content_filter":
            raise UnansweredError("模型拒绝回答（内容过滤）")
        self.texts.append(said.text)
        return rebuilt(said, self.inquiry.answer_model.__name__ if settings.mode == "tools" else "")


def quiet() -> None:
    """Keep instructor's log from standard error, where Python prints what nobody handles."""
    logger = logging.getLogger("instructor")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


class _Guarded(BaseModel):
    """Stands for the answer model of the inquiry under way: its schema, its guards, its context.

    An answer is only checked here. What passes is read again, row by row, out of the text.
    """

    @classmethod
    def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
        return _schema(_asked.get().answer_model)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_: Any) -> BaseModel:  # type: ignore[override]
        from instructor.core import ResponseParsingError

        inquiry = _asked.get()
        try:
            inquiry.answer_model.model_validate_json(json_data, context=dict(inquiry.context))
        except ValidationError as error:
            raise ResponseParsingError(complaint(error)) from None
        return cls()


@lru_cache(maxsize=16)
def _guarded(answer_model: type[BaseModel]) -> type[BaseModel]:
    """A model under the answer model's name; instructor keeps what it learns about each class."""
    from instructor import ResponseSchema

    bases = (_Guarded, ResponseSchema)
    return create_model(answer_model.__name__, __base__=bases, __doc__=answer_model.__doc__)


@lru_cache(maxsize=16)
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema, once: making it takes longer than everything else about a request.

    instructor names the tool after its title, which an answer model may have left out.
    """
    return {"title": model.__name__} | model.model_json_schema()


def complaint(error: ValidationError) -> str:
    """What the model is told to mend, a line per mistake: nothing of pydantic's version in it."""
    lines = []
    for item in error.errors(include_url=False, include_input=False, include_context=False):
        where = ".".join(map(str, item["loc"]))
        said = item["msg"].removeprefix("Value error, ")
        lines.append(f"{where}：{said}" if where else said)
    return "\n".join(lines)[:LONGEST_COMPLAINT]
