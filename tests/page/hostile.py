"""A form with something that might act in every cell, in every way that people try."""

from __future__ import annotations

import json

from reviewer.intake import read_bytes
from reviewer.models import Document, Severity
from reviewer.page import check_page, triage_page
from reviewer.reviewing import review_document
from reviewer.stack.batch import BatchFinding
from reviewer.stack.summary import summarize

ATTACKS = (
    "<script>document.title='run'</script>",
    "<img src=x onerror=\"document.title='run'\">",
    '"><svg onload="document.title=\'run\'">',
    "'-document.title='run'-'",
    "{{ 7*7 }}{% raw %}",
    "</td></table></body><iframe src='javascript:parent.document.title=1'></iframe>",
    "=HYPERLINK(\"javascript:document.title='run'\")",
    "javascript:document.title='run'",
    "\u202eevil\u2066\u200b\u0007\x1b[31m",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "]]><!--<style>*{display:none}</style>",
)


_PLACE = "甲乙丙丁"
_LINES = f"""项目支出绩效自评表
（2023年度）
项目名称\t{_PLACE}
主管部门\t{_PLACE}\t实施单位\t{_PLACE}
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t100\t100\t95\t10\t95%\t3
年度总体目标\t预期目标\t\t\t实际完成情况
\t{_PLACE}\t\t\t已完成{_PLACE}
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标\t数量指标\t{_PLACE}\t≥10个{_PLACE}\t5个{_PLACE}\t45\t45\t{_PLACE}
\t质量指标\t合格率\t≥90%\t80%\t45\t30\t
总分\t\t\t\t\t100\t99\t
"""


def form(attack: str) -> Document:
    """A form whose every free cell holds the attack, as a reader that misses it would give it."""
    document = read_bytes(_LINES.encode(), f"{attack}.txt")
    escaped = json.dumps(attack)[1:-1]
    return Document.model_validate_json(document.model_dump_json().replace(_PLACE, escaped))


def pages() -> list[str]:
    """The page of `check` for each attack, and the page of `triage` for all."""
    shown = []
    for attack in ATTACKS:
        done = review_document(form(attack))
        draft = {0: attack, 1: attack}
        pairs = zip(done.cases, done.reviews, strict=True)
        shown.append([(case.form, review, draft) for case, review in pairs])
    lines = [summarize(review) for page in shown for _, review, _ in page]
    told = "".join(ATTACKS)
    batch = BatchFinding("A513", Severity.WARNING, told, told, ((told, 0),))
    return [
        *map(check_page, shown),
        triage_page(lines, [one for page in shown for one in page], [batch]),
    ]
