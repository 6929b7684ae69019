"""Markdown as people, converters and chat programs write it, and tables drawn with signs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.intake import ReadError, read_bytes, read_grid
from reviewer.intake.readers.text.markdown_text import plain
from tests.documents.compare import differences
from tests.documents.ruling import drawn
from tests.intake.readers.drawing import drawn_with_signs, width
from tests.intake.readers.test_webpage import left_out

DATA = Path(__file__).parents[2] / "data"
NOTE = (DATA / "formats" / "annex.md").read_text("utf-8")
FORM = read_bytes(NOTE.encode(), "annex.md").forms[0]
CELL = re.compile(r"(?<=\| )([^|\n]*[^|\n\s-])(?= \|)")


def assert_same(text: str, remarks: list[tuple[str, str, str]] | None = None) -> None:
    (form,) = read_bytes(text.encode(), "note").forms
    assert differences(FORM, form) == []
    assert left_out(form) == (remarks or [])


def in_cells(change) -> str:
    return CELL.sub(lambda cell: change(cell[1]), NOTE)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: f"**{text}**",
        lambda text: f"__{text}__",
        lambda text: f"*{text}*",
        lambda text: f"_{text}_",
        lambda text: f"***{text}***",
        lambda text: f"`{text}`",
        lambda text: f'[{text}](https://example.com/a "x")',
        lambda text: f"<b>{text}</b>",
        lambda text: f'<span style="color:red">{text}</span><br>',
        lambda text: f"<u>**{text}**</u>",
        lambda text: f"=={text}==",
        lambda text: "".join(f"&#{ord(char)};" for char in text),
        lambda text: re.sub(r"([.%-])", r"\\\1", text),
        lambda text: f"{text}[^1]",
        lambda text: f"{text}&nbsp;",
    ],
)
def test_marks_of_emphasis_are_no_text(change):
    assert_same(in_cells(change))


def without_rules(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if set(line) - set("|- \n"))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"^\| (.*) \|$", r"\1", text, flags=re.MULTILINE).replace(
            "\n --- |", "\n--- |"
        ),
        lambda text: re.sub(r"^(\|.*)\|$", r"\1", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^\|", "   |", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^\|", "\t|", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^", "> ", text, flags=re.MULTILINE),
        lambda text: text.replace("--- |", ":---: |"),
        lambda text: text.replace("--- |", "- |"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: f"```markdown\n{text}\n```\n",
        lambda text: f"---\ndate: 2024-01-01\nauthor: x\n---\n\n{text}",
        lambda text: (
            f"---\ntitle: 项目支出绩效自评表\n---\n\n{text.replace('# 项目支出绩效自评表', '')}"
        ),
        lambda text: text.replace("# 项目支出绩效自评表", "项目支出绩效自评表\n======"),
        lambda text: re.sub(r"^# (.*)$", r"#### **\1**", text, flags=re.MULTILINE),
        lambda text: f"\n\n***\n\n{text}\n---\n",
        without_rules,
    ],
)
def test_tables_as_people_write_them(change):
    text = change(NOTE)
    assert text != NOTE
    assert_same(text)


def test_struck_out_text_is_said_and_is_in_no_cell():
    assert_same(NOTE.replace("| 9.80 |", "| ~~8~~9.80 |"), [("X907", "8", "")])
    assert_same(NOTE.replace("| 9.80 |", "| <del>8</del>9.80 |"), [("X907", "8", "")])
    assert_same(NOTE.replace("| 9.80 |", "| **~~8~~** 9.80 |"), [("X907", "8", "")])


def test_a_form_that_is_a_table_in_html_inside_markdown():
    page = (DATA / "formats" / "annex.html").read_text("utf-8")
    table = page[page.index("<table>") : page.index("</table>") + 8]
    for text in (table, table.replace("\n", ""), f"<div align=center>\n\n{table}\n\n</div>"):
        note = f"# 项目支出绩效自评表\n\n（2023年度）\n\n{text}\n\n"
        assert_same(note)
        assert_same(f"以下为表格。\n\n{note}", [("X901", "以下为表格。", "在表格之前")])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("3*4*5米", "3*4*5米"),
        ("a_b_c", "a_b_c"),
        ("*培训人次", "*培训人次"),
        ("**10**", "10"),
        ("自评得分：____", "自评得分：____"),
        (r"\*10\*", "*10*"),
        ("`*10*`", "*10*"),
        ("![图](a.png)", ""),
        ("&lt;5&ge;", "<5≥"),
        ("a<b且c>d", "a<b且c>d"),
        ("m<sup>2</sup>", "m²"),
        ("甲<br/>乙", "甲\n乙"),
        ("见<https://example.com>", "见https://example.com"),
        ("~5~10", "~5~10"),
        ("- [x] 完成", "完成"),
        ("-5", "-5"),
        ("[2023]5号", "[2023]5号"),
    ],
)
def test_what_markdown_shows(text, shown):
    assert plain(text)[0] == shown


TEXTS = sorted(
    path
    for path in (DATA / "correct").glob("*.txt")
    if path.stem not in ("pdf-wrapped", "two-forms")
)


@pytest.mark.parametrize("path", TEXTS[::4], ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("signs", "size"),
    [("+-|", width), ("┼─│", width), ("╬═║", len)],
    ids=["ascii", "box", "narrow"],
)
def test_tables_drawn_with_signs(path, signs, size):
    text = path.read_text("utf-8")
    (expected,) = read_bytes(text.encode(), path.name).forms
    (form,) = read_bytes(drawn_with_signs(drawn(text), signs, size).encode(), "drawn").forms
    assert differences(expected, form) == []
    assert left_out(form) == []


def test_rows_without_lines_between_them():
    lines = [
        "+------+------+",
        "| 指标 | 分值 |",
        "+------+------+",
        "| 甲   | 10   |",
        "| 乙   | 20   |",
        "+------+------+",
    ]
    grid = read_grid("\n".join(lines).encode())
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["指标", "分值"],
        ["甲", "10"],
        ["乙", "20"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "|" + ":-" * 50_000 + "\n",
        "|" + "-" * 200_000 + "x\n|a|\n",
        "| --- " * 40_000 + "x",
        "\n" * 190_000,
        " " * 190_000,
        "\t" * 190_000,
        " \n" * 95_000,
        "~~" * 100_000 + "a",
        "*" * 100_000,
        "**a" * 60_000,
        "*a " * 60_000,
        "[" * 100_000,
        "`a" * 100_000,
        "<" * 100_000,
        "| " + "\\|" * 100_000,
        "> " * 100_000,
        "+-" * 1_900 + "+\n" + "|" * 3_801 + "\n",
        "<table>\n" * 15_000,
        "&" * 100_000,
        "![a](" * 40_000,
    ],
    ids=range(20),
)
def test_text_made_to_cost_time(text):
    try:
        read_grid(f"|a|b|\n|-|-|\n{text}".encode())
    except ReadError as error:
        assert str(error)
    with pytest.raises(ReadError):
        read_bytes(text.encode(), "x")
