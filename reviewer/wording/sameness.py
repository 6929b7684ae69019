"""Whether two indicators measure the same thing, going by their names."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.wording.normal import bare

_PREFIX = re.compile(r"^(?:指标[\d一二三四五六七八九十]+|[★☆▲△*※#]+|其中|\d{1,2}(?=[^\d%]))+")
_GENERIC = re.compile(
    r"完成|建立|开展|建设|组织|实施|进行|举办|推进|落实|年度|全年|本年|当年|工作|任务|情况|数量|个数|总数|总量|的|了"
)
_COUNT_END = re.compile(r"(?<![人次天户家件场起])数$")
_SHORTEST = 3


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """What a name is about, without verbs and nouns that any name may have; "" if little is left.

    建立地下水监测井 and 完成地下水监测井建设 are both 地下水监测井.
    """
    left = _COUNT_END.sub("", _GENERIC.sub("", _PREFIX.sub("", bare(name))))
    return left if len(left) >= _SHORTEST else ""
