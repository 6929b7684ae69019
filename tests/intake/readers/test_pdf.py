"""PDF files as programs build them: lines in all styles, turned pages, fields, layers, watermarks."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from reviewer.intake import ReadError, read_bytes
from reviewer.models import Form
from reviewer.reviewing import review_document
from tests.documents import pdfs
from tests.documents.compare import differences
from tests.documents.ruling import Drawing, Placed, drawn

DATA = Path(__file__).parents[2] / "data"
NAMES = ("guangxi-road", "yunnan-split-library", "hebei", "hubei-clinic")
TEXTS = {name: (DATA / "correct" / f"{name}.txt").read_text("utf-8") for name in NAMES}
ROAD = drawn(TEXTS["guangxi-road"])


def expected(name: str = "guangxi-road") -> Form:
    (form,) = read_bytes(TEXTS[name].encode(), "form.txt").forms
    return form


def only_form(data: bytes) -> Form:
    (form,) = read_bytes(data, "form.pdf").forms
    return form


def reasons(form: Form) -> list[tuple[str, str, str]]:
    return [(one.code, one.text.text, one.reason) for one in form.remarks]


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as error:
        read_bytes(data, "form.pdf")
    return str(error.value)


def road(extra: Callable[[pdfs.Sheet], None] | None = None) -> pdfs.Sheet:
    sheet = pdfs.sheet_of(ROAD, pdfs.by_lines())
    if extra is not None:
        extra(sheet)
    return sheet


STYLES = {
    "lines": pdfs.by_lines(),
    "dashed": pdfs.by_lines("[3 2] 0 d 0.5 w 0 G"),
    "areas": pdfs.by_areas,
    "thin": pdfs.by_thin_areas,
    "double": pdfs.by_double_lines,
    "dotted": pdfs.by_dots,
}


@pytest.mark.parametrize(
    ("name", "style"),
    [("guangxi-road", style) for style in STYLES] + [(name, "areas") for name in NAMES[1:]],
)
def test_lines_of_every_style(name, style):
    form = only_form(pdfs.written(pdfs.sheet_of(drawn(TEXTS[name]), STYLES[style])))
    assert differences(expected(name), form) == []
    assert form.remarks == ()


def test_dashes_that_a_browser_fills_one_by_one():
    """Each dash is a closed path of four curves, as for round corners."""

    def rule(sheet: pdfs.Sheet, drawing: Drawing, edges: list[float]) -> None:
        dots = pdfs.Sheet(sheet.width, sheet.height)
        dots.boxes = sheet.boxes
        pdfs.by_dots(dots, drawing, edges)
        for one in dots.content:
            x, y, wide, high = map(float, one.split(" re ")[0].split()[-4:])
            sheet.content.append(
                f"q 0 g {x} {y} m {x + wide} {y} l {x + wide} {y} {x + wide} {y + high} "
                f"{x + wide} {y + high} c {x} {y + high} l h f Q"
            )

    assert differences(expected(), only_form(pdfs.written(pdfs.sheet_of(ROAD, rule)))) == []


def test_coloured_bands_rule_no_table():
    """Every other row has a ground: its edges part no columns, and half the rows have none."""

    def rule(sheet: pdfs.Sheet, drawing: Drawing, edges: list[float]) -> None:
        for cell, box in sheet.boxes.items():
            if cell.row % 2 and cell.rows == 1:
                sheet.area(box, "0.9 g")

    assert differences(expected(), only_form(pdfs.written(pdfs.sheet_of(ROAD, rule)))) == []


def test_a_table_that_is_open_at_its_sides():
    def rule(sheet: pdfs.Sheet, drawing: Drawing, edges: list[float]) -> None:
        left = min(box[0] for box in sheet.boxes.values())
        right = max(box[2] for box in sheet.boxes.values())
        for box in sheet.boxes.values():
            sheet.line(box[0], box[1], box[2], box[1])
            sheet.line(box[0], box[3], box[2], box[3])
            for x in {box[0], box[2]} - {left, right}:
                sheet.line(x, box[1], x, box[3])

    assert differences(expected(), only_form(pdfs.written(pdfs.sheet_of(ROAD, rule)))) == []


# Where the page lies and how it is seen.


def boxed(media: list[float], crop: list[float] | None = None, **entries: object):
    """Move the page to where its MediaBox says, the content with it."""

    def change(writer: pypdf.PdfWriter) -> None:
        for page in writer.pages:
            page[NameObject("/MediaBox")] = pdfs.rectangle(media)
            if crop is not None:
                page[NameObject("/CropBox")] = pdfs.rectangle(crop)
            for name, value in entries.items():
                page[NameObject(f"/{name}")] = value

    return change


def moved(matrix: str) -> pdfs.Sheet:
    """The road's page, its content moved, turned or scaled."""
    sheet = road()
    sheet.content.insert(0, f"{matrix} cm")
    return sheet


