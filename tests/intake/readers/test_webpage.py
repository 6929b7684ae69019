"""Web pages as sites, browsers, Word and Excel write them: the same form, however it is marked up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.intake import ReadError, read, read_bytes
from reviewer.models import Form
from tests.documents.compare import differences

FORMATS = Path(__file__).parents[2] / "data" / "formats"
PAGE = (FORMATS / "annex.html").read_text("utf-8")
FORM = read(FORMATS / "annex.html").forms[0]
CELL = re.compile(r"(<td[^>]*>)([^<>]+)(</td>)")


def form_of(data: str | bytes) -> Form:
    (form,) = read_bytes(data.encode() if isinstance(data, str) else data, "page").forms
    return form


def left_out(form: Form) -> list[tuple[str, str, str]]:
    """What is said of texts that are in no cell."""
    return [(one.code, one.text.text, one.reason) for one in form.remarks]


def assert_same(data: str | bytes, remarks: list[tuple[str, str, str]] | None = None) -> None:
    form = form_of(data)
    assert differences(FORM, form) == []
    assert left_out(form) == (remarks or [])


def in_cells(change) -> str:
    """The page with the inside of every cell that holds text changed."""
    return CELL.sub(lambda cell: cell[1] + change(cell[2]) + cell[3], PAGE)


def with_style(css: str, page: str = PAGE) -> str:
    return page.replace("<style>", f"<style>{css}")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: f"<input value='{text}'>",
        lambda text: f'<input type="number" value="{text}" readonly>',
        lambda text: f"<textarea rows=3>\n{text}</textarea>",
        lambda text: f"<select><option>请选择<option selected>{text}<option>其他</select>",
        lambda text: (
            f"<select><option value=1>{text}</option><option value=2>其他</option></select>"
        ),
        lambda text: f"<input type=hidden value='77'><div><span>{text}</span></div>",
        lambda text: f"<p>{text}<o:p></o:p></p>",
        lambda text: f"<p><font face=宋体><b><i><u>{text}</u></i></b></font></p>",
        lambda text: f"<p><![if !supportEmptyParas]>{text}<![endif]></p><!--[if x]>7<![endif]-->",
        lambda text: f"{text[:1]}<span>{text[1:2]}</span><em>{text[2:]}</em>",
        lambda text: f"<table><tr><td>{text}</td></tr></table>",
        lambda text: f"<button>改</button>{text}<img src=dot.gif>",
        lambda text: f"<form action=x><label>{text}</label></form>",
        lambda text: "".join(f"&#{ord(char)};" for char in text),
        lambda text: "".join(f"&#x{ord(char):x};" for char in text),
        lambda text: f"{text}<sup>[1]</sup>" if text[-1] in "0123456789%" else text,
        lambda text: f"<script>9</script><style>td{{}}</style>{text}<noscript>9</noscript>",
        lambda text: f"<nobr>{text}</nobr><wbr>",
        lambda text: f"<ruby>{text}<rp>(</rp><rt>zi</rt><rp>)</rp></ruby>",
        lambda text: f"\r\n   {text}\r\n\t  ",
    ],
)
def test_what_a_cell_shows(change):
    assert_same(in_cells(change))


@pytest.mark.parametrize(
    ("change", "css"),
    [
        (lambda text: f"<s>9</s>{text}", ""),
        (lambda text: f"<strike>9</strike>{text}", ""),
        (lambda text: f"<del>9</del><ins>{text}</ins>", ""),
        (lambda text: f"{text}<span style='text-decoration: line-through'>9</span>", ""),
        (lambda text: f"<span style='TEXT-DECORATION:underline line-through;'>9</span>{text}", ""),
        (lambda text: f"<span style='text-decoration-line:line-through'><b>9</b></span>{text}", ""),
        (
            lambda text: f"<font class='font7'>9</font><font>{text}</font>",
            ".font7{color:red;text-decoration:line-through}",
        ),
        (
            lambda text: f"<b class=Off>9</b>{text}",
            "td > .off{text-decoration:line-through!important}",
        ),
        (lambda text: f"<b id=x><i>9</i></b>{text}", "table td #x{text-decoration:line-through}"),
        (
            lambda text: f"<b class='a b'>9</b>{text}",
            "@media screen{b.a.b{text-decoration:line-through}}",
        ),
        (
            lambda text: (
                f"{text}<span style='mso-strike:yes;text-decoration:line-through'>9</span>"
            ),
            "",
        ),
    ],
)
def test_struck_out_text_is_said_and_is_in_no_cell(change, css):
    page = with_style(css, PAGE.replace(">9.80<", f">{change('9.80')}<", 1))
    assert_same(page, [("X907", "9", "")])


def test_a_struck_out_cell_and_line():
    page = PAGE.replace("<table>", "<p>旧表<s>作废的说明</s></p><table>", 1)
    page = page.replace(">9.80<", " style='text-decoration:line-through'>9.80<", 1)
    form = form_of(page)
    assert form.funding[0].score.is_empty
    assert [text for code, text, _ in left_out(form) if code == "X907"] == ["作废的说明", "9.80"]


HIDDEN = "网页中隐藏的文字"


@pytest.mark.parametrize(
    ("markup", "css", "reason"),
    [
        ("<b class=x>9</b>", ".article .x{display:none}", HIDDEN),
        ("<b class=x>9</b>", "div>table td>b.x{visibility:hidden}", HIDDEN),
        ("<b class=x>9</b>", "table b{display:inline} td .x{display:none}", HIDDEN),
        ("<b class=x>9</b>", "td .x{display:inline} .x{display:none!important}", HIDDEN),
        ("<b class=x>9</b>", "/* { */ .x{opacity:0}", HIDDEN),
        ("<b class=x>9</b>", "@media all{.x{height:0;overflow:hidden}}", HIDDEN),
        ("<b class=x>9</b>", ".x{clip:rect(0,0,0,0)}", HIDDEN),
        ("<b class=x>9</b>", ".x{color:transparent}", HIDDEN),
        ("<b class=x>9</b>", ".x{position:absolute;left:-9999px}", HIDDEN),
        ("<b style='mso-hide:all'>9</b>", "", HIDDEN),
        ("<b class=x>9</b>", ".x{font:0/0 a}", "极小的文字"),
        ("<b class=x>9</b>", ".x{font:bold 1px/1 宋体}", "极小的文字"),
        ("<b class=x>9</b>", "td{background:#eef} .x{color:#eeeeff}", "与底色相同的文字"),
        ("<b class=x>9</b>", ".x{color:rgb(254, 254, 254)}", "白色文字"),
    ],
)
def test_hidden_text_is_said_and_is_in_no_cell(markup, css, reason):
    assert_same(
        with_style(css, PAGE.replace(">9.80<", f">9.80{markup}<", 1)), [("X905", "9", reason)]
    )


@pytest.mark.parametrize(
    ("markup", "css"),
    [
        ("<b class=x>9.80</b>", "@media print{.x{display:none}}"),
        ("<b class=x>9.80</b>", "@media (max-width:600px){.x{display:none}} .y{display:none}"),
        ("<b class=x>9.80</b>", "@keyframes a{from{opacity:0}to{opacity:1}} .x{color:red}"),
        ("<b class=x>9.80</b>", "b{display:none} td .x{display:inline}"),
        ("<b class=x>9.80</b>", ".x{display:none} #z,td b.x{display:inline}"),
        ("<b class=x>9.80</b>", ".x:hover{display:none} .nav .x{display:none} .x>i{display:none}"),
        ("<b class=x>9.80</b>", "td{visibility:hidden} td{visibility:visible}"),
        ("<b class=x>9.80</b>", "/* unclosed .x{display:none}"),
        ("<b style='visibility:hidden'><i style='visibility:visible'>9.80</i></b>", ""),
        ("<b class=x></b>", ".x::before{content:'9.\\38 0'}"),
        ("<b class=x>9.</b>", ".x:after{content:\"80\"} .x:before{content:'\\e600'}"),
        ("<b class=x>9.80</b>", ".x:after{content:none} .x::before{content:url(a.png)}"),
    ],
)
def test_what_style_sheets_do_not_hide(markup, css):
    assert_same(with_style(css, PAGE.replace(">9.80<", f">{markup}<", 1)))


def test_cells_that_scripts_merged_take_no_place():
    """A grid of a web system keeps the covered cells and hides them."""
    rows = re.findall(r"<tr>.*?</tr>", PAGE, re.DOTALL)
    hidden = "<td style='display:none'></td>"
    page = PAGE
    for row in rows:
        page = page.replace(
            row, row.replace("<tr>", f"<tr>{hidden}").replace("</tr>", f"{hidden}</tr>")
        )
    assert page != PAGE
    assert_same(page)


def test_spans_that_reach_beyond_the_table():
    page = PAGE.replace("colspan=22 rowspan=1>城市", "colspan=2000 rowspan=1>城市")
    assert_same(page)
    last = PAGE.rindex("<tr>")
    assert_same(PAGE[:last] + PAGE[last:].replace("rowspan=1", "rowspan=99"))
    # 0 reaches to the end of the group of rows
    head = PAGE.replace("<table><tr>", "<table><thead><tr><td rowspan=0 colspan=0></td>", 1)
    assert_same(
        head.replace("</tr>", "</tr></thead>", 1).replace(
            "<thead><tr><td rowspan=0 colspan=0></td>", "<thead><tr>"
        )
    )


def test_the_foot_of_a_table_may_stand_before_its_body():
    start, end = PAGE.index("<table>") + len("<table>"), PAGE.index("</table>")
    rows = re.findall(r"<tr>.*?</tr>\n", PAGE[start:end], re.DOTALL)
    assert "总分" in rows[-1]
    body = f"<tfoot>{rows[-1]}</tfoot><tbody>{''.join(rows[1:-1])}</tbody><thead>{rows[0]}</thead>"
    assert_same(PAGE[:start] + body + PAGE[end:])


def test_a_caption_is_the_line_above():
    page = PAGE.replace(
        "<p align=center>项目支出绩效自评表</p><p align=center>（2023年度）</p><table>",
        "<table><caption>项目支出绩效自评表<br>（2023年度）</caption>",
    )
    assert "<caption>" in page
    assert_same(page)


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.replace("<tr>", "<form><tr>").replace("</tr>", "</form></tr>"),
        lambda page: page.replace("<table>", "<table><form method=post>").replace(
            "</table>", "</form></table>"
        ),
        lambda page: page.replace("<tr>", "<tr><form>"),
        lambda page: page.replace("</td>", "").replace("</tr>", ""),
        lambda page: page.replace("</table>", ""),
        lambda page: page.replace("<table>", "<table><table>", 1),
        lambda page: page.replace("<td", "<TD").replace("</td", "</Td").replace("<tr", "<TR"),
        lambda page: page.replace("<td", "<th scope=col").replace("</td", "</th"),
        lambda page: page.replace(
            "<!DOCTYPE html>", "<?xml version='1.0' encoding='gb2312'?><!DOCTYPE html>"
        ),
        lambda page: page.replace("<html>", "<html xmlns='http://www.w3.org/1999/xhtml'>"),
        lambda page: re.sub(r"<(/?)(table|tr|td|p|div|body|html|head)\b", r"<\1h:\2", page).replace(
            "<h:html>", "<h:html xmlns:h='http://www.w3.org/1999/xhtml'>"
        ),
        lambda page: page.replace("<table>", "<table><tr><td><table>").replace(
            "</table>", "</table></td></tr></table>"
        ),
        lambda page: page.replace(
            "<body>", "<body><template><table><tr><td>1</td></tr></table></template>"
        ),
        lambda page: page.replace("<body>", "<body><template shadowrootmode=open>").replace(
            "</body>", "</template></body>"
        ),
        lambda page: page[page.index("<div class=article>") :],
        lambda page: page.replace("<tr>", "<tr height=0 style='mso-height-source:userset'>"),
        lambda page: page.replace("<table>", "<table><colgroup><col width=72 span=24></colgroup>"),
    ],
)
def test_markup_as_programs_and_people_write_it(change):
    page = change(PAGE)
    assert page != PAGE
    assert_same(page)


def test_a_table_around_the_whole_page():
    body = PAGE[PAGE.index("<body>") + 6 : PAGE.index("</body>")]
    menu = "<tr><td><a href=/>首页</a></td><td><a href=/b>公开</a></td></tr><tr><td>站内搜索</td><td>2024年3月1日 星期五</td></tr>"
    page = PAGE.replace(
        body, f"<table>{menu}<tr><td width=20%>x</td><td colspan=2>{body}</td></tr></table>"
    )
    assert differences(FORM, form_of(page)) == []


@pytest.mark.parametrize("label", ["", "绩效指标"])
def test_the_indicators_in_a_table_inside_a_cell(label):
    rows = re.findall(r"<tr>.*?</tr>\n", PAGE, re.DOTALL)
    heading = next(at for at, row in enumerate(rows) if "三级指标" in row)
    inner = "".join(rows[heading:])
    page = PAGE.replace(
        inner,
        f"<tr>{label and f'<td>{label}</td>'}<td colspan=24><table border=1>{inner}</table></td></tr>",
    )
    assert page != PAGE
    assert_same(page)


CHARSETS = [
    ("gb2312", "gb18030"),
    ("GBK", "gb18030"),
    ("gb18030", "gb18030"),
    ("utf-8", "utf-8"),
    ("utf-8", "utf-8-sig"),
    ("utf-16", "utf-16"),
    ("utf-16le", "utf-16-le"),
    ("gb2312", "utf-8"),  # converted, and the declaration forgotten
    ("", "gb18030"),
    ("x-unknown", "gb18030"),
]


@pytest.mark.parametrize(("declared", "encoding"), CHARSETS)
def test_the_charset_of_a_page(declared, encoding):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    page = PAGE.replace('<meta charset="utf-8">', meta if declared else "")
    assert_same(page.encode(encoding))


def test_traditional_characters_in_big5():
    page = PAGE.replace('<meta charset="utf-8">', "<meta charset=big5>")
    page = page.replace("<table>", "<p>臺灣事務辦公室</p><table>", 1)
    form = form_of(page.encode("big5", "xmlcharrefreplace"))
    assert left_out(form) == [("X901", "臺灣事務辦公室", "")]
    assert differences(FORM, form) == []


def test_a_page_with_a_damaged_character_is_read_and_said():
    data = PAGE.encode().replace("某市水务局".encode(), "某市水务局".encode()[:-1])
    form = form_of(data)
    assert form.department.text.startswith("某市水务")
    assert [one.partition(":")[0] for one in differences(FORM, form)] == ["department"]
    assert any("损坏的字符" in reason for _, _, reason in left_out(form))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("1200m<sup>2</sup>", "1200m²"),
        ("35万m<sup>3</sup>/d", "35万m³/d"),
        ("3×10<sup>4</sup>吨", "3×10⁴吨"),
        ("95%<sup>1</sup>", "95%"),
        ("95<sup>注1</sup>%", "95%"),
        ("PM<sub>2.5</sub>≤35", "PM2.5≤35"),
        ("第2<sup>nd</sup>期", "第2nd期"),
        ("<input type=radio checked>优 <input type=radio>良", "☑优□良"),
        ("<input type=checkbox>", ""),
        ("<pre>甲\n乙</pre>", "甲乙"),
        ("<ul><li>甲；</li><li>乙</li></ul>", "甲；乙"),
        ("&lt;95&nbsp;%&ge;3", "<95 %≥3"),
        ("<span style='font-family:Symbol'>&#179;</span>95%", "≥95%"),
        ("<span style='font-family:Symbol;mso-ascii-font-family:宋体'><b>£</b></span>3", "≤3"),
        ("<font face=Wingdings>þ</font>优<font face='Wingdings'>¨</font>良", "☑优□良"),
        (
            "<span style='font:10.5pt \"Wingdings 2\"'>R<span style='font-family:宋体'>R</span></span>",
            "☑R",
        ),
        ("10&#150;20&#x96;30", "10–20–30"),
        ("95&percnt;&geqslant;3", "95%⩾3"),
        ("&amp;lt;5 A&B &x; &#60;", "&lt;5 A&B &x; <"),
    ],
)
def test_signs_in_a_cell(markup, text):
    form = form_of(PAGE.replace(">31厘米<", f">{markup}<"))
    assert next(row for row in form.indicators if row.name.text == "水体透明度").actual.text == text


def test_several_forms_on_a_page():
    body = PAGE[PAGE.index("<div class=article>") : PAGE.index("<footer>")]
    page = PAGE.replace(body, body + body.replace("城市黑臭水体整治", "污水管网改造"))
    projects = [form.project.text for form in read_bytes(page.encode(), "page").forms]
    assert projects == ["城市黑臭水体整治", "污水管网改造"]


LINES = "<p>项目支出绩效自评表</p><p>项目名称：黑臭水体整治</p>"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<frameset cols=20%,*><frame src=a.files/sheet001.htm></frameset>", "sheet001.htm"),
        (
            f"{LINES}<a href='/files/2024/%E8%87%AA%E8%AF%84%E8%A1%A8.docx?x=1'>附件：自评表</a>",
            "附件：自评表",
        ),
        (f"{LINES}<a href=/f/a.xlsx><img src=x></a>", "a.xlsx"),
        (f"{LINES}<img src=a.png>", "只有图片"),
        (f"{LINES}<iframe src=b.html></iframe>", "内嵌的另一个页面"),
        (
            f"{LINES}<div style=display:grid><div>一级指标</div><div>三级指标</div></div>",
            "没有表格（table）",
        ),
        ("<table><tr><td>通知</td><td>关于</td></tr></table>", "需要有“项目名称”"),
    ],
)
def test_a_page_without_a_form_says_where_it_may_be(body, reason):
    with pytest.raises(ReadError, match=re.escape(reason)):
        read_bytes(f"<html><body>{body}</body></html>".encode(), "page")


def test_fields_that_were_saved_empty_and_pictures_are_said():
    page = PAGE.replace(">9.80<", "><input type=text><input><input type=number><", 1)
    page = page.replace(">98.00%<", "><img src=rate.png><", 1)
    form = form_of(page)
    assert [(one.field, one.reason[:6]) for one in form.unread] == [
        ("funding.total.execution_rate", "这一格是图片"),
        ("funding.total.score", "这一格是输入"),
    ]
    reasons = [reason for _, _, reason in left_out(form)]
    assert any("3个输入框，填写的内容没有保存" in reason for reason in reasons)
    assert any("1格只有图片" in reason for reason in reasons)
    filled = PAGE.replace(">9.80<", "><input value=9.80><input value=><", 1)
    assert_same(filled)


def test_a_column_that_is_hidden_is_said():
    page = PAGE.replace(
        "<table>", "<table><colgroup><col span=23><col style='display:none'></colgroup>"
    )
    page = re.sub(r"(<td colspan=)2([^>]*>[^<]*</td></tr>)", r"\g<1>1\2", page)
    row = "<tr>" + "<td></td>" * 23 + "<td>请给满分</td></tr>"
    assert_same(page.replace("</table>", f"{row}</table>", 1), [("X905", "请给满分", HIDDEN)])


def test_a_row_that_is_struck_out_is_no_row():
    row = "<tr style='text-decoration:line-through'><td colspan=9>数量指标</td><td>培训</td></tr>"
    page = PAGE.replace("</table>", f"{row}</table>", 1)
    assert_same(page, [("X907", "数量指标", ""), ("X907", "培训", "")])


def test_a_form_that_is_hidden_says_so():
    with pytest.raises(ReadError, match="表格是隐藏的"):
        read_bytes(PAGE.replace("<table", "<table style='display:none'").encode(), "page")


def test_a_form_in_the_foot_of_an_article():
    assert_same(
        PAGE.replace("<div class=article>", "<footer>", 1).replace(
            "</div><footer>", "</footer><footer>"
        )
    )


@pytest.mark.parametrize("span", ["22", " 22", "22px", "22.7", "+22", "22 ", "x"])
def test_spans_as_people_write_them(span):
    form = form_of(PAGE.replace("colspan=22 rowspan=1>城市", f"colspan='{span}' rowspan=1>城市"))
    assert form.project.text == "城市黑臭水体整治"


def test_ticks_for_a_grade():
    grades = "".join(
        f"<label><input type=radio name=g {'checked' if grade == '良' else ''}>{grade}</label> "
        for grade in "优良中差"
    )
    page = PAGE.replace(
        "</table>", f"<tr><td colspan=6>自评等级</td><td colspan=18>{grades}</td></tr></table>", 1
    )
    assert form_of(page).total.grade.text == "良"
