"""The answer's shape: a schema that every kind of endpoint takes, and guards that send it back."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from reviewer.judge.answers import FormAnswer, RowAnswer
from reviewer.judge.shape import reasons
from tests.judge.sketched import answer, drafted, inquiries_of, published, whole

SNAPSHOT = Path(__file__).parent / "answer_schema.json"
CONTEXT = dict(inquiries_of()[0].context)


def refusal(data: object) -> list[str]:
    """What the model is told about an answer."""
    with pytest.raises(ValidationError) as caught:
        FormAnswer.model_validate(data, context=CONTEXT)
    return [detail["msg"] for detail in caught.value.errors()]


def about(**changes: object) -> list[str]:
    return refusal(whole(rows=[answer(**changes), published()]))


def test_the_schema_is_as_it_was():
    assert FormAnswer.model_json_schema() == json.loads(SNAPSHOT.read_text())


def test_the_schema_is_strict_already():
    from openai.lib._pydantic import to_strict_json_schema

    assert to_strict_json_schema(FormAnswer) == FormAnswer.model_json_schema()


def test_the_schema_uses_nothing_that_a_grammar_lacks():
    known = {
        "$defs",
        "$ref",
        "additionalProperties",
        "anyOf",
        "description",
        "enum",
        "items",
        "properties",
        "required",
        "type",
    }

    def words(schema: object) -> set[str]:
        if isinstance(schema, list):
            return set().union(*map(words, schema))
        if not isinstance(schema, dict):
            return set()
        found = set(schema) & known | {key for key in schema if key.startswith("$")}
        for key, value in schema.items():
            inner = value.values() if key in ("properties", "$defs") else [value]
            found |= {key} if key in known else {f"?{key}"}
            found |= set().union(*map(words, inner))
        return found

    assert words(FormAnswer.model_json_schema()) <= known


def test_reasoning_stands_before_conclusions():
    assert list(RowAnswer.model_fields) == [
        "row",
        "cause_quote",
        "cause_kind",
        "about_this_row",
        "specific",
        "accounts_for_size",
        "contradiction_quote",
        "contradiction_where",
        "measure_quote",
        "measure_actionable",
        "rationale",
        "draft",
        "reviewer_comment",
    ]


def test_a_sound_answer_passes():
    passed = FormAnswer.model_validate(whole(), context=CONTEXT)
    assert list(passed.by_row) == ["r0", "r1", "r2"]


def test_it_passes_as_json_too():
    assert FormAnswer.model_validate_json(json.dumps(whole()), context=CONTEXT).rows[0].row == "r0"


def test_without_context_only_the_shape_is_checked():
    data = whole(rows=[answer("r77", cause_quote="没有这句", draft="9999家")])
    assert FormAnswer.model_validate(data).rows[0].row == "r77"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cause_quote": "受台风影响"}, "r0：cause_quote“受台风影响”不是本行 explanation 的原文"),
        ({"cause_quote": "项目开展时间缩短3个月以上"}, "不是本行 explanation 的原文"),
        ({"cause_quote": "个别单位漏公开绩效信息"}, "不是本行 explanation 的原文"),
        ({"cause_quote": "受疫情影响……缩短2个月"}, "不用省略号"),
        ({"cause_quote": "受"}, "cause_quote“受”太短"),
        ({"cause_kind": "none"}, "cause_kind 却是 none"),
        ({"measure_quote": "今后加强管理"}, "measure_quote“今后加强管理”不是本行"),
        ({"rationale": "因" * 81}, "rationale 有81字，最多80字"),
        ({"rationale": "  "}, "rationale 是空的"),
        ({"draft": ""}, "draft 是空的"),
        ({"draft": "因" * 801}, "draft 有801字，最多800字"),
        ({"reviewer_comment": "因" * 301}, "reviewer_comment 有301字"),
        ({"draft": "少181家"}, "draft 中的“181家”在表内没有"),
        ({"draft": "少180户"}, "draft 中的“180户”在表内没有"),
        ({"reviewer_comment": "应扣0.25分"}, "reviewer_comment 中的“0.25分”在表内没有"),
        ({"draft": "于2024年3月底前补报"}, "“2024年3月底前”"),
        ({"contradiction_quote": "均已按要求公开"}, "没有填 contradiction_where"),
        (
            {"contradiction_quote": "均已按要求公开", "contradiction_where": "actual"},
            "不在 actual 中",
        ),
        (
            {"contradiction_quote": "均已按要求公开", "contradiction_where": "r99"},
            "contradiction_where“r99”没有这个位置",
        ),
        (
            {"contradiction_quote": "均已按要求公开", "contradiction_where": "explanation"},
            "没有这个位置，",
        ),
        (
            {"contradiction_quote": "1320家", "contradiction_where": "actual"},
            "就是 explanation 自己的话",
        ),
        (
            {"contradiction_quote": "完成申报1321家", "contradiction_where": "goal.achieved"},
            "不在 goal.achieved 中",
        ),
    ],
)
def test_a_fault_is_sent_back_with_row_field_and_what_is_allowed(changes, said):
    messages = about(**changes)
    assert len(messages) == 1
    assert messages[0].startswith("r0：")
    assert said.rstrip("，") in messages[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"contradiction_quote": "全年约1500家企业", "contradiction_where": "goal.planned"},
        {"contradiction_quote": "覆盖2000余人次", "contradiction_where": "goal.achieved"},
        {"contradiction_quote": "≥1500", "contradiction_where": "target"},
        {"contradiction_quote": "≥1500", "contradiction_where": "r0"},
        {"contradiction_quote": "均已按要求公开", "contradiction_where": "r1"},
        {"contradiction_quote": "均已按要求公开", "contradiction_where": "r1.actual"},
        {"contradiction_quote": "漏公开绩效信息", "contradiction_where": "r1"},
        {"cause_quote": "受疫情影响,项目开展时间缩短2个月以上。"},
        {"draft": "第一阶段1155家、第二阶段165家，合计1320家，少180家；【下一步】。"},
        {"draft": "目标1500家，完成率88%，按公式得1.76分。培训目标1300名。"},
        {"reviewer_comment": "与r1行说法不同。"},
        {"contradiction_where": "actual"},
        {"measure_quote": "null", "measure_actionable": True},
    ],
)
def test_what_is_right_is_not_sent_back(changes):
    FormAnswer.model_validate(whole(rows=[answer(**changes), published()]), context=CONTEXT)


def test_no_cause_leaves_nothing_to_say_about_it():
    row = RowAnswer.model_validate(answer(cause_quote="无"))
    assert row.cause_quote is None
    assert row.cause_kind == "none"
    assert (row.about_this_row, row.specific, row.accounts_for_size) == (False, False, False)


def test_no_measure_cannot_be_acted_on():
    assert RowAnswer.model_validate(answer(measure_quote="")).measure_actionable is False


def test_a_quote_left_out_is_none():
    given = answer()
    del given["contradiction_quote"], given["contradiction_where"]
    assert RowAnswer.model_validate(given).contradiction_quote is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (whole(rows=[answer()]), "rows 缺少r1，应恰好各有一次：r0、r1"),
        (whole(rows=[answer(), published(), answer("r9")]), "rows 多出r9，应恰好各有一次"),
        (whole(rows=[answer(), answer(), published()]), "rows 重复r0"),
        (whole(drafts=[]), "drafts 缺少r2"),
        (whole(drafts=[drafted(), drafted(row="r1")]), "drafts 多出r1"),
        ({"rows": [answer(), published()]}, "drafts 缺少r2"),
    ],
)
def test_every_row_once_and_none_invented(data, said):
    assert any(said in message for message in refusal(data))


def test_all_faults_are_told_at_once():
    rows = [answer(cause_quote="查无此句", draft="9家"), published(measure_quote="查无此句")]
    messages = refusal({"rows": rows, "drafts": []})
    assert [message[:2] for message in messages] == ["dr", "r0", "r1"]
    assert "cause_quote" in messages[1]
    assert "9家" in messages[1]


def test_what_pydantic_says_is_said_in_chinese():
    row = answer(specific="也许", extra=1)
    del row["rationale"]
    messages = refusal(whole(rows=[row, published(cause_kind="policy")]))
    assert messages == [
        "r0：specific 应是 true 或 false",
        "r0：rationale 缺少",
        "r0：extra 不应有",
        "r1：cause_kind 只能是 objective、own 或 none",
    ]


def test_the_error_holds_nothing_of_the_answer_beyond_the_fault():
    with pytest.raises(ValidationError) as caught:
        FormAnswer.model_validate(whole(rows=[answer(draft="少9家，【口令abc】")]), context=CONTEXT)
    assert "abc" not in str(caught.value)
    assert "pydantic.dev" not in str(caught.value)


def test_people_are_told_the_fault_without_the_advice():
    with pytest.raises(ValidationError) as caught:
        RowAnswer.model_validate(answer(cause_quote="没有这句"), context=CONTEXT)
    assert reasons(caught.value) == "cause_quote“没有这句”不是本行 explanation 的原文"
