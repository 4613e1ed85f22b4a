"""The page in a real Chromium, over the packaged model.

`DATENORM_SCREENSHOTS=docs pytest tests/server/test_page_in_browser.py` renews the pictures of the README.
"""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Error, expect

from datenorm.bundle import default_bundle_path
from datenorm.convert.explanation import explain
from datenorm.convert.normalizer import Normalizer
from datenorm.display.grid import colour

pytestmark = pytest.mark.slow

LONG = 10_000

SHOWN = [
    "23 April, 1564",
    "03/04/2005",
    "le 20 juillet 1969",
    "1969年7月20日",
    "20 Ju1y l969",
    "c. 1850",
    "12.–15. März 1914",
    "٢٠ يوليو ١٩٦٩",
    "Monday, 20 July 1969",
    "not a date",
]


@pytest.fixture(scope="module")
def normalizer():
    return Normalizer.load()


@pytest.fixture(scope="module")
def url(start_service):
    service = start_service(model=default_bundle_path())
    yield service.url
    service.end()


def write(page, *lines):
    page.locator("#texts").fill("\n".join(lines))


def paste(page, text):
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator("#texts").focus()
    page.keyboard.press("Control+V")


def rows(page):
    return page.get_by_role("listbox", name="Values").get_by_role("option")


def row(page, number):
    return rows(page).nth(number)


def select(page, number, value):
    row(page, number).click()
    expect(page.locator(".verdict .large")).to_have_text(value)


def strip(page, name):
    return page.get_by_role("tabpanel").get_by_role("toolbar", name=name).get_by_role("button")


def lights(buttons):
    """How bright each character of a strip is, in per cent."""
    return buttons.evaluate_all("all => all.map(one => parseInt(one.style.getPropertyValue('--light')))")


# Typing


def test_a_value_appears_while_one_types(page, normalizer):
    page.locator("#texts").press_sequentially("July 20th 1969", delay=20)
    expect(row(page, 0).locator(".value")).to_have_text("1969-07-20")
    expect(row(page, 0)).to_contain_text("converted")
    expect(page.locator(".verdict")).to_contain_text("20 July 1969")
    assert normalizer.convert("July 20th 1969").confidence > 0.9994
    expect(row(page, 0).locator(".confidence")).to_have_text("> 99.9 %")
    expect(page.get_by_role("status")).to_contain_text("1969-07-20 converted, confidence > 99.9 %")


def test_the_service_is_asked_when_typing_pauses_and_only_for_what_is_new(page):
    asked = []
    page.on(
        "request", lambda one: asked.append(one.post_data_json) if one.url.endswith("/v1/convert") else None
    )
    page.locator("#texts").press_sequentially("20 July 1969", delay=5)
    expect(row(page, 0)).to_contain_text("1969-07-20")
    assert [one["texts"] for one in asked if "texts" in one][-1] == ["20 July 1969"]
    assert sum("texts" in one for one in asked) <= 4
    asked.clear()
    write(page, "20 July 1969", "21 July 1969")
    expect(row(page, 1)).to_contain_text("1969-07-21")
    assert [one["texts"] for one in asked if "texts" in one] == [["21 July 1969"]]


def test_a_question_nobody_waits_for_any_more_is_given_up(page):
    held = []

    def hold_the_first(route):
        if not held and "texts" in route.request.post_data_json:
            held.append(route.request)
        else:
            route.continue_()

    page.route("**/v1/convert", hold_the_first)
    write(page, "1 May")
    page.wait_for_timeout(500)
    assert [one.post_data_json for one in held] == [{"texts": ["1 May"]}]
    with page.expect_event("requestfailed", lambda one: one == held[0]):
        write(page, "1 May 2001")
    assert held[0].failure == "net::ERR_ABORTED"
    expect(row(page, 0)).to_contain_text("2001-05-01")


def test_lines_keep_their_places_and_blank_ones_stay_blank(page):
    write(page, "20 July 1969", "", "hello world", "")
    expect(page.locator("#summary")).to_have_text("1 converted · 1 no date")
    assert rows(page).count() == 3
    expect(row(page, 1)).to_have_text("blank line")
    expect(row(page, 2)).to_contain_text("no date")