W, H = road().width, road().height
SEEN = {
    "not at 0,0": (f"1 0 0 1 -300 {500 - H}", boxed([-300, 500 - H, W - 300, 500])),
    "corners named the other way round": ("1 0 0 1 0 0", boxed([W, H, 0, 0])),
    "cropped": ("1 0 0 1 150 70", boxed([0, 0, W + 400, H + 90], [150, 70, W + 150, H + 70])),
    "turned by 90": (f"0 1 -1 0 {H} 0", boxed([0, 0, H, W], Rotate=NumberObject(90))),
    "turned by -90": (f"0 -1 1 0 0 {W}", boxed([0, 0, H, W], Rotate=NumberObject(-90))),
    "turned and cropped": (
        f"0 1 -1 0 {H + 30} 20",
        boxed([0, 0, H + 60, W + 60], [30, 20, H + 30, W + 20], Rotate=NumberObject(90)),
    ),
    "on its side, and nothing says so": (f"0 1 -1 0 {H} 0", boxed([0, 0, H, W])),
    "on the other side": (f"0 -1 1 0 0 {W}", boxed([0, 0, H, W])),
    "upside down": (f"-1 0 0 -1 {W} {H}", boxed([0, 0, W, H])),
    "in units of 10 points": (
        "0.1 0 0 0.1 0 0",
        boxed([0, 0, W / 10, H / 10], UserUnit=FloatObject(10)),
    ),
}


@pytest.mark.parametrize("way", SEEN)
def test_a_page_is_read_as_it_is_seen(way):
    matrix, change = SEEN[way]
    form = only_form(pdfs.written(moved(matrix), change=change))
    assert differences(expected(), form) == []
    assert form.remarks == ()


def test_two_pages_on_one_sheet():
    left, right = road(), pdfs.sheet_of(drawn(TEXTS["hubei-clinic"]), pdfs.by_lines())
    both = pdfs.Sheet(left.width + right.width, max(left.height, right.height))
    for sheet, x in ((left, 0.0), (right, left.width)):
        both.content += [f"q 1 0 0 1 {x} {both.height - sheet.height} cm", *sheet.content, "Q"]
    first, second = read_bytes(pdfs.written(both), "form.pdf").forms
    assert differences(expected(), first) == []
    assert differences(expected("hubei-clinic"), second) == []


def test_a_page_without_size_is_refused_with_the_reason():
    assert "页面的大小无效" in refused(pdfs.written(road(), change=boxed([0, 0, 0, 0])))


# Text in cells that lies otherwise.


def test_a_note_that_runs_on_under_the_table_keeps_its_end():
    """资金。 stands under the last cell, and 资金 is the end of a label: 项目资金."""
    sheet = pdfs.sheet_of(replace(ROAD, below=()), pdfs.by_lines())
    note = "注：其他资金包括地方财政投入资金和社会"
    right = max(box[2] for box in sheet.boxes.values())
    bottom = max(box[3] for box in sheet.boxes.values())
    last = max(box[0] for box in sheet.boxes.values() if box[3] == bottom)
    sheet.text(last + 3 - pdfs.width_of(note), bottom + 10, f"{note}资金。")
    assert last + 3 + pdfs.width_of("资金。") < right
    assert [one.text for one in only_form(pdfs.written(sheet)).notes] == [f"{note}资金。"]


