"""The page in a real browser: nothing runs that is not its own, and its controls work."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import pypdf
import pytest

from tests.page.hostile import pages
from tests.page.test_page import SAMPLE, check_page, entries

sync_api = pytest.importorskip(
    "playwright.sync_api", reason='the extra is not installed: pip install ".[browser]"'
)
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def show(browser, tmp_path):
    """Opens a page from a file, as a clerk does; keeps what the browser complains of."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.said = []
    tab.on("console", lambda message: tab.said.append(message.text))
    tab.on("pageerror", lambda error: tab.said.append(str(error)))
    tab.on("dialog", lambda dialog: tab.said.append(f"dialog {dialog.message}"))
    tab.on("request", lambda request: tab.said.append(request.url))

    def opened(content: str):
        path = Path(tmp_path / "page.html")
        path.write_text(content, "utf-8")
        tab.goto(path.as_uri())
        return tab

    yield opened
    tab.close()


def test_hostile_forms_run_nothing_and_fetch_nothing(show):
    for content in pages():
        tab = show(content)
        tab.keyboard.press("j")
        assert tab.title() in ("绩效自评自查报告", "绩效自评审核报告")
        assert tab.evaluate("document.scripts.length") == 1
        assert tab.evaluate("document.querySelectorAll('iframe,img,object,embed').length") == 0
    assert [line for line in tab.said if not line.startswith("file://")] == []


def test_keys_go_from_finding_to_finding_and_filters_hide(show):
    tab = show(check_page(entries(SAMPLE)))
    total = tab.locator("tr.note").count()
    assert tab.inner_text("#position") == f"共 {total} 处"
    for key, expected in (("j", 1), ("j", 2), ("k", 1), ("k", total)):
        tab.keyboard.press(key)
        assert tab.inner_text("#position") == f"第 {expected} 处，共 {total} 处"
    assert tab.evaluate("document.activeElement.classList.contains('note')")
    tab.uncheck("input[value=info]")
    tab.uncheck("input[value=draft]")
    visible = tab.locator("tr.note:visible")
    assert set(visible.evaluate_all("all => all.map(one => one.dataset.severity)")) == {
        "error",
        "warning",
    }
    tab.select_option("#rule", "A404")
    codes = visible.evaluate_all("all => all.map(one => one.dataset.code)")
    assert codes
    assert set(codes) == {"A404"}
    assert tab.said[1:] == []


def test_a_draft_is_copied_as_it_stands(show):
    tab = show(check_page(entries(SAMPLE)))
    button = tab.locator("button.copy").first
    draft = tab.locator(".draft-text").first.inner_text()
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button.click()
    tab.wait_for_function("document.querySelector('button.copy').textContent === '已复制'")
    assert tab.evaluate("navigator.clipboard.readText()") == draft


def test_it_prints_on_a4_across(show):
    tab = show(check_page(entries(SAMPLE)))
    printed = tab.pdf(prefer_css_page_size=True)
    for page in pypdf.PdfReader(io.BytesIO(printed)).pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        assert (round(width), round(height)) == (842, 595)
    assert len(pypdf.PdfReader(io.BytesIO(printed)).pages) >= 4