def test_an_example_is_written_into_the_sheet(page):
    page.get_by_role("button", name="c. 1850").click()
    expect(page.locator("#texts")).to_have_value("c. 1850")
    expect(row(page, 0)).to_contain_text("1850~")


# Where it was read


def test_a_written_character_lights_what_it_was_read_from_and_the_reverse(page, normalizer):
    text = "23 April, 1564"
    attention = normalizer.convert(text, attention=True).attention
    write(page, text)
    written, source = strip(page, "What was written"), strip(page, "The text")
    for place in (0, 3, 5):
        written.nth(place).hover()
        assert lights(source) == pytest.approx(np.rint(100 * attention[place]).tolist(), abs=1)
        assert set(lights(written)) == {0}
    for place in (0, 4, 10):
        source.nth(place).hover()
        assert lights(written) == pytest.approx(np.rint(100 * attention[:, place]).tolist(), abs=1)
    page.mouse.move(0, 0)
    assert set(lights(written) + lights(source)) == {0}


def test_the_keyboard_points_as_the_mouse_does(page, normalizer):
    text = "23 April, 1564"
    attention = normalizer.convert(text, attention=True).attention
    write(page, text)
    written, source = strip(page, "What was written"), strip(page, "The text")
    written.first.focus()
    for place in range(3):
        expect(written.nth(place)).to_be_focused()
        assert lights(source) == pytest.approx(np.rint(100 * attention[place]).tolist(), abs=1)
        page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    expect(written.last).to_be_focused()
    # What is lit is told in words as well.
    assert written.first.get_attribute("aria-label").startswith("“1” read from “1” ")
    most = normalizer.convert(text).symbols[attention[:, 4].argmax()]
    assert source.nth(4).get_attribute("aria-label").startswith(f"“p” read for “{most}” ")


def test_the_grid_has_the_colours_of_the_terminal(page, normalizer):
    text = "2O Ju1y l969"
    conversion = normalizer.convert(text, attention=True)
    write(page, text)
    cells = page.locator(".grid .cell:not(.is-pooling)")
    expect(cells).to_have_count(conversion.attention.size)
    painted = cells.evaluate_all("all => all.map(one => getComputedStyle(one).backgroundColor)")
    found = np.array([list(map(int, re.findall(r"\d+", one))) for one in painted])
    wanted = np.array([colour(round(weight, 4)) for weight in conversion.attention.ravel().tolist()])
    assert np.abs(found - wanted).max() <= 1
    peaks = [text[place].replace(" ", "␣") for place in conversion.attention.argmax(axis=1)]
    assert [one for one in cells.all_text_contents() if one] == peaks


def test_pointing_at_a_cell_says_how_much(page, normalizer):
    text = "le 20 juillet 1969"
    weight = normalizer.convert(text, attention=True).attention[0].max()
    write(page, text)
    page.locator(".grid .cell", has_text="1").first.hover()
    shown = "> 99.9 %" if weight > 0.9994 else f"{100 * round(float(weight), 4):.1f} %"
    expect(page.locator(".caption")).to_have_text(f"{shown} of “1” was read from “1”")


def test_what_people_see_as_one_character_is_one(page):
    write(page, "20 fe\u0301vrier 1969 👩‍👩‍👧")
    expect(strip(page, "The text")).to_have_count(len("20 février 1969 ") + 1)


def test_arabic_runs_from_right_to_left_and_its_numbers_from_left_to_right(page):
    write(page, "٢٠ يوليو ١٩٦٩")
    source = strip(page, "The text")
    expect(source).to_have_count(13)
    places = [one.bounding_box()["x"] for one in source.all()]
    day, month, year = places[:2], places[3:8], places[9:]
    assert day == sorted(day) and year == sorted(year) and month == sorted(month, reverse=True)
    assert min(day) > max(month) > min(month) > max(year)
    source.first.focus()
    page.keyboard.press("ArrowLeft")
    expect(source.nth(1)).to_be_focused()


