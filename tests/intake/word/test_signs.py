"""Signs of symbol fonts, raised marks, formulas and fields, as Word shows them."""

from __future__ import annotations

import pytest

from reviewer.intake.readers.symbols import UNKNOWN, shown
from reviewer.intake.readers.word.fields import drawn
from reviewer.intake.readers.word.numbering import written
from tests.intake.word.files import changed, codes, difference, paragraph, read, run, said

SYMBOL = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
UP, DOWN = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'


def sym(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def field(code: str, result: str | None = None, data: str = "") -> str:
    between = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{between}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def check_box(state: str) -> str:
    return field(
        "FORMCHECKBOX", data=f"<w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>"
    )


def choice(result: str, *entries: str) -> str:
    listed = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in entries)
    return field("FORMDROPDOWN", data=f"<w:ffData><w:ddList>{result}{listed}</w:ddList></w:ffData>")


DATA = "<w:ffData><w:textInput/></w:ffData>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (sym("Symbol", "F0B3") + run("25厘米"), "≥25厘米"),
        (sym("Symbol", "00B3") + run("25厘米"), "≥25厘米"),
        (sym("Symbol", "F0A3") + run("25厘米"), "≤25厘米"),
        (run("\uf0b3", SYMBOL) + run("25厘米"), "≥25厘米"),
        (run("³", SYMBOL) + run("25厘米"), "≥25厘米"),
        (run("25厘米") + sym("Symbol", "F0B1") + run("2"), "25厘米±2"),
        (run("25") + sym("Symbol", "F0B0") + run("C"), "25°C"),
        (run("5") + run("´", SYMBOL) + run("5"), "5×5"),
        (run("a", SYMBOL) + run("值"), "α值"),
        (sym("Wingdings", "F0FC"), "✓"),
        (sym("Wingdings", "F0FE") + run("已完成"), "☑已完成"),
        (sym("Wingdings 2", "F052") + run("已完成"), "☑已完成"),
        (sym("Wingdings 2", "F054") + run("已完成"), "☒已完成"),
        (sym("Wingdings 2", "F0A3") + run("已完成"), "□已完成"),
        (sym("Wingdings", "F0A8") + run("已完成"), "□已完成"),
        (run("\uf06e", WINGDINGS) + run("第一项"), "■第一项"),
        (sym("Wingdings", "F081") + run("第一项"), "①第一项"),
        (sym("Wingdings", "F0E0") + run("第一项"), "→第一项"),
        (sym("Wingdings 3", "F022") + run("第一项"), "→第一项"),
        (sym("Webdings", "F061") + run("第一项"), "✓第一项"),
        (sym("Arial Unicode MS", "2265") + run("25厘米"), "≥25厘米"),
        # Chinese text is drawn in its own font, whatever the Western one is.
        (run("达到", SYMBOL), "达到"),
        (run("25", '<w:rFonts w:ascii="Symbol" w:asciiTheme="minorHAnsi"/>'), "25"),
    ],
)
def test_signs_of_symbol_fonts(content, text):
    form = read(changed(lambda paper: paper.fill("31厘米", content)))
    assert difference(form) == {"31厘米": text}
    assert said(form) == []


def test_a_sign_that_no_table_has_is_said():
    form = read(
        changed(lambda paper: paper.fill("31厘米", sym("MT Extra", "F041") + run("31厘米")))
    )
    assert difference(form) == {"31厘米": f"{UNKNOWN}31厘米"}
    assert [code for code, _, _ in said(form)] == ["X901"]
    assert "符号" in said(form)[0][2]


def test_every_position_of_the_tables_is_one_sign():
    for font in ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"):
        signs = [shown(chr(0xF000 + code), font) for code in range(0x20, 0x100)]
        assert all(len(sign) == 1 for sign in signs)
        assert sum(sign != UNKNOWN for sign in signs) >= 185
    greek = "".join(shown(letter, "Symbol") for letter in "abgdABGD")
    assert greek == "αβγδΑΒΓΔ"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("500m") + run("2", UP), "500m²"),
        (run("3.5×10") + run("4", UP), "3.5×10⁴"),
        (run("10") + run("4", UP), "10⁴"),
        (run("500平方米") + run("1", UP), "500平方米"),
        (run("100") + run("1", UP), "100"),
        (run("100") + run("①", UP), "100"),
        (run("100%") + run("注1", UP), "100%"),
        (run("100") + run("[2]", UP), "100"),
        (run("10") + run("1", UP), "10"),
        (run("100") + run("2", '<w:position w:val="6"/><w:sz w:val="12"/>'), "100"),
        (run("95", UP), "95"),
        (run("CO") + run("2", DOWN) + run("减排5吨"), "CO2减排5吨"),
        (run("100") + run("2", DOWN), "100₂"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>95</m:t></m:r></m:num><m:den><m:r><m:t>100</m:t></m:r>"
            "</m:den></m:f></m:oMath>",
            "95/100",
        ),
        (
            "<m:oMath><m:r><m:t>≥</m:t></m:r><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r>"
            "<m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath>",
            "≥10⁴",
        ),
    ],
)
def test_raised_and_lowered_text(content, text):
    form = read(changed(lambda paper: paper.fill("31厘米", content)))
    assert difference(form) == {"31厘米": text}


