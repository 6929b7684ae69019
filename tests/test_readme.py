"""README names what there is."""

from pathlib import Path

from reviewer.rules import RULES

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def test_the_table_of_rules_is_that_of_the_program():
    listed = [line for line in README.splitlines() if line.startswith(("| A", "| X"))]
    assert listed == [
        f"| {rule.code} | {rule.severity.value} {rule.severity.chinese} | {rule.title} |"
        for _, rule in sorted(RULES.items())
    ]


def test_the_two_commands_for_a_fresh_machine_stand_near_the_top():
    top = README[: README.index("## Commands")]
    commands = [line for line in top.splitlines() if line.startswith("python3 -m venv")]
    assert len(commands) == 2
    assert commands[0].endswith("reviewer triage samples/ --judge --replay samples/judge.yaml")
    assert "pytest" in commands[1]