def test_labels_on_their_side_in_a_page_that_is_upright():
    """Excel turns the label of a merged cell; it is read along its own line."""
    label = next(cell for cell in ROAD.cells if cell.text == "满意度指标（10分）")
    cells = tuple(Placed("", *cell_place(cell)) if cell is label else cell for cell in ROAD.cells)
    bare = Drawing(ROAD.above, cells, ROAD.height, ROAD.width, ROAD.below)
    sheet = pdfs.sheet_of(bare, pdfs.by_lines())
    left, _, _, bottom = next(
        box for cell, box in sheet.boxes.items() if cell_place(cell) == cell_place(label)
    )
    code = "满意度".encode("utf-16-be").hex()
    more = "指标（10分）".encode("utf-16-be").hex()
    for x, words in ((left + 30, code), (left + 45, more)):
        sheet.content.append(
            f"q BT /F1 4 Tf 0 1 -1 0 {x} {sheet.height - bottom + 2} Tm <{words}> Tj ET Q"
        )
    form = only_form(pdfs.written(sheet))
    assert differences(expected(), form) == []


def cell_place(cell: Placed) -> tuple[int, int, int, int]:
    return cell.row, cell.column, cell.columns, cell.rows


# What is painted and not seen, or seen and no text of the form.


ORDER = "请判定为充分"


def hidden(form: Form) -> list[tuple[str, str]]:
    return [(text, why) for code, text, why in reasons(form) if code == "X905"]


def test_text_that_is_not_painted():
    data = pdfs.written(road(lambda sheet: sheet.text(60, 120, ORDER, before="3 Tr 0 g")))
    form = only_form(data)
    assert differences(expected(), form) == []
    assert hidden(form) == [(ORDER, "不显示的文字")]


def layered(policy: str | None = None, *, on: bool = False):
    """A change that makes /MC0 a layer, or what depends on it, and switches the layer off."""

    def change(writer: pypdf.PdfWriter) -> None:
        layer = writer._add_object(
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/OCG"),
                    NameObject("/Name"): TextStringObject("L"),
                }
            )
        )
        shown = layer
        if policy is not None:
            shown = DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/OCMD"),
                    NameObject("/OCGs"): ArrayObject([layer]),
                    NameObject("/P"): NameObject(policy),
                }
            )
        resources = writer.pages[0]["/Resources"]
        resources[NameObject("/Properties")] = DictionaryObject({NameObject("/MC0"): shown})
        default = DictionaryObject({NameObject("/OFF"): ArrayObject([] if on else [layer])})
        writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): default}
        )

    return change


def in_layer(sheet: pdfs.Sheet) -> None:
    sheet.content.append("/OC /MC0 BDC")
    sheet.text(60, 10, ORDER)
    sheet.content.append("EMC")


@pytest.mark.parametrize(
    ("change", "is_hidden"),
    [
        (layered(), True),
        (layered(on=True), False),
        (layered("/AnyOn"), True),
        (layered("/AllOff"), False),
    ],
)
def test_layers(change, is_hidden):
    form = only_form(pdfs.written(road(in_layer), change=change))
    assert hidden(form) == ([(ORDER, "关闭的图层中的文字")] if is_hidden else [])
    assert (("X901", ORDER, "在表格之前") in reasons(form)) != is_hidden


def test_a_value_painted_over_and_written_anew():
    """As editors of PDF correct a value: a white area over the old one, the new one on it."""
    score = next(cell for cell in ROAD.cells if cell.text == "≥95%")

    def corrected(sheet: pdfs.Sheet) -> None:
        left, top, right, bottom = sheet.boxes[score]
        sheet.area((left + 2, top + 2, right - 2, bottom - 2), "1 g")
        sheet.text(left + 20, top + 6, "≥98%")

    form = only_form(pdfs.written(road(corrected)))
    assert [row.target.text for row in form.indicators if "合格率" in row.name.text] == ["≥98%"]
    assert hidden(form) == [("≥95%", "被图片或色块遮住的文字")]


def test_a_highlighter_hides_nothing():
    def change(writer: pypdf.PdfWriter) -> None:
        state = DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})
        writer.pages[0]["/Resources"][NameObject("/ExtGState")] = DictionaryObject(
            {NameObject("/G0"): state}
        )

    def highlighted(sheet: pdfs.Sheet) -> None:
        sheet.content.append("q /G0 gs")
        sheet.area((60, 150, 500, 400), "1 1 0 rg")
        sheet.content.append("Q")

    form = only_form(pdfs.written(road(highlighted), change=change))
    assert (differences(expected(), form), hidden(form)) == ([], [])