def test_the_mark_of_a_note_behind_a_score_raises_no_alarm():
    def change(paper):
        paper.fill("4.81", run("4.81") + run("1", UP))
        paper.fill("分值", run("分值") + run("②", UP), 1)

    data = changed(change)
    assert difference(read(data)) == {}
    assert codes(data) == codes(changed(lambda paper: None))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (field("FORMTEXT", run("31厘米"), DATA), "31厘米"),
        (field("FORMTEXT", run("\u2002\u2002\u2002\u2002\u2002"), DATA), ""),
        (choice('<w:result w:val="1"/>', "已完成", "未完成"), "未完成"),
        (choice('<w:default w:val="1"/>', "已完成", "未完成"), "未完成"),
        (choice("", "已完成", "未完成"), "已完成"),
        (choice("", "请选择", "已完成"), ""),
        (check_box("<w:checked/>") + run("是"), "☒是"),
        (check_box('<w:default w:val="1"/><w:checked w:val="0"/>') + run("是"), "☐是"),
        (check_box('<w:default w:val="1"/>') + run("是"), "☒是"),
        (field("=SUM(ABOVE)", run("31")), "31"),
        (field('DATE \\@ "yyyy年M月"', run("2023年12月")), "2023年12月"),
        (field('IF 1 = 1 "', run("达标")), "达标"),
        (field("REF " + "x", field("PAGE", run("3"))), "3"),
        ('<w:fldSimple w:instr=" DOCPROPERTY x ">' + run("31厘米") + "</w:fldSimple>", "31厘米"),
        (field("EQ \\o\\ac(○,1)") + run("达标"), "①达标"),
        (field("EQ \\F(95,100)"), "95/100"),
        (field('EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(liang),良)'), "良"),
        (field('SYMBOL 179 \\f "Symbol" \\s 10') + run("31"), "≥31"),
        (field("MACROBUTTON NoMacro 单击此处输入"), ""),
        (control("<w:dropDownList/>", run("未完成")), "未完成"),
        (
            control('<w:date w:fullDate="2023-12-01T00:00:00Z"/>', run("2023年12月1日")),
            "2023年12月1日",
        ),
        (
            control("<w14:checkbox><w14:checked w14:val='1'/></w14:checkbox>", run("☒"))
            + run("是"),
            "☒是",
        ),
        (control("<w:showingPlcHdr/><w:text/>", run("单击此处输入文字。")), ""),
        (control("<w:showingPlcHdr/><w:dropDownList/>", run("选择一项。")), ""),
        # Programs that fill in a template leave the flag behind.
        (control("<w:showingPlcHdr/><w:text/>", run("31厘米")), "31厘米"),
        (
            '<w:sdt><w:sdtPr><w:id w:val="1"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
            + paragraph("点击或点按此处输入文字。")
            + "</w:sdtContent></w:sdt><w:p/>",
            "",
        ),
    ],
)
def test_fields_show_their_value(content, text):
    form = read(changed(lambda paper: paper.fill("31厘米", content)))
    assert difference(form) == ({} if text == "31厘米" else {"31厘米": text})
    assert said(form) == []


def test_a_field_without_end_hides_nothing():
    def change(paper):
        paper.fill("31厘米", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("31厘米"))

    assert difference(read(changed(change))) == {}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("EQ \\o(○,21)", "21"),
        ("EQ \\o\\ac(○,良)", "良"),
        ("EQ \\r(3,8)", "3√8"),
        ("EQ 10\\s\\up6(2)", "102"),
        ("EQ \\f(", ""),
        ("EQ \\b(1,2", "(12)"),
        ("SYMBOL 0x41 \\u", "A"),
        ("PAGE", ""),
        ('QUOTE "良"', "良"),
    ],
)
def test_instructions_that_draw(code, text):
    assert drawn(code) == text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("31") + "<w:r><w:br/></w:r>" + run("厘米"), "31厘米"),
        (run("31") + "<w:r><w:tab/></w:r>" + run("厘米"), "31厘米"),
        (run("31\u00a0厘米"), "31厘米"),
        (run("1") + "<w:r><w:noBreakHyphen/></w:r>" + run("3月"), "1-3月"),
        (run("3") + "<w:r><w:softHyphen/></w:r>" + run("1厘米"), "31厘米"),
        (
            "<w:r><w:ruby><w:rubyPr/><w:rt>"
            + run("liang")
            + "</w:rt><w:rubyBase>"
            + run("良")
            + "</w:rubyBase></w:ruby></w:r>",
            "良",
        ),
        (
            "<w:smartTag>"
            + run("31")
            + "</w:smartTag><w:bdo w:val='ltr'>"
            + run("厘米")
            + "</w:bdo>",
            "31厘米",
        ),
        ("<w:customXml><w:customXmlPr/>" + run("31厘米") + "</w:customXml>", "31厘米"),
        ("<w:hyperlink>" + run("31厘米") + "</w:hyperlink>", "31厘米"),
        (paragraph("31", "厘米"), "31厘米"),
    ],
)
def test_pieces_of_a_text(content, text):
    form = read(changed(lambda paper: paper.fill("31厘米", content)))
    assert difference(form) == ({} if text == "31厘米" else {"31厘米": text})
    assert said(form) == []


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (1, "decimal", "1"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (21, "japaneseCounting", "二十一"),
        (105, "chineseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"),
        (2, "decimalEnclosedCircle", "②"),
        (21, "decimalEnclosedCircleChinese", "21"),
        (3, "ideographTraditional", "丙"),
        (3, "upperRoman", "III"),
        (9, "lowerRoman", "ix"),
        (3, "lowerLetter", "c"),
        (3, "decimalZero", "03"),
        (3, "chineseLegalSimplified", "叁"),
        (3, "some new format", "3"),
    ],
)
def test_numbers_of_lists(number, form, text):
    assert written(number, form) == text
