"""The shape of the answer about the rows of a form, with the guards that it has to pass.

Without a `Material` in the validation context only the shape is checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError

from reviewer.judge.guards import Fault, faults_of_draft, faults_of_judgement
from reviewer.judge.material import CONTEXT_KEY, Material

CauseKind = Literal["objective", "own", "none"]
_NO_QUOTE = frozenset({"", "null", "none", "无", "没有", "/", "-", "—", "——"})
_MAX_LISTED = 12


class _Answer(BaseModel):
    """What the answer models share: closed, free of titles in the schema, guarded."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Titles and docstrings cost tokens and say nothing to a model."""
        schema = handler(core_schema)
        plain = handler.resolve_ref_schema(schema)
        plain.pop("title", None)
        plain.pop("description", None)
        for field in plain.get("properties", {}).values():
            field.pop("title", None)
        return schema


class DraftAnswer(_Answer):
    """What is written for a row whose explanation is empty."""

    row: str = Field(description="行号")
    draft: str = Field(description="代拟的偏差原因分析及改进措施")
    reviewer_comment: str = Field(description="审核意见，一两句")

    @model_validator(mode="after")
    def _is_sound(self, info: ValidationInfo) -> Self:
        material = _material(info)
        if material is not None:
            _refuse(self.row, material.drafted, lambda: faults_of_draft(self, material))
        return self


class RowAnswer(_Answer):
    """What is said about a row's explanation: reasoning before conclusions."""

    row: str = Field(description="行号")
    cause_quote: str | None = Field(description="explanation 中说明原因的原话，没有则 null")
    cause_kind: CauseKind = Field(description="objective 客观，own 自身，none 没有原因")
    about_this_row: bool = Field(description="原因与本行指标有关")
    specific: bool = Field(description="原因具体")
    accounts_for_size: bool = Field(description="原因足以解释全部差距")
    contradiction_quote: str | None = Field(description="表内另一处与 explanation 矛盾的原话")
    contradiction_where: str | None = Field(description="矛盾原话的位置")
    measure_quote: str | None = Field(description="explanation 中说明措施的原话，没有则 null")
    measure_actionable: bool = Field(description="措施可以检查是否做到")
    rationale: str = Field(description="理由，不超过60字")
    draft: str = Field(description="代拟的偏差原因分析及改进措施")
    reviewer_comment: str = Field(description="审核意见，一两句")

    QUOTES: ClassVar[tuple[str, ...]] = (
        "cause_quote",
        "contradiction_quote",
        "contradiction_where",
        "measure_quote",
    )

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty_quotes(cls, data: Any) -> Any:
        """A quote that is missing, or empty, is none; what hangs on it is no more."""
        if not isinstance(data, dict):
            return data
        given = dict(data)
        for name in cls.QUOTES:
            quote = given.get(name)
            if quote is None or (isinstance(quote, str) and quote.strip().lower() in _NO_QUOTE):
                given[name] = None
        if given["cause_quote"] is None:
            given |= {"cause_kind": "none"}
            given |= dict.fromkeys(("about_this_row", "specific", "accounts_for_size"), False)
        if given["measure_quote"] is None:
            given["measure_actionable"] = False
        if given["contradiction_quote"] is None:
            given["contradiction_where"] = None
        return given

    @model_validator(mode="after")
    def _is_sound(self, info: ValidationInfo) -> Self:
        material = _material(info)
        if material is not None:
            _refuse(self.row, material.judged, lambda: self._faults(material))
        return self

    def _faults(self, material: Material) -> list[Fault]:
        faults = faults_of_judgement(self, material)
        if self.cause_quote is not None and self.cause_kind == "none":
            what = "填了 cause_quote，cause_kind 却是 none"
            faults.insert(0, Fault(what, "应是 objective 或 own"))
        return faults