def test_the_grid_of_a_long_text_shows_where_it_was_read(open_page):
    page = open_page(viewport={"width": 800, "height": 1800})
    write(page, f"{'the ledger of the parish was closed on ' * 4}3 February 1786")
    expect(page.locator(".grid .cell", has_text="3").first).to_be_in_viewport()
    expect(page.locator(".grid .head[data-row]").first).to_be_in_viewport()
    page.get_by_role("tab", name="How it was read").click()
    expect(page.locator("th.place", has_text="1").first).to_be_in_viewport()


def test_other_readings_stand_with_their_probabilities(page, normalizer):
    text = "2O Ju1y l969"
    readings = [
        one for one in normalizer.convert(text, alternatives=5).alternatives if one.probability >= 0.0005
    ]
    assert readings
    write(page, text)
    items = page.locator(".alternatives li")
    expect(items).to_have_count(len(readings))
    for item, reading in zip(items.all_text_contents(), readings, strict=True):
        assert item == f"{reading.value or 'no date'}{100 * reading.probability:.1f} %"


# Reasons


def test_a_refusal_is_explained_in_the_words_of_the_page(page, normalizer):
    long = "x" * 2000
    write(page, "not a date", long, "03/04/2005", "Monday, 20 July 1969", "31 April 2021")
    for number, text in enumerate(("The text contains no date.", "The text has 2,000 characters; at most")):
        row(page, number).click()
        expect(page.locator(".remark")).to_contain_text(text)
    select(page, 2, "Two possible dates")
    expect(page.locator(".remark")).to_have_text(
        "The text does not say in which order its numbers are written."
    )
    weekday = "Monday is not the weekday of 1969-07-20, which is a Sunday."
    assert normalizer.convert("Monday, 20 July 1969").weekday_conflict
    row(page, 3).click()
    expect(page.locator(".remark").last).to_have_text(weekday)
    select(page, 4, "No such day")
    expect(page.locator(".remark")).to_have_text("There is no 31 April 2021.")


@pytest.mark.parametrize(
    ("code", "facts", "sentence"),
    [
        (
            "doubtful",
            {"value": "2001-05", "confidence": 0.4213, "threshold": 0.9},
            "The best reading, 2001-05, has a confidence of 42.1 %; the model requires 90.0 %.",
        ),
        (
            "doubtful",
            {"value": "", "confidence": 0.4, "threshold": 0.9},
            "The best reading has a confidence of 40.0 %; the model requires 90.0 %.",
        ),
        ("ambiguous-reading", {"first": "2001", "second": "2002"}, "Both 2001 and 2002 are likely."),
        ("no-such-day", {"year": "2021", "month": 4, "day": 31}, "There is no 31 April 2021."),
        ("no-such-day", {"month": 3, "day": 32}, "There is no 32 March."),
        ("no-such-day", {"year": "XX21", "month": 4, "day": 31}, "There is no 31 April ’21."),
        ("no-such-day", {"year": "2021", "month": 13, "day": 31}, "There is no month 13."),
        ("missing-year", {"value": "XXXX-05-04", "precision": "day"}, "The date, XXXX-05-04, has no year."),
        ("a-newer-code", {}, "What the service says."),
        ("", {}, None),
    ],
)
def test_a_reason_is_worded_by_its_code_and_facts(page, code, facts, sentence):
    record = {"code": code, "facts": facts, "reason": "what the service says", "calendar": "gregorian"}
    said = page.evaluate("async record => (await import('/page/wording.js')).remarks(record)", record)
    assert said == ([] if sentence is None else [sentence])


# Orders and locales


def test_an_ambiguous_date_offers_its_readings_and_the_one_chosen_sets_the_order(page):
    write(page, "03/04/2005", "05/06/1971")
    select(page, 0, "Two possible dates")
    buttons = page.get_by_role("group", name="Which is meant?").get_by_role("button")
    expect(buttons).to_have_count(2)
    expect(buttons.filter(has_text="3 April 2005")).to_contain_text("day, month, year")
    buttons.filter(has_text="4 March 2005").click()
    expect(page.get_by_role("radio", name="M D Y")).to_be_checked()
    expect(row(page, 0)).to_contain_text("2005-03-04")
    expect(row(page, 1)).to_contain_text("1971-05-06")
    expect(page.get_by_role("status")).to_contain_text("2 converted")
    expect(page.get_by_role("heading", name="The selected date")).to_be_focused()


