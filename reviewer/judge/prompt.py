"""Prompts are files: front matter, a system and a user template, and a hash that names them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer.system_errors import told

if TYPE_CHECKING:
    from jinja2 import Template

NAME = "judge.md"
VARIABLES = ("form", "judged", "drafted")
"""What a template may use: the form as JSON text, and the ids of the rows asked."""
_PARTS = re.compile(
    r"\A\ufeff?---[ \t]*\n(?P<front>.*?)\n---[ \t]*\n"
    r"(?:.*?\n)??# System[ \t]*\n(?P<system>.*?)^# User[ \t]*\n(?P<user>.*)\Z",
    re.DOTALL | re.MULTILINE,
)
_KEYS = ("id", "version", "response_model")
RESPONSE_MODELS = ("FormAnswer",)


class PromptError(Exception):
    """A prompt that cannot be used; the message is one Chinese line naming the file and what."""


@dataclass(frozen=True)
class Prompt:
    """A prompt file.

    Attributes:
        source: the file's path, for messages.
        id: its id and version, such as "judge/1".
        sha256: of the file's text.
        response_model: the name of the answer's model.
        system: the system template's text.
        user: the user template's text.
    """

    source: str
    id: str
    sha256: str
    response_model: str
    system: str
    user: str

    def render(self, variables: Mapping[str, Any]) -> tuple[str, str]:
        """The system and the user message.

        Raises:
            PromptError: a template uses a variable that there is not, or fails otherwise.
        """
        from jinja2 import TemplateError, UndefinedError

        try:
            system, user = self._templates
            return system.render(variables).strip(), user.render(variables).strip()
        except UndefinedError as error:
            name = _name_in(str(error))
            raise PromptError(
                f"提示词文件 {self.source}：没有变量“{name}”，可用的有{'、'.join(VARIABLES)}"
            ) from error
        except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
            raise PromptError(f"提示词文件 {self.source}：模板无法使用（{error}）") from error

    @cached_property
    def _templates(self) -> tuple[Template, Template]:
        from jinja2 import StrictUndefined, TemplateSyntaxError
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        # The texts go to a model as they are: nothing is HTML here.
        environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            autoescape=False,
            keep_trailing_newline=True,
        )
        compiled = []
        for part, text in (("System", self.system), ("User", self.user)):
            try:
                compiled.append(environment.from_string(text))
            except TemplateSyntaxError as error:
                raise PromptError(
                    f"提示词文件 {self.source}：# {part} 之下第{error.lineno}行"
                    f"有语法错误（{error.message}）"
                ) from error
        return compiled[0], compiled[1]


def load_prompt(folder: Path | None = None) -> Prompt:
    """Read the judge's prompt, out of a folder or the one that comes with the program.

    Raises:
        PromptError: there is no such file, or it is not made like a prompt.
    """
    file: Path | Traversable = _own_folder() / NAME if folder is None else folder / NAME
    source = str(file) if folder is not None else NAME
    try:
        text = file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except OSError as error:
        raise PromptError(f"提示词文件 {source} 无法打开（{told(error)}）") from error
    except UnicodeDecodeError as error:
        raise PromptError(f"提示词文件 {source} 不是 UTF-8 文本") from error
    return parse_prompt(text, source)


def parse_prompt(text: str, source: str) -> Prompt:
    """Read a prompt out of its text.

    Raises:
        PromptError: a part is missing, or a template's syntax is wrong.
    """
    parts = _PARTS.match(text)
    if parts is None:
        raise PromptError(f"提示词文件 {source} 应有 --- 之间的说明、# System 和 # User 三部分")
    front = _front_matter(parts["front"], source)
    prompt = Prompt(
        source=source,
        id=f"{front['id']}/{front['version']}",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        response_model=str(front["response_model"]),
        system=parts["system"],
        user=parts["user"],
    )
    prompt._templates  # noqa: B018 - compiled here, so that a mistake shows at once
    return prompt


def _front_matter(text: str, source: str) -> dict[str, Any]:
    import yaml

    try:
        front = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PromptError(f"提示词文件 {source} 开头的说明不是 YAML") from error
    missing = [key for key in _KEYS if not isinstance(front, dict) or not front.get(key)]
    if missing:
        raise PromptError(f"提示词文件 {source} 开头的说明缺少{'、'.join(missing)}")
    if front["response_model"] not in RESPONSE_MODELS:
        known = "、".join(RESPONSE_MODELS)
        raise PromptError(f"提示词文件 {source} 的 response_model 只能是 {known}")
    return dict(front)


def _own_folder() -> Traversable:
    """Inside the package in an installed wheel, beside it in the source tree."""
    packaged = files("reviewer") / "prompts"
    if packaged.is_dir():
        return packaged
    return Path(__file__).parents[2] / "prompts"


_UNDEFINED = re.compile(r"'([^']*)' is undefined|has no (?:attribute|element) '?([^']*)'?")


def _name_in(message: str) -> str:
    found = _UNDEFINED.search(message)
    return next((name for name in found.groups() if name), message) if found else message