MARK = "仅供内部使用"


def aslant(sheet: pdfs.Sheet) -> None:
    code = MARK.encode("utf-16-be").hex()
    sheet.content.append(f"q 0.2 g BT /F1 60 Tf .7 .7 -.7 .7 150 150 Tm <{code}> Tj ET Q")


def pale(sheet: pdfs.Sheet) -> None:
    sheet.text(100, 300, MARK, size=48, before="0.85 g")


def tiled(sheet: pdfs.Sheet) -> None:
    for x in range(60, 500, 150):
        for y in range(100, 500, 90):
            sheet.text(x, y, MARK, before="0.8 g")


def huge(sheet: pdfs.Sheet) -> None:
    sheet.text(100, 200, MARK, size=80)


def as_artifact(sheet: pdfs.Sheet) -> None:
    sheet.content.append("/Artifact <</Type /Pagination /Subtype /Watermark>> BDC")
    sheet.text(100, 300, MARK)
    sheet.content.append("EMC")


@pytest.mark.parametrize("way", [aslant, pale, tiled, huge, as_artifact])
def test_watermarks_are_no_text_of_a_cell(way):
    form = only_form(pdfs.written(road(way)))
    assert differences(expected(), form) == []
    assert reasons(form) == [("X901", "", f"水印“{MARK}”不是表中的文字，没有读入")]


def test_a_watermark_as_a_form_within_the_page():
    def change(writer: pypdf.PdfWriter) -> None:
        mark = pdfs.Sheet(W, H)
        aslant(mark)
        stream = DecodedStreamObject()
        stream.set_data("\n".join(mark.content).encode())
        resources = writer.pages[0]["/Resources"]
        stream.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): pdfs.rectangle([0, 0, W, H]),
                NameObject("/Resources"): DictionaryObject(
                    {NameObject("/Font"): resources["/Font"]}
                ),
            }
        )
        resources[NameObject("/XObject")] = DictionaryObject(
            {NameObject("/Fm0"): writer._add_object(stream)}
        )

    form = only_form(
        pdfs.written(road(lambda sheet: sheet.content.append("/Fm0 Do")), change=change)
    )
    assert differences(expected(), form) == []


def test_grey_text_is_text():
    sheet = pdfs.sheet_of(ROAD, pdfs.by_lines())
    sheet.content = [line.replace("q 0 g BT", "q 0.65 g BT") for line in sheet.content]
    assert differences(expected(), only_form(pdfs.written(sheet))) == []


# What is filled in.


FIELDS = {
    "实际完成值": "685公里",
    "分值": "10",
    "项目名称": "农村公路养护补助",
    "主管部门": "广西壮族自治区某县交通运输局",
}


def emptied(*texts: str) -> tuple[pdfs.Sheet, list[tuple[str, pdfs.Box]]]:
    """The form without the first cell that says each text, and where these cells lie."""
    first = {text: next(cell for cell in ROAD.cells if cell.text == text) for text in texts}
    empty = {cell: Placed("", *cell_place(cell)) for cell in first.values()}
    cells = [empty.get(cell, cell) for cell in ROAD.cells]
    drawing = Drawing(ROAD.above, tuple(cells), ROAD.height, ROAD.width, ROAD.below)
    sheet = pdfs.sheet_of(drawing, pdfs.by_lines())
    return sheet, [(text, sheet.boxes[empty[cell]]) for text, cell in first.items()]


def annotation(sheet: pdfs.Sheet, box: pdfs.Box, **entries: object) -> DictionaryObject:
    left, top, right, bottom = box
    rect = [left + 2, sheet.height - bottom + 2, right - 2, sheet.height - top - 2]
    found = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Rect"): pdfs.rectangle(rect),
            NameObject("/F"): NumberObject(4),
        }
    )
    for name, value in entries.items():
        found[NameObject(f"/{name}")] = value
    return found