def test_what_no_order_settles_offers_no_order(page):
    write(page, "1914-24", "@-3d", "1850~/1860")
    select(page, 0, "Two possible dates")
    verdict = page.locator("#reading")
    expect(verdict).to_contain_text("It may mean 1914/1924, or the value 1914-24.")
    expect(page.get_by_role("group", name="Which is meant?")).not_to_contain_text("day, month, year")
    expect(page.get_by_role("group", name="What the column says")).to_be_hidden()
    select(page, 1, "Depends on another day")
    select(page, 2, "1850~/1860")
    expect(verdict).to_contain_text("The text already is a value.")


def test_a_line_that_decides_settles_the_others(page):
    write(page, "03/04/2005", "23/04/1964", "05/06/1971")
    said = page.get_by_role("group", name="What the column says")
    expect(said).to_contain_text("2 lines are ambiguous; line 2, “23/04/1964”, settles the order.")
    said.get_by_role("button", name="Read all as day, month, year").click()
    expect(page.locator("#summary")).to_have_text("3 converted")
    expect(row(page, 2)).to_contain_text("1971-06-05")
    expect(said).to_be_hidden()


def test_a_locale_says_how_its_people_write(page):
    write(page, "03/04/2005")
    expect(row(page, 0)).to_contain_text("ambiguous")
    page.get_by_label("Written in").fill("French (France)")
    page.get_by_label("Written in").blur()
    expect(row(page, 0)).to_contain_text("2005-04-03")
    page.get_by_role("radio", name="any").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(row(page, 0)).to_contain_text("2005-03-04")


# Columns


def column_of(size):
    names = ("May", "June", "July", "August")
    return [f"{1 + number % 28} {names[number % 4]} {1500 + number}" for number in range(size)]


def test_a_pasted_column_comes_back_as_two(page, normalizer):
    lines = column_of(500)
    lines[3], lines[7] = "hello world", ""
    paste(page, "\n".join(lines) + "\n")
    expect(page.locator("#summary")).to_have_text("498 converted · 1 no date")
    page.get_by_role("button", name="Copy as two columns").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    values = [one.value or "" for one in normalizer.convert_many(lines)]
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.split("\n") == [f"{line}\t{value}" for line, value in zip(lines, values, strict=True)]


def test_a_column_that_is_too_long_is_cut_and_says_so(page):
    fill = "text => { texts.value = text; texts.dispatchEvent(new Event('input')); }"
    page.evaluate(fill, "c. 1850\n" * 10_001)
    expect(page.locator("#summary")).to_contain_text("10,000 converted", timeout=6 * LONG)
    expect(page.locator("#summary")).to_contain_text("1 more not shown: use `datenorm convert`")
    page.evaluate(fill, "c. 1850\n" * 10_000)
    expect(page.locator("#summary")).to_have_text("10,000 converted")


def test_a_column_can_be_taken_away_as_csv(page, normalizer):
    lines = ['23 April, "1564"', "lost, stolen", "03/04/2005", "", "le 20 juillet 1969"]
    write(page, *lines)
    button = page.get_by_role("button", name="Download CSV")
    expect(button).to_be_enabled()
    with page.expect_download() as download:
        button.click()
    text = Path(download.value.path()).read_bytes().decode("utf-8")
    assert text.startswith("\ufeff") and download.value.suggested_filename == "dates.csv"
    records = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [one["text"] for one in records] == lines
    assert [one["value"] for one in records] == [one.value or "" for one in normalizer.convert_many(lines)]
    assert [one["status"] for one in records] == ["converted", "no-date", "ambiguous", "", "converted"]