class FormAnswer(_Answer):
    """The answer to one request: every row asked, once."""

    rows: list[RowAnswer] = Field(description="待判各行，每行一次，顺序同 rows")
    drafts: list[DraftAnswer] = Field(description="只需代拟的各行，每行一次，顺序同 drafts")

    @property
    def by_row(self) -> dict[str, RowAnswer | DraftAnswer]:
        """The answers by row id."""
        answers: list[RowAnswer | DraftAnswer] = [*self.rows, *self.drafts]
        return {answer.row: answer for answer in answers}

    @model_validator(mode="wrap")
    @classmethod
    def _every_row_once(
        cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        """All faults at once, in Chinese, so that the model can mend them in one go."""
        if isinstance(data, dict):
            data = {name: data.get(name, []) for name in cls.model_fields} | data
        material = _material(info)
        faults = [] if material is None else list(_miscounted(data, material))
        try:
            answer = handler(data)
        except ValidationError as error:
            faults += list(_in_chinese(error, data))
        if faults:
            raise _error(cls.__name__, faults)
        return answer


def reasons(error: ValidationError) -> str:
    """Everything that an error holds against an answer, in one Chinese line for people."""
    return "；".join(
        detail.get("ctx", {}).get("plain") or _message(detail)
        for detail in error.errors(include_url=False)
    )


def _material(info: ValidationInfo) -> Material | None:
    context = info.context
    found = context.get(CONTEXT_KEY) if isinstance(context, Mapping) else None
    return found if isinstance(found, Material) else None


def _refuse(row: str, allowed: tuple[str, ...], faults: Callable[[], list[Fault]]) -> None:
    """Raise what is wrong with a row; an unknown one is reported with the list of rows."""
    found = faults() if row in allowed else []
    if found:
        message = f"{row}：{'；'.join(map(str, found))}"
        plain = "；".join(fault.what for fault in found)
        raise PydanticCustomError("guard", "{message}", {"message": message, "plain": plain})


def _miscounted(data: Any, material: Material) -> Iterator[str]:
    """Rows invented, left out, answered twice or in the wrong list."""
    for name, asked in (("rows", material.judged), ("drafts", material.drafted)):
        items = data.get(name) if isinstance(data, dict) else None
        ids = [str(item.get("row")) for item in _objects(items)]
        counts = Counter(ids)
        wrong = [
            ("缺少", [row for row in asked if row not in counts]),
            ("多出", [row for row in counts if row not in asked]),
            ("重复", [row for row, times in counts.items() if times > 1]),
        ]
        for word, rows in wrong:
            if rows:
                yield f"{name} {word}{_listed(rows)}，应恰好各有一次：{_listed(asked) or '无'}"


def _objects(items: Any) -> Iterator[dict[str, Any]]:
    if isinstance(items, list):
        yield from (item for item in items if isinstance(item, dict))


def _listed(rows: Iterable[str]) -> str:
    names = [row[:_MAX_LISTED] for row in rows]
    more = f"等{len(names)}行" if len(names) > _MAX_LISTED else ""
    return "、".join(names[:_MAX_LISTED]) + more


def _in_chinese(error: ValidationError, data: Any) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        place = detail["loc"]
        row = ""
        if len(place) > 1 and isinstance(place[0], str) and isinstance(place[1], int):
            items = data.get(place[0]) if isinstance(data, dict) else None
            item = items[place[1]] if isinstance(items, list) else None
            row = str(item.get("row", "")) if isinstance(item, dict) else ""
        message = _message(detail)
        known = detail["type"] == "guard" or not row
        yield message if known else f"{row[:_MAX_LISTED]}：{message}"


_TYPES = {
    "missing": "缺少",
    "extra_forbidden": "不应有",
    "bool_type": "应是 true 或 false",
    "bool_parsing": "应是 true 或 false",
    "string_type": "应是字符串",
    "list_type": "应是数组",
    "literal_error": "只能是 objective、own 或 none",
    "json_invalid": "不是完整的 JSON",
    "model_type": "应是对象",
    "model_attributes_type": "应是对象",
}


def _message(detail: Any) -> str:
    if detail["type"] == "guard":
        return str(detail["msg"])
    field = next((str(part) for part in reversed(detail["loc"]) if isinstance(part, str)), "答案")
    return f"{field} {_TYPES.get(detail['type'], '的类型不对')}"


def _error(title: str, faults: Iterable[str]) -> ValidationError:
    details = [
        InitErrorDetails(
            type=PydanticCustomError("guard", "{message}", {"message": fault}), input=None
        )
        for fault in faults
    ]
    return ValidationError.from_exception_data(title, details, hide_input=True)
