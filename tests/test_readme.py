"""README names what there is."""

from pathlib import Path

from reviewer.rules import RULES
from reviewer.stack.pages import PAGES

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def test_the_table_of_rules_is_that_of_the_program():
    listed = [line for line in README.splitlines() if line.startswith(("| A", "| X"))]
    pages = {code: (rule.severity, rule.title) for code, rule in RULES.items()}
    pages |= {code: (page.severity, f"{page.title}（整批）") for code, page in PAGES.items()}
    assert listed == [
        f"| {code} | {severity.value} {severity.chinese} | {title} |"
        for code, (severity, title) in sorted(pages.items())
    ]


def test_the_two_commands_for_a_fresh_machine_stand_near_the_top():
    top = README[: README.index("## Commands")]
    commands = [line for line in top.splitlines() if line.startswith("python3 -m venv")]
    assert len(commands) == 2
    assert commands[0].endswith("reviewer triage samples/ --judge --replay samples/judge.yaml")
    assert "pytest" in commands[1]