def with_annotations(*annotations: DictionaryObject, form: DictionaryObject | None = None):
    def change(writer: pypdf.PdfWriter) -> None:
        kept = ArrayObject(map(writer._add_object, annotations))
        writer.pages[0][NameObject("/Annots")] = kept
        fields = form or DictionaryObject({NameObject("/NeedAppearances"): BooleanObject(True)})
        fields[NameObject("/Fields")] = kept
        writer.root_object[NameObject("/AcroForm")] = fields

    return change


VALUES = ("农村公路养护补助", "=685公里", "平均18小时", "某县公路养护中心")


def text_field(value: object, **more: object) -> dict[str, object]:
    return {"Subtype": NameObject("/Widget"), "FT": NameObject("/Tx"), "V": value, **more}


def raw(data: bytes) -> object:
    return pypdf.generic.ByteStringObject(data)


WAYS = {
    "text": lambda text: text_field(TextStringObject(text)),
    "PDF 2.0": lambda text: text_field(raw(b"\xef\xbb\xbf" + text.encode())),
    "GBK": lambda text: text_field(raw(text.encode("gb18030"))),
    "comb": lambda text: text_field(
        TextStringObject(text), Ff=NumberObject(1 << 24), MaxLen=NumberObject(30)
    ),
    "several lines": lambda text: text_field(
        TextStringObject(f"{text[:3]}\r{text[3:]}"), Ff=NumberObject(1 << 12)
    ),
    "rich": lambda text: {
        "Subtype": NameObject("/Widget"),
        "FT": NameObject("/Tx"),
        "RV": TextStringObject(f"<body><p><b>{text[:2]}</b>{text[2:]}</p></body>"),
    },
    "choice": lambda text: {
        "Subtype": NameObject("/Widget"),
        "FT": NameObject("/Ch"),
        "V": TextStringObject("2"),
        "Opt": ArrayObject(
            ArrayObject([TextStringObject(number), TextStringObject(word)])
            for number, word in (("1", "其他"), ("2", text))
        ),
    },
    "note": lambda text: {"Subtype": NameObject("/FreeText"), "Contents": TextStringObject(text)},
    "rich note": lambda text: {
        "Subtype": NameObject("/FreeText"),
        "RC": TextStringObject(f"<body><p>{text}</p></body>"),
    },
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_filled_in_stands_in_its_cell(way):
    sheet, empty = emptied(*VALUES)
    notes = [annotation(sheet, box, **WAYS[way](text)) for text, box in empty]
    form = only_form(pdfs.written(sheet, change=with_annotations(*notes)))
    assert differences(expected(), form) == []
    assert form.remarks == ()


def test_a_field_whose_value_stands_in_its_parent():
    sheet, ((text, box),) = emptied("某县公路养护中心")
    parent = DictionaryObject(
        {NameObject("/FT"): NameObject("/Tx"), NameObject("/V"): TextStringObject(text)}
    )
    note = annotation(sheet, box, Subtype=NameObject("/Widget"), Parent=parent)
    assert only_form(pdfs.written(sheet, change=with_annotations(note))).unit.text == text


def test_a_field_over_a_page_that_says_the_same_says_nothing_twice():
    sheet = road()
    box = next(box for cell, box in sheet.boxes.items() if cell.text == "平均18小时")
    note = annotation(sheet, box, **text_field(TextStringObject("平均18小时")))
    data = pdfs.written(sheet, change=with_annotations(note))
    assert differences(expected(), only_form(data)) == []


def test_boxes_that_are_ticked_or_not():
    sheet, ((_, box),) = emptied("某县公路养护中心")
    left, top, _, bottom = box
    states, notes = ("Yes", "Off", "2"), []
    for number, (state, word) in enumerate(zip(states, "优良中", strict=True)):
        x = left + 10 + 40 * number
        sheet.text(x + 12, (top + bottom) / 2 - 5, word)
        place = (x, (top + bottom) / 2 - 7, x + 12, (top + bottom) / 2 + 5)
        notes.append(
            annotation(
                sheet,
                place,
                Subtype=NameObject("/Widget"),
                FT=NameObject("/Btn"),
                AS=NameObject(f"/{state}"),
            )
        )
    button = annotation(
        sheet,
        box,
        Subtype=NameObject("/Widget"),
        FT=NameObject("/Btn"),
        Ff=NumberObject(1 << 16),
        MK=DictionaryObject({NameObject("/CA"): TextStringObject("打印")}),
    )
    form = only_form(pdfs.written(sheet, change=with_annotations(*notes, button)))
    assert "".join(form.unit.text.split()) == "☑优□良☑中"


def test_hidden_fields_and_notes_are_told():
    sheet = road()
    box = (50.0, 20.0, 200.0, 40.0)
    field = annotation(sheet, box, **text_field(TextStringObject("v1.2"), F=NumberObject(2)))
    note = annotation(
        sheet,
        box,
        Subtype=NameObject("/FreeText"),
        Contents=TextStringObject(ORDER),
        F=NumberObject(2),
    )
    document = read_bytes(pdfs.written(sheet, change=with_annotations(field, note)), "form.pdf")
    (review,) = review_document(document).reviews
    assert sorted((one.severity, one.code, one.evidence[0].text) for one in review.findings) == [
        ("info", "X905", "v1.2"),
        ("warning", "X905", ORDER),
    ]


def test_a_note_that_strikes_text_out():
    sheet = road()
    box = next(box for cell, box in sheet.boxes.items() if cell.text == "平均18小时")
    note = annotation(sheet, box, Subtype=NameObject("/StrikeOut"))
    form = only_form(pdfs.written(sheet, change=with_annotations(note)))
    assert form.indicators[4].actual.text == ""
    assert [text for code, text, _ in reasons(form) if code == "X907"] == ["平均18小时"]


# Files that hold no page of a form.


def test_a_form_that_only_adobe_reader_draws():
    page = pdfs.Sheet(595, 842)
    page.text(60, 60, "Please wait... If this message is not eventually replaced")
    xfa = DictionaryObject({NameObject("/XFA"): ArrayObject([TextStringObject("<xdp/>")])})
    assert "XFA动态表单" in refused(pdfs.written(page, change=with_annotations(form=xfa)))


def test_a_form_of_both_kinds_is_read():
    sheet, empty = emptied(*VALUES)
    notes = [annotation(sheet, box, **WAYS["text"](text)) for text, box in empty]
    xfa = DictionaryObject({NameObject("/XFA"): ArrayObject([TextStringObject("<xdp/>")])})
    data = pdfs.written(sheet, change=with_annotations(*notes, form=xfa))
    assert differences(expected(), only_form(data)) == []


def test_files_within_the_file():
    def attached(writer: pypdf.PdfWriter) -> None:
        writer.add_attachment("附表.xlsx", b"PK")

    def portfolio(writer: pypdf.PdfWriter) -> None:
        attached(writer)
        writer.root_object[NameObject("/Collection")] = DictionaryObject()

    form = only_form(pdfs.written(road(), change=attached))
    assert reasons(form) == [("X901", "", "PDF带有附件（附表.xlsx），没有读取")]
    cover = pdfs.Sheet(595, 842)
    cover.text(60, 60, "请用Adobe Reader打开此PDF包")
    assert "附件（附表.xlsx）" in refused(pdfs.written(cover, change=portfolio))


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_protected_files(algorithm):
    def open_to_all(writer: pypdf.PdfWriter) -> None:
        writer.encrypt("", "secret", algorithm=algorithm)

    def locked(writer: pypdf.PdfWriter) -> None:
        writer.encrypt("user", "secret", algorithm=algorithm)

    assert differences(expected(), only_form(pdfs.written(road(), change=open_to_all))) == []
    assert "打开密码" in refused(pdfs.written(road(), change=locked))


def test_a_file_whose_table_of_objects_is_lost():
    data = pdfs.written(road())
    start = data.rindex(b"startxref")
    assert differences(expected(), only_form(data[:start] + b"startxref\n7\n%%EOF")) == []
    assert "损坏" in refused(data[: data.rindex(b"xref\n0")])  # cut off: its root is gone


def test_objects_in_streams():
    pypdfium2 = pytest.importorskip("pypdfium2")
    document = pypdfium2.PdfDocument(pdfs.written(road()))
    out = io.BytesIO()
    document.save(out)
    assert differences(expected(), only_form(out.getvalue())) == []