def test_what_a_spreadsheet_would_calculate_is_taken_away_as_text(page):
    write(page, "=1+1", "-0043-03-15", "1969")
    button = page.get_by_role("button", name="Download CSV")
    expect(button).to_be_enabled()
    with page.expect_download() as download:
        button.click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    records = list(csv.DictReader(io.StringIO(text)))
    assert [(one["text"], one["value"]) for one in records] == [
        ("'=1+1", ""),
        ("'-0043-03-15", "'-0043-03-15"),
        ("1969", "1969"),
    ]


def test_a_page_that_may_not_write_to_the_clipboard_copies_as_one_does_by_hand(page):
    # As where the page comes by http from another machine.
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")
    write(page, "20 July 1969", "c. 1850")
    page.get_by_role("button", name="Copy as two columns").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "20 July 1969\t1969-07-20\nc. 1850\t1850~"


def test_a_cell_with_a_tab_stays_one_cell(page):
    write(page, '4 May\t"2001"')
    expect(page.get_by_role("button", name="Copy as two columns")).to_be_enabled()
    page.get_by_role("button", name="Copy as two columns").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert next(csv.reader(io.StringIO(copied), dialect="excel-tab"))[0] == '4 May\t"2001"'


def test_rows_are_walked_by_arrow_keys(page):
    write(page, *column_of(30))
    expect(page.locator("#summary")).to_have_text("30 converted")
    row(page, 0).click()
    for key, goal in (
        ("ArrowDown", 1),
        ("PageDown", 11),
        ("End", 29),
        ("ArrowDown", 29),
        ("ArrowUp", 28),
        ("Home", 0),
    ):
        page.keyboard.press(key)
        expect(row(page, goal)).to_be_focused()
        expect(row(page, goal)).to_have_attribute("aria-selected", "true")
    assert page.locator("[role=option][tabindex='0']").count() == 1
    page.keyboard.press("ArrowDown")
    expect(page.locator(".verdict .large")).to_have_text("1501-06-02")


def test_the_caret_selects_its_line(page):
    write(page, "20 July 1969", "c. 1850")
    expect(page.locator(".verdict .large")).to_have_text("1850~")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".verdict .large")).to_have_text("1969-07-20")


# How it was read


def test_stepping_through_the_decoder_shows_what_converting_used(page, normalizer):
    text = "c. 1850"
    steps = explain(normalizer, text).steps
    write(page, text)
    page.get_by_role("tab", name="Where it was read").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="How it was read")).to_have_attribute("aria-selected", "true")
    slider, forward = page.get_by_role("slider", name="Step"), page.get_by_role("button", name="Next")
    for number, step in enumerate(steps):
        expect(slider).to_have_value(str(number + 1))
        energies = page.locator(".energies td").all_text_contents()
        assert list(map(float, energies)) == pytest.approx(step.energies.tolist(), abs=0.051)
        weights = page.locator(".weights td").all_text_contents()
        assert list(map(float, weights)) == pytest.approx(step.attention_weights.tolist(), abs=0.0051)
        chosen = page.locator(".chosen .is-written")
        assert chosen.locator("b").text_content() == (step.symbol or "end")
        assert page.locator(".chosen li").first.locator("b").text_content() == (
            step.choices[0].symbol or "end"
        )
        if number < len(steps) - 1:
            forward.click()
    expect(forward).to_be_disabled()
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(f"^1 of {len(steps)}: 1, "))


# Text is text


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)> 4 May 2001",
        "4 May 2001<script>alert(1)</script>",
        "\"><svg onload=alert(1)> 03/04/2005 '",
    ],
)
def test_markup_in_a_line_stays_text(page, text):
    write(page, text, "03/04/2005", "<b>23/04/1964</b>")
    expect(page.locator("#summary")).not_to_contain_text("being read")
    row(page, 0).click()
    expect(strip(page, "The text")).to_have_count(len(text))
    shown = "".join(strip(page, "The text").all_text_contents())
    assert shown == text.replace(" ", "␣")
    page.get_by_role("tab", name="How it was read").click()
    expect(page.locator("th.place")).to_have_count(len(text))
    assert page.locator("main :is(img, script, svg, b:has-text('23/04'))").count() == 0
    assert row(page, 0).text_content().startswith(f"{text}: ")


