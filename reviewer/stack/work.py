"""One file of a stack, from bytes to what is kept of it: a pure function, run in any process."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.stack.features import Features, features
from reviewer.stack.summary import Summary, summarize

if TYPE_CHECKING:
    from reviewer.intake.additions import Additions
    from reviewer.models import Document, Review
    from reviewer.reviewing import Reviewed

_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for: a policy (None for each form's own), codes to use and to leave out.

    `additions` are labels out of the user's configuration.
    """

    policy: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    additions: Additions = ()

    @property
    def key(self) -> str:
        """Stands for the options and the content of a policy file."""
        content = None
        if self.policy is not None and Path(self.policy).is_file():
            content = hashlib.sha256(Path(self.policy).read_bytes()).hexdigest()
        parts = [self.policy, self.select, self.ignore, content, self.additions]
        return json.dumps(parts, ensure_ascii=False)

    def includes(self, code: str) -> bool:
        """Whether a rule's findings are wanted."""
        return code.startswith(self.select or ("",)) and not code.startswith(self.ignore or ("\0",))

    @classmethod
    def of_key(cls, key: str) -> Options:
        """The options for which a key stands; their own key differs if the policy's file does."""
        policy, select, ignore, _, additions = json.loads(key)
        return cls(policy, tuple(select), tuple(ignore), tuple(map(tuple, additions)))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file came to.

    Attributes:
        error: why it could not be read; "" if it could.
        notes: Chinese lines about forms without a table and rules that crashed.
        forms: a line and the features of each form.
        payload: the document and its reviews, compressed; see pack and unpack.
    """

    error: str = ""
    notes: tuple[str, ...] = ()
    forms: tuple[tuple[Summary, Features], ...] = ()
    payload: bytes = b""


def key_of(data: bytes, options: Options) -> str:
    """What a result is kept under: the file's content, the program's rules, the options."""
    parts = (hashlib.sha256(data).digest(), engine().encode(), options.key.encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


@cache
def engine() -> str:
    """A digest of the program: a result of another one, with other rules, is not used again."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in (".py", ".toml"):
            digest.update(path.relative_to(_PACKAGE).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def examine(data: bytes, name: str, options: Options) -> Outcome:
    """Read and review a file.

    Args:
        data: its bytes.
        name: what it goes by in reports.
        options: see Options; the policy is known to exist.
    """
    from reviewer.intake import ReadError, read_bytes
    from reviewer.reviewing import review_document

    try:
        document = read_bytes(data, name, options.additions)
    except ReadError as error:
        return Outcome(error=str(error))
    reviewed = review_document(document, options.policy, options.select, options.ignore)
    forms = tuple(
        (summarize(review), features(case, review))
        for case, review in zip(reviewed.cases, reviewed.reviews, strict=True)
    )
    return Outcome(notes=(*document.unread, *reviewed.crashed), forms=forms, payload=pack(reviewed))


def failed(error: Exception) -> str:
    """What is said of a file on which the program itself failed."""
    return f"处理这个文件时程序意外终止（{type(error).__name__}），未审核"


def pack(reviewed: Reviewed) -> bytes:
    """The document and its reviews as compressed JSON."""
    parts = [
        reviewed.document.model_dump_json(exclude_defaults=True),
        "["
        + ",".join(one.model_dump_json(exclude_defaults=True) for one in reviewed.reviews)
        + "]",
    ]
    return zlib.compress(f"[{','.join(parts)}]".encode("utf-8", "surrogatepass"), 3)


def unpack(payload: bytes, name: str) -> tuple[Document, list[Review]]:
    """What was packed, under the name that the file goes by now."""
    from reviewer.models import Document, Review

    document, reviews = json.loads(zlib.decompress(payload).decode("utf-8", "surrogatepass"))
    return (
        Document.model_validate({**document, "source": name}),
        [Review.model_validate({**review, "source": name}) for review in reviews],
    )
