"""Prompt files: front matter, two templates, a hash; a mistake in one is named."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.judge.answers import DraftAnswer, RowAnswer, salvage
from reviewer.judge.prompt import PromptError, load_prompt, parse_prompt
from reviewer.rules.examples import Row, Sketch
from tests.judge.sketched import inquiries_of

GOOD = """---
id: judge
version: 2
response_model: FormAnswer
---

# System

你是审核员。

## 规则

# User

{{ form }}
"""
VARIABLES = {"form": "{}", "judged": ["r0"], "drafted": []}


def test_the_shipped_prompt_is_found_and_renders():
    prompt = load_prompt()
    system, user = prompt.render(VARIABLES)
    assert prompt.id == "judge/1"
    assert "cause_quote" in system
    assert user.startswith("<form>\n{}\n</form>")
    assert "r0，逐行回答" in user


def test_the_hash_is_that_of_the_file():
    file = Path(__file__).parents[2] / "prompts" / "judge.md"
    assert load_prompt().sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_headings_within_a_part_belong_to_it():
    prompt = parse_prompt(GOOD, "a.md")
    assert prompt.render(VARIABLES) == ("你是审核员。\n\n## 规则", "{}")
    assert prompt.id == "judge/2"


def test_line_ends_of_windows_make_no_other_prompt(tmp_path):
    (tmp_path / "judge.md").write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert load_prompt(tmp_path).sha256 == parse_prompt(GOOD, "a.md").sha256


def test_a_folder_of_ones_own_takes_its_place(tmp_path):
    (tmp_path / "judge.md").write_text(GOOD)
    assert load_prompt(tmp_path).id == "judge/2"


def test_what_a_form_holds_is_not_rendered_again():
    form = "{{ 7 * 7 }} {% for %} {# #}"
    assert parse_prompt(GOOD, "a.md").render({**VARIABLES, "form": form})[1] == form


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("{{ form }}", "{{ froms }}"), "没有变量“froms”，可用的有form、judged、drafted"),
        (("{{ form }}", "{{ form.rows }}"), "没有变量“rows”"),
        (("{{ form }}", "{{ form }"), "# User 之下第2行有语法错误"),
        (("你是审核员。", "{% if %}"), "# System 之下第2行有语法错误"),
        (("{{ form }}", "{{ ''.__class__.__mro__ }}"), "模板无法使用"),
        (("{{ form }}", "{{ 1 / 0 }}"), "模板无法使用"),
        (("version: 2\n", ""), "缺少version"),
        (("FormAnswer", "Sheet"), "response_model 只能是 FormAnswer"),
        (("id: judge", "id: [judge"), "不是 YAML"),
        (("# User", "# Nutzer"), "应有 --- 之间的说明、# System 和 # User 三部分"),
        (("---\n", ""), "三部分"),
    ],
)
def test_a_mistake_is_named_with_the_file(changed, said):
    with pytest.raises(PromptError) as caught:
        parse_prompt(GOOD.replace(*changed), "我的/judge.md").render(VARIABLES)
    assert "我的/judge.md" in str(caught.value)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(PromptError, match=r"judge\.md 无法打开"):
        load_prompt(tmp_path)


def test_a_file_that_is_no_text_is_named(tmp_path):
    (tmp_path / "judge.md").write_bytes(b"\xff\xfe---")
    with pytest.raises(PromptError, match="不是 UTF-8 文本"):
        load_prompt(tmp_path)


def test_templates_cost_nothing_until_they_are_used():
    code = (
        "import sys, reviewer.judge.questions; print(sorted({'jinja2', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_prompts_own_example_passes_the_guards():
    system = load_prompt().system
    row, said = (
        json.loads(line[2:]) for line in system.splitlines() if line.startswith(("行：", "答："))
    )
    columns = (row[name] for name in ("name", "target", "actual", "weight", "score", "explanation"))
    (inquiry,) = inquiries_of(Sketch(rows=(Row(*columns),), fill=False))
    shown = json.loads(inquiry.user.partition("<form>\n")[2].partition("\n</form>")[0])["rows"][0]
    assert row["facts"].items() <= shown["facts"].items()
    answers, failures = salvage(json.dumps({"rows": [said | {"row": "r0"}]}), inquiry)
    assert failures == {}
    assert isinstance(answers["r0"], RowAnswer)


def test_the_prompt_explains_every_field_of_the_answer():
    system = load_prompt().system
    assert all(name in system for name in (*RowAnswer.model_fields, *DraftAnswer.model_fields))