def test_the_browser_itself_refuses_markup(page):
    with pytest.raises(Error, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<p>markup</p>'")


# Everywhere


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_sticks_out_of_a_narrow_screen(open_page, width):
    page = open_page(viewport={"width": width, "height": 640}, has_touch=True)
    long = "the long text of a catalogue entry that holds a date, 12 March 1914, in its middle"
    write(page, *SHOWN, long)
    expect(page.locator("#summary")).not_to_contain_text("being read")
    for number in (1, 10):
        row(page, number).tap()
        expect(strip(page, "The text")).to_have_count(len([*SHOWN, long][number]))
        for tab in ("How it was read", "Where it was read"):
            page.get_by_role("tab", name=tab).tap()
            expect(page.get_by_role("tabpanel").locator(".strip").first).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert row(page, 0).locator(".value").bounding_box()["width"] >= 70


def test_everything_is_reached_by_the_tab_key(page):
    write(page, "03/04/2005", "23/04/1964")
    select(page, 0, "Two possible dates")
    expect(page.get_by_role("group", name="What the column says").get_by_role("button")).to_be_visible()
    page.locator("#locale").focus()
    reached = []
    for _ in range(30):
        described = "one => one.id || one.getAttribute('role') || one.classList[0] || one.type"
        focused = page.evaluate_handle("document.activeElement")
        name = focused.evaluate(described)
        if reached[-1:] != ["reference-day"] or name != "reference-day":  # a date has parts and a calendar
            reached.append(name)
            outline = focused.evaluate("one => getComputedStyle(one).outlineStyle")
            assert outline != "none" or name in ("texts", "radio"), name
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
    assert reached == [
        *("locale", "radio", "reference-day", "more", "button", "texts", "option"),
        *("jump", "jump", "copy", "download"),
        *("choice", "choice", "tab-0", "character", "character", "group", "api"),
    ]


def test_lines_are_numbered_and_a_count_leads_to_its_lines(page):
    write(page, "1914-05-12", "1850~", "", "1914-05-13", "")
    expect(page.locator("#numbers")).to_have_text("1\n2\n3\n4", use_inner_text=True)
    count = page.locator("#summary").get_by_role("button", name="3 converted")
    for number in (0, 1, 3, 0):
        count.click()
        expect(row(page, number)).to_have_attribute("aria-selected", "true")


def test_a_locale_is_typed_by_its_name_or_its_code_and_another_one_is_named(page):
    asked = []
    page.on(
        "request", lambda one: asked.append(one.post_data_json) if one.url.endswith("/v1/convert") else None
    )
    field = page.get_by_label("Written in")
    for typed, locale in [("french (france)", "fr-fr"), ("EN-GB", "en-gb"), ("Klingonese", None)]:
        asked.clear()
        field.fill(typed)
        field.blur()
        write(page, f"1850~ {typed}")
        expect(row(page, 0).locator(".sign")).to_be_visible()
        assert {one.get("locale") for one in asked} == {locale}
    expect(page.locator("#locale-note")).to_be_visible()


def test_the_century_of_two_digit_years_is_chosen(page):
    asked = []
    page.on(
        "request", lambda one: asked.append(one.post_data_json) if one.url.endswith("/v1/convert") else None
    )
    page.locator("#more").click()
    century = page.get_by_label("Two-digit years are")
    expect(century.locator("option[value=past]")).to_be_disabled()
    century.select_option("0")
    write(page, "4 May 68")
    expect(row(page, 0).locator(".sign")).to_be_visible()
    assert asked[-1]["pivot"] == 0
    page.locator("#reference-day").fill("2016-02-29")
    century.select_option("past")
    page.get_by_label("A date without a year is").select_option("future")
    expect(row(page, 0).locator(".sign")).to_be_visible()
    page.wait_for_timeout(300)
    assert (asked[-1]["past"], asked[-1]["prefer"], asked[-1]["reference_date"]) == (
        True,
        "future",
        "2016-02-29",
    )


def test_a_column_is_taken_from_cells_of_a_spreadsheet(page):
    paste(page, "1\tMary\t1850~\n2\t\t1914\n3\tJohn\t1788-05\n")
    dialog = page.get_by_role("dialog", name="Which column has the dates?")
    expect(dialog).to_contain_text("3 columns of 3 cells")
    dialog.get_by_role("button", name="Column 3 1850~ · 1914 · 1788-05").click()
    expect(page.locator("#texts")).to_have_value("1850~\n1914\n1788-05")
    expect(row(page, 2)).to_contain_text("1788-05")
    page.locator("#texts").fill("")
    paste(page, "12\tMay\n1850")
    expect(page.locator("#texts")).to_have_value("12\tMay\n1850")


def test_a_range_is_shown_whole(open_page):
    for width in (360, 1280):
        page = open_page(viewport={"width": width, "height": 800})
        write(page, "1914-03-12/1914-03-15")
        value = row(page, 0).locator(".value")
        expect(value).to_have_text("1914-03-12/1914-03-15")
        assert value.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_a_text_that_is_a_value_has_no_steps_and_says_so(page):
    write(page, "1850~")
    select(page, 0, "1850~")
    page.get_by_role("tab", name="How it was read").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("The text already is a value")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_api_is_described_without_other_hosts(open_page, url, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(color_scheme=scheme)
    paths = page.evaluate("async () => (await (await fetch('openapi.json')).json()).paths")
    page.get_by_role("link", name="the HTTP API").click()
    expect(page.locator(".endpoint h2")).to_have_count(sum(map(len, paths.values())))
    convert = page.get_by_role("region", name="POST /v1/convert", exact=True)
    head = page.get_by_role("rowheader", name="order", exact=True)
    order = convert.get_by_role("row").filter(has=head).first
    expect(order).to_contain_text('"DMY", "MDY", "YMD"')
    expect(order).to_contain_text("overrides the locale's")
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(open_page, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    write(page, "1850~", "03/04/2005", "hello")
    page.locator("#more").click()
    row(page, 0).click()
    expect(page.locator(".verdict .large")).to_have_text("1850~")
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
    select(page, 1, "Two possible dates")
    page.get_by_role("tab", name="How it was read").click()
    expect(page.get_by_role("tabpanel").locator(".strip").first).to_be_visible()
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_service_that_is_away_is_named_and_asked_again(page):
    page.route("**/v1/convert", lambda route: route.abort(), times=1)
    write(page, "20 July 1969")
    expect(page.get_by_role("alert")).to_have_text("The service does not answer.")
    expect(row(page, 0)).to_contain_text("1969-07-20")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_busy_service_is_asked_again_when_it_says(page):
    problem = {"error": "overloaded", "message": "too many texts are waiting", "hint": "", "request_id": "1"}
    answer = {"status": 503, "json": problem, "headers": {"Retry-After": "1"}}
    page.route("**/v1/convert", lambda route: route.fulfill(**answer), times=1)
    write(page, "20 July 1969")
    expect(page.get_by_role("alert")).to_have_text("too many texts are waiting")
    expect(row(page, 0)).to_contain_text("1969-07-20")


@pytest.mark.parametrize(("scheme", "line", "tab"), [("light", 0, 0), ("dark", 2, 1)])
def test_it_has_its_picture_taken(open_page, tmp_path, scheme, line, tab):
    page = open_page(viewport={"width": 1200, "height": 850}, color_scheme=scheme, reduced_motion="reduce")
    write(page, *SHOWN)
    expect(page.locator("#summary")).to_have_text("8 converted · 1 ambiguous · 1 no date")
    row(page, line).click()
    expect(page.get_by_role("group", name="What the column says")).to_be_visible()
    page.get_by_role("tab").nth(tab).click()
    if tab:
        for _ in range(6):
            page.get_by_role("button", name="Next").click()
    else:
        strip(page, "What was written").nth(5).hover()
    folder = Path(os.environ.get("DATENORM_SCREENSHOTS", tmp_path))
    page.screenshot(path=folder / f"page-{scheme}.png")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (min(map(int, re.findall(r"\d+", background))) > 200) == (scheme == "light")
