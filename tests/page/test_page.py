"""The page: nothing in a form can act, and everything found is on it."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from lxml import html

from reviewer.intake import read
from reviewer.judge.drafts import skeletons
from reviewer.page import MOST_FORMS, check_page, triage_page
from reviewer.reviewing import review_document
from reviewer.stack.summary import summarize
from tests.page.hostile import ATTACKS, pages

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "shanghai-sthj-2020.txt"
ALLOWED = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "h1",
        "p",
        "span",
        "nav",
        "label",
    ),
    *("input", "select", "option", "button", "main", "section", "div", "figure", "figcaption"),
    *("svg", "text", "rect", "table", "thead", "tbody", "tr", "th", "td", "a", "h2", "br", "b"),
    *("caption", "colgroup", "col", "i", "strong", "code", "ul", "li", "script"),
}


def entries(path: Path):
    done = review_document(read(path))
    return [
        (case.form, review, skeletons(case))
        for case, review in zip(done.cases, done.reviews, strict=True)
    ]


@pytest.mark.parametrize("page", pages(), ids=[*map(str, range(len(ATTACKS))), "triage"])
def test_no_text_of_a_form_becomes_markup(page):
    root = html.document_fromstring(page)
    tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    assert tags <= ALLOWED
    assert len(root.findall(".//script")) == 1
    for element in root.iter():
        names = set(element.attrib)
        assert not any(name.startswith("on") or name in ("style", "src") for name in names)
        if element.tag == "a":
            assert element.get("href").startswith("#f")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x07\x1b]", page)
    assert "7*7" in page or "{{" not in root.text_content()


def test_only_the_pages_own_style_and_script_may_be_used():
    page = check_page(entries(SAMPLE))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    allowed = policy.replace("&#39;", "'")
    assert allowed.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in allowed
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in allowed
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page


def test_every_finding_stands_under_its_row():
    forms = entries(SAMPLE)
    root = html.document_fromstring(check_page(forms))
    sections = root.findall(".//section")
    assert len(sections) == len(forms)
    for section, (form, review, _) in zip(sections, forms, strict=True):
        notes = section.xpath(".//tr[contains(@class,'note') and @data-code!='']")
        assert sorted(note.get("data-code") for note in notes) == sorted(
            finding.code for finding in review.findings
        )
        for finding in review.findings:
            if finding.row is None:
                continue
            name = form.indicators[finding.row].name.text
            beside = section.xpath(f".//tbody[tr[@data-code='{finding.code}']]/tr[1]/td[3]/text()")
            assert name in beside


def test_the_gravest_finding_marks_its_cell():
    root = html.document_fromstring(check_page(entries(ROOT / "tests/data/formats/mistakes.csv")))
    marked = {
        (cell.text, cell.get("class")) for cell in root.xpath("//td[contains(@class,'mark')]")
    }
    assert ("98.7", "number mark error") in marked
    assert ("1", "number mark error") in marked


def test_a_stack_too_large_for_a_page_is_listed_whole_and_says_so():
    (entry,) = entries(ROOT / "tests/data/formats/mistakes.csv")
    root = html.document_fromstring(
        triage_page([summarize(entry[1])] * (MOST_FORMS + 3), [entry] * (MOST_FORMS + 3))
    )
    assert len(root.xpath("//table[@class='list']/tbody/tr")) == MOST_FORMS + 3
    assert len(root.xpath("//section[@class='form']")) == MOST_FORMS
    assert f"问题最多的 {MOST_FORMS} 张" in root.text_content()
