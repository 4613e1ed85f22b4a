"""The page in a real Chromium: relative dates, times of day, and texts with several dates.

The texts are values or programs, which every model converts alike.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

WEDNESDAY = "2026-11-25"
NEXT_FRIDAY = "@»⑤"
BORN_AND_DIED = "born 3 May 1900, died 4 June 1950"


@pytest.fixture(scope="module")
def url(start_service):
    service = start_service()
    yield service.url
    service.end()


def write(page, *lines):
    page.locator("#texts").fill("\n".join(lines))


def row(page, number):
    return page.get_by_role("listbox", name="Values").get_by_role("option").nth(number)


def select(page, number, value):
    row(page, number).click()
    expect(large(page)).to_have_text(value)


def large(page):
    return page.locator(".verdict .large")


def choices(page, name="Which is meant?"):
    return page.get_by_role("group", name=name).get_by_role("button")


def day(page):
    return page.get_by_label("Reference date", exact=True)


def remarks(page):
    return page.locator(".remark")


# Relative dates


def test_a_relative_date_says_what_it_is_and_counts_from_the_reference_date(page):
    write(page, "@-3d")
    select(page, 0, "Depends on another day")
    expect(remarks(page).first).to_have_text(
        "3 days earlier, counted from a day that the text does not name."
    )
    day(page).fill(WEDNESDAY)
    expect(large(page)).to_have_text("2026-11-22")
    expect(row(page, 0)).to_contain_text("2026-11-22")
    expect(remarks(page).first).to_have_text("3 days earlier, counted from 25 November 2026.")
    day(page).fill("")
    expect(large(page)).to_have_text("Depends on another day")


def test_a_relative_date_offers_today(page):
    page.clock.set_fixed_time("2026-11-25T14:30:00")
    write(page, "@-3d")
    choice = choices(page, "From which day does it count?").filter(has_text="Today")
    expect(choice).to_contain_text("25 November 2026")
    choice.click()
    expect(day(page)).to_have_value(WEDNESDAY)
    expect(large(page)).to_have_text("2026-11-22")
    expect(page.get_by_role("heading", name="The selected date")).to_be_focused()


def test_a_relative_date_leads_to_the_field_of_the_reference_date(page):
    write(page, "@-3d")
    choices(page, "From which day does it count?").filter(has_text="Another day").click()
    expect(day(page)).to_be_focused()


def test_hours_count_from_a_time_of_day(page):
    page.clock.set_fixed_time("2026-11-25T14:30:00")
    write(page, "@-2H")
    expect(remarks(page).first).to_have_text("2 hours earlier, counted from a time of day that is not known.")
    expect(page.get_by_label("Reference time")).to_be_hidden()
    choices(page, "From which time does it count?").filter(has_text="Now").click()
    expect(page.get_by_label("Reference time")).to_have_value("14:30")
    expect(large(page)).to_have_text("2026-11-25T12:30")
    expect(remarks(page).first).to_have_text("2 hours earlier, counted from 25 November 2026, 14:30.")


def test_a_choice_of_next_friday_settles_its_line_and_can_be_taken_back(page):
    day(page).fill(WEDNESDAY)
    write(page, NEXT_FRIDAY, "@»①", NEXT_FRIDAY)
    select(page, 0, "Two possible dates")
    expect(choices(page)).to_have_count(2)
    expect(choices(page).filter(has_text="4 December 2026")).to_be_visible()
    choices(page).filter(has_text="27 November 2026").click()
    expect(large(page)).to_have_text("2026-11-27")
    expect(remarks(page).nth(1)).to_have_text("You chose this reading.")
    for number in (0, 2):  # equal lines are settled alike
        expect(row(page, number)).to_contain_text("2026-11-27")
    expect(row(page, 1)).not_to_contain_text("2026-11-27")
    page.get_by_role("button", name="Choose again").click()
    expect(large(page)).to_have_text("Two possible dates")
    expect(row(page, 0)).to_contain_text("ambiguous")


def test_another_reference_date_opens_a_settled_line(page):
    day(page).fill(WEDNESDAY)
    write(page, NEXT_FRIDAY)
    choices(page).filter(has_text="27 November 2026").click()
    expect(large(page)).to_have_text("2026-11-27")
    day(page).fill("2026-11-18")
    expect(choices(page).filter(has_text="20 November 2026")).to_be_visible()


def test_a_chosen_reading_keeps_its_time(page):
    day(page).fill(WEDNESDAY)
    write(page, "@»⑤T17")
    choice = choices(page).filter(has_text="27 November 2026, 17\u00a0o’clock")
    expect(choice).to_contain_text("2026-11-27T17")
    choice.click()
    expect(large(page)).to_have_text("2026-11-27T17")


def test_a_text_that_may_be_a_value_is_settled_by_a_click(page):
    write(page, "1914-24")
    select(page, 0, "Two possible dates")
    expect(remarks(page).first).to_have_text("It may mean 1914/1924, or the value 1914-24.")
    for value in ("1914/1924", "1914-24"):
        choices(page).filter(has_text=value).click()
        expect(large(page)).to_have_text(value)
        expect(row(page, 0)).to_contain_text(value)
        page.get_by_role("button", name="Choose again").click()


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("@", "that day itself"),
        ("@+1d", "1 day later"),
        ("@-1y-2m", "1 year earlier, 2 months earlier"),
        ("@+2c", "2 centuries later"),
        ("@»w", "next week"),
        ("@«06", "last June"),
        ("@»⑤T05p", "next Friday"),
        ("@⑦", "the nearest Sunday"),
        ("@-2⑤", "2 Fridays earlier"),
        ("@-3m/@", ""),
        ("@»w⑤", ""),
        ("2024-05#1①", ""),
    ],
)
def test_simple_programs_have_words(page, program, words):
    script = "async program => (await import('/page/program.js')).programInWords(program)"
    assert page.evaluate(script, program) == words


# Times of day


@pytest.mark.parametrize(
    ("text", "shown", "words"),
    [
        ("2014-04-26T17:24:37-07:00", "2014-04-26T17:24:37-07:00", "26 April 2014, 17:24:37 UTC-07:00"),
        ("2014-04-26T17:24Z", "2014-04-26T17:24Z", "26 April 2014, 17:24 UTC"),
        ("2014-04-26T17", "2014-04-26T17", "26 April 2014, 17\u00a0o’clock"),
        ("2014-04-26", "2014-04-26", "26 April 2014"),
    ],
)
def test_a_time_stands_beside_its_date_as_precise_as_the_text(page, text, shown, words):
    write(page, text)
    expect(large(page)).to_have_text(shown)
    expect(row(page, 0).locator(".value")).to_have_text(shown)
    expect(page.locator(".facts span").nth(2)).to_have_text(words)


def test_two_moments_are_shown_whole(page):
    moments = "2021-05-03T10:00/2021-05-04T12:00"
    write(page, moments)
    expect(large(page)).to_have_text(moments)


def test_a_named_zone_stands_beside_the_time(page):
    record = {"value": "2014-04-26", "datetime": "2014-04-26T17:24", "zone": "Europe/Paris"}
    answer_with(page, "26 April 2014 5:24 pm in Paris", **record)
    expect(page.locator(".facts")).to_contain_text("26 April 2014, 17:24Europe/Paris")


def test_csv_has_the_times(page):
    write(page, "2014-04-26T17:24", "2014-04-26")
    button = page.get_by_role("button", name="Download CSV")
    expect(button).to_be_enabled()
    with page.expect_download() as download:
        button.click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        records = list(csv.DictReader(file))
    assert [(one["value"], one["datetime"]) for one in records] == [
        ("2014-04-26", "2014-04-26T17:24"),
        ("2014-04-26", ""),
    ]


# Several dates


def answer_with(page, text, **record):
    """Write a text that the service answers with a record."""
    answer = {
        "source": text,
        "value": None,
        "status": "converted",
        "confidence": 0.9,
        "alternatives": [],
        "reason": "",
        "code": "",
        "facts": {},
        "calendar": "gregorian",
        "kept": False,
        "relative": None,
        "datetime": None,
        "zone": None,
        "dates": [],
        "attention": {"tokens": [], "rows": []},
        **record,
    }

    def fulfil(route):
        asked = route.request.post_data_json
        mine = dict(answer)
        if wanted := asked.get("on_several"):
            mine |= {"status": "converted", "code": "", "facts": {}, "dates": []}
            values = [one["value"] for one in answer["dates"]]
            sets = {"first": values[0], "last": values[-1], "set": f"{{{','.join(values)}}}"}
            mine["value"] = sets[wanted]
        route.fulfill(json={"results": [mine]} if "texts" in asked else mine)

    page.route("**/v1/convert", fulfil)
    write(page, text)


def several(text, *found):
    """The record of a text with several dates: each a value and what it was read from, or None."""
    dates = []
    for value, read in found:
        start = text.index(read) if read else 0
        span = {"start": start, "end": start + len(read), "text": read} if read else None
        dates.append({"value": value, "datetime": None, "span": span})
    return {"status": "several", "code": "several", "facts": {"count": len(dates)}, "dates": dates}


def test_several_dates_are_listed_and_marked_in_the_text(page):
    found = ("1900-05-03", "3 May 1900"), ("1950-06-04", "4 June 1950")
    answer_with(page, BORN_AND_DIED, **several(BORN_AND_DIED, *found))
    expect(large(page)).to_have_text("Several dates")
    expect(page.locator(".dates li")).to_have_text(["11900-05-033 May 1900", "21950-06-044 June 1950"])
    expect(page.locator("mark")).to_have_text(["3 May 19001", "4 June 19502"])
    expect(page.locator(".marked")).to_have_text("born 3 May 19001, died 4 June 19502")


def test_of_overlapping_spans_the_shorter_one_counts(page):
    found = ("1900-05-03", "3 May 1900, died 4 June 1950"), ("1950-06-04", "4 June 1950")
    answer_with(page, BORN_AND_DIED, **several(BORN_AND_DIED, *found))
    expect(page.locator("mark")).to_have_text(["3 May 1900, died 1", "4 June 19502"])


def test_a_date_without_a_place_is_listed_too(page):
    answer_with(
        page, BORN_AND_DIED, **several(BORN_AND_DIED, ("1900-05-03", "3 May 1900"), ("1950-06-04", ""))
    )
    expect(page.locator(".dates li")).to_have_count(2)
    expect(page.locator("mark")).to_have_count(1)


def test_marks_count_characters_and_not_code_units(page):
    text = "𝒜 born 3 May 1900, died 4 June 1950"
    answer_with(page, text, **several(text, ("1900-05-03", "3 May 1900"), ("1950-06-04", "4 June 1950")))
    expect(page.locator("mark").first).to_have_text("3 May 19001")


def test_one_of_several_dates_or_their_set_can_be_taken(page):
    found = ("1900-05-03", "3 May 1900"), ("1950-06-04", "4 June 1950")
    answer_with(page, BORN_AND_DIED, **several(BORN_AND_DIED, *found))
    expect(choices(page)).to_have_count(3)
    choices(page).filter(has_text="4 June 1950").click()
    expect(large(page)).to_have_text("1950-06-04")
    expect(page.locator("#summary")).to_have_text("1 converted")
    page.get_by_role("button", name="Choose again").click()
    choices(page).filter(has_text="{1900-05-03,1950-06-04}").click()
    expect(row(page, 0)).to_contain_text("{1900-05-03,1950-06-04}")


# Narrow screens


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_new_sticks_out_of_a_narrow_screen(open_page, width):
    page = open_page(viewport={"width": width, "height": 844}, has_touch=True)
    day(page).fill(WEDNESDAY)
    write(page, "2014-04-26T17:24:37-07:00", "@-2H", "@»⑤T17", "1914-24")
    for number in range(4):
        row(page, number).tap()
        expect(row(page, number)).to_have_attribute("aria-selected", "true")
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
