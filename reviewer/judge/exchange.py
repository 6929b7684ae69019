"""What passes between the judge's two halves: an inquiry goes out, a reply comes back.

`questions` builds inquiries and `verdicts` reads replies, both pure; `client` carries them over
the network (or out of the cache or a cassette) and knows nothing of what is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One request: some rows of one form.

    Attributes:
        source: the file's name, as in reports.
        form: the form's index in the file.
        project: 项目名称, for messages.
        rows: ids of the rows asked ("r3" is indicators[3]), in order.
        system: the rendered system message.
        user: the rendered user message.
        prompt_id: id and version of the prompt, such as "judge/1".
        prompt_sha256: hash of the prompt file.
        answer_model: the pydantic model of the answer; its validators are the guards.
        context: what the validators check against (pydantic's validation context).
    """

    source: str
    form: int
    project: str
    rows: tuple[str, ...]
    system: str
    user: str
    prompt_id: str
    prompt_sha256: str
    answer_model: type[BaseModel]
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Usage:
    """What the requests for an inquiry took, retries included. `cost` is None without a price."""

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: Decimal | None = None
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for an inquiry.

    Attributes:
        answers: by row id, the answers that passed the guards.
        failures: by row id, why there is no usable answer, in Chinese.
        usage: requests and tokens.
        model: the model's name as the endpoint gave it.
    """

    answers: Mapping[str, BaseModel] = field(default_factory=dict)
    failures: Mapping[str, str] = field(default_factory=dict)
    usage: Usage = Usage()
    model: str = ""
