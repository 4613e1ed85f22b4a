"""A letter on the page in a real Chromium: its dates are marked, and the one that is clicked is shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

LETTER = (
    "<b>Dear Sir</b> 😀, he went home on 5 May 2012, and on June 3, 1850 they met.\n\n"
    "We saw him on 03/04/2005. It was not on page 7."
)


@pytest.fixture(scope="module")
def url(start_service, finding_bundle):
    service = start_service(model=finding_bundle)
    yield service.url
    service.end()


@pytest.fixture
def letter(page):
    """The page with a letter on it."""
    page.get_by_text("a text", exact=True).click()
    page.locator("#letter-text").fill(LETTER)
    expect(page.locator("#marked mark")).to_have_count(3)
    return page


def test_the_dates_of_a_letter_are_marked_and_the_first_is_shown(letter):
    assert letter.locator("#marked").inner_text() == LETTER
    assert letter.locator("#marked mark").all_inner_texts() == ["5 May 2012", "June 3, 1850", "03/04/2005"]
    expect(letter.locator(".verdict .large")).to_have_text("2012-05-05")
    expect(letter.locator("#summary")).to_have_text("3 dates · 1 without a value")
    expect(letter.locator("#notepad")).to_be_hidden()


def test_the_date_that_is_clicked_is_shown_with_its_grid(letter):
    letter.locator("#marked mark").nth(1).click()
    expect(letter.locator(".verdict .large")).to_have_text("1850-06-03")
    expect(letter.get_by_role("tabpanel").first).to_be_visible()
    expect(letter.locator("#marked mark[aria-pressed=true]")).to_have_text("June 3, 1850")


def test_a_mark_is_a_button_for_the_keyboard_and_for_screen_readers(letter):
    mark = letter.get_by_role("button", name="June 3, 1850: 1850-06-03")
    mark.focus()
    letter.keyboard.press("Enter")
    expect(letter.locator(".verdict .large")).to_have_text("1850-06-03")


def test_hints_are_heeded(letter):
    letter.get_by_text("D M Y", exact=True).click()
    expect(letter.locator("#summary")).to_have_text("3 dates")
    expect(letter.get_by_role("button", name="03/04/2005: 2005-04-03")).to_be_visible()


def test_the_lines_are_kept_beside_the_text(letter):
    letter.get_by_text("dates", exact=True).click()
    expect(letter.locator("#letter")).to_be_hidden()
    letter.locator("#texts").fill("20 July 1969")
    expect(letter.locator(".verdict .large")).to_have_text("1969-07-20")
    letter.get_by_text("a text", exact=True).click()
    expect(letter.locator("#marked mark")).to_have_count(3)
    expect(letter.locator(".verdict .large")).to_have_text("2012-05-05")


def test_an_example_leads_back_to_the_lines(page):
    page.get_by_text("a text", exact=True).click()
    page.get_by_role("button", name="23 April, 1564").click()
    expect(page.locator("#texts")).to_have_value("23 April, 1564")
    expect(page.locator(".verdict .large")).to_have_text("1564-04-23")
