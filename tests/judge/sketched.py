"""A small form that the judge is asked about, and answers to it."""

from reviewer.judge.exchange import Inquiry, Reply
from reviewer.judge.material import Material
from reviewer.judge.prompt import load_prompt
from reviewer.judge.questions import build_inquiries
from reviewer.models import Document
from reviewer.policy import load
from reviewer.rules.case import Case
from reviewer.rules.examples import Row, Sketch

EXPLANATION = (
    "受疫情影响，项目开展时间缩短2个月以上，第一阶段申报1155家，第二阶段申报165家，"
    "合计1320家，占产废量的97%。今后按《申报办法》（沪环〔2021〕7号）提前1个月发通知。"
)
DECLARED = Row("申报登记单位数", "≥1500", "1320家", "2", "1.76", EXPLANATION)
PUBLISHED = Row(
    "信息公开情况",
    "按要求公开",
    "均已按要求公开",
    "6",
    "5.5",
    "个别单位漏公开绩效信息。今后逐项复核。",
)
TRAINED = Row("培训人数", "1300名", "1258名", "5", "4.5")
GOAL = ("全年约1500家企业完成申报，2023年12月31日前出具报告。", "完成申报1320家，覆盖2000余人次。")
FORM = Sketch(rows=(DECLARED, PUBLISHED, TRAINED), goal=GOAL)


def case_of(sketch: Sketch = FORM) -> Case:
    return Case(sketch.build(), load(sketch.policy))


def inquiries_of(sketch: Sketch = FORM, **options: int) -> list[Inquiry]:
    case = case_of(sketch)
    document = Document(source="表.txt", forms=(case.form,))
    return build_inquiries(document, [case], load_prompt(), **options)


def material_of_form() -> Material:
    return inquiries_of()[0].context["material"]


def answer(row: str = "r0", **changes: object) -> dict[str, object]:
    """What a careful model says about 申报登记单位数."""
    return {
        "row": row,
        "cause_quote": "受疫情影响，项目开展时间缩短2个月以上",
        "cause_kind": "objective",
        "about_this_row": True,
        "specific": True,
        "accounts_for_size": True,
        "contradiction_quote": None,
        "contradiction_where": None,
        "measure_quote": "提前1个月发通知",
        "measure_actionable": True,
        "rationale": "两阶段合计数交代了完成数的构成。",
        "draft": "因【具体原因】，少180家，扣0.24分。",
        "reviewer_comment": "可予采纳。",
    } | changes


def published(**changes: object) -> dict[str, object]:
    """What a careful model says about 信息公开情况."""
    said = {
        "cause_quote": "个别单位漏公开绩效信息",
        "cause_kind": "own",
        "accounts_for_size": False,
        "contradiction_quote": "均已按要求公开",
        "contradiction_where": "actual",
        "measure_quote": "今后逐项复核",
        "draft": "【请核实是否均已公开】，扣0.5分。",
    }
    return answer("r1") | said | changes


def drafted(**changes: object) -> dict[str, object]:
    """What is written for 培训人数, which has no explanation."""
    return {
        "row": "r2",
        "draft": "少42名，扣0.5分，原因是【具体原因】。",
        "reviewer_comment": "请补写说明。",
    } | changes


def whole(**changes: object) -> dict[str, object]:
    return {"rows": [answer(), published()], "drafts": [drafted()]} | changes


def reply(answers: dict[str, object], **failures: str) -> Reply:
    return Reply(answers=answers, failures=failures, model="某模型")
