"""The page in a real Chromium: β, states and contexts, and what their signs mean."""

from __future__ import annotations

import re
import shutil

import numpy as np
import pytest
from playwright.sync_api import expect

from datenorm.bundle import load_bundle
from datenorm.convert.explanation import explain
from datenorm.convert.normalizer import Normalizer
from datenorm.detection import DETECTED_ORDERS, DetectionHead, save_head
from datenorm.display.grid import colour

pytestmark = pytest.mark.slow

TEXT = "20 july 1969"


@pytest.fixture(scope="module")
def model(tiny_bundle, tmp_path_factory):
    """A bundle with a head of random weights."""
    path = shutil.copytree(tiny_bundle, tmp_path_factory.mktemp("bundles") / "detecting")
    bundle = load_bundle(path)
    size, rng = bundle.manifest.architecture.annotation, np.random.default_rng(3)
    orders = len(DETECTED_ORDERS)
    shapes = ((2,), (5, size), (5,), (3, 5), (2, size), (2,), (orders, size), (orders,), (1, size), (1,))
    arrays = [rng.normal(0, 2, shape).astype(np.float32) for shape in shapes]
    arrays[0] = np.array([0.25, 0.75], np.float32)
    save_head(bundle, DetectionHead(("de", "fr"), *arrays))
    return path


@pytest.fixture(scope="module")
def explanation(model):
    return explain(Normalizer(load_bundle(model)), TEXT)


@pytest.fixture(scope="module")
def url(start_service, model):
    service = start_service(model=model)
    yield service.url
    service.end()


@pytest.fixture
def reading(page, explanation):
    """The page once the text was read."""
    assert explanation.steps
    page.locator("#texts").fill(TEXT)
    expect(page.locator(".grid .is-pooling.head")).to_have_text("β")
    return page


def painted(cells):
    """The background of each cell as red, green and blue."""
    found = cells.evaluate_all("all => all.map(one => getComputedStyle(one).backgroundColor)")
    return np.array([list(map(int, re.findall(r"\d+", one))) for one in found])


def test_the_grid_has_the_row_that_the_terminal_has(reading, explanation):
    weights = explanation.pooling_weights.tolist()
    cells = reading.locator(".grid .cell.is-pooling")
    wanted = np.array([colour(round(weight, 4)) for weight in weights])
    assert np.abs(painted(cells) - wanted).max() <= 1
    most = int(np.argmax(weights))
    shown = [one.replace(" ", "␣") if place == most else "" for place, one in enumerate(TEXT)]
    assert cells.all_text_contents() == shown
    assert "β looks at " in reading.locator(".grid").get_attribute("aria-label")


def test_beta_is_explained_below_the_grid_and_told_when_pointed_at(reading, explanation):
    expect(reading.get_by_text("β is the attention of another part of the network")).to_be_visible()
    most = int(explanation.pooling_weights.argmax())
    reading.locator(".grid .cell.is-pooling").nth(most).hover()
    share = f"{100 * round(float(explanation.pooling_weights[most]), 4):.1f} %"
    caption = reading.locator(".caption")
    expect(caption).to_have_text(f"{share} of β is at “{TEXT[most]}”")
    reading.locator(".grid .head.is-pooling").hover()
    expect(caption).to_contain_text("β looks at")


def test_each_step_shows_its_state_and_its_context(reading, explanation):
    reading.get_by_role("tab", name="How it was read").click()
    steps = explanation.steps
    for number, step in enumerate(steps[:3]):
        for name, numbers in (("state", step.state), ("context", step.context)):
            squares = reading.get_by_role("img", name=re.compile(f"^{name}: {len(numbers)} numbers"))
            wanted = np.array([colour((round(one, 4) + 1) / 2) for one in numbers.tolist()])
            assert np.abs(painted(squares.locator("span")) - wanted).max() <= 1
        if number < len(steps) - 1:
            reading.get_by_role("button", name="Next").click()


def test_the_letters_of_the_formula_are_named(reading, explanation):
    reading.get_by_role("tab", name="How it was read").click()
    expect(reading.locator(".letters dt")).to_have_text(["s", "h", "W, U", "v"])
    meanings = reading.locator(".letters dd").all_text_contents()
    step = explanation.steps[0]
    assert f"{len(step.state)} numbers" in meanings[0] and f"{len(step.context)} numbers" in meanings[1]


def test_a_weekday_is_explained_where_it_stands(page):
    said = page.evaluate(
        """async () => {
          const { AttentionView } = await import("/page/attention.js");
          const view = (tokens) => new AttentionView({
            source: "Sat", attention: { tokens, rows: tokens.map(() => [1, 0, 0]) },
          }).element.textContent;
          return [
            view(["-07", "-19", "⑥"]),
            view(["-20", "⑦", "/", "-26", "⑦", "-02", "⑥"]),
            view(["@", "»", "⑤"]),
            view(["1"]),
          ];
        }"""
    )
    effect = "as the text says. Behind a day it checks the date, and is left out of the printed value."
    assert f"⑥ is a Saturday, {effect}" in said[0]
    assert f"⑦ is a Sunday, ⑥ is a Saturday, {effect}" in said[1]
    assert "⑤ is a Friday, as the text says." in said[2] and "checks" not in said[2]
    assert "as the text says" not in said[3]


def test_the_stepper_explains_a_weekday_in_its_step(page):
    said = page.evaluate(
        """async () => {
          const { stepsView } = await import("/page/steps.js");
          const step = (symbol) => ({
            symbol, probability: 1, energies: [0, 0], attention: [0.5, 0.5], state: [0.25], context: [-1, 1],
            choices: [{ symbol, probability: 1 }],
          });
          const view = stepsView({ source: "Sa", steps: [step("-19"), step("⑥"), step("/")] });
          document.querySelector("#outcome").replaceChildren(view);
          const note = () => view.querySelector(".stepper + .note").textContent;
          const next = () => (view.querySelector(".stepper button:last-child").click(), note());
          return [note(), next(), next()];
        }"""
    )
    assert said[0] == said[2] == "" and said[1].startswith("⑥ is a Saturday, as the text says. Behind")


@pytest.mark.parametrize("width", [320, 768])
def test_vectors_stay_on_a_narrow_screen(open_page, width):
    page = open_page(viewport={"width": width, "height": 640})
    page.locator("#texts").fill(TEXT)
    expect(page.locator(".grid .is-pooling.head")).to_have_count(1)
    page.get_by_role("tab", name="How it was read").click()
    expect(page.locator(".squares").last).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


CUT_OFF = """panel => [...panel.querySelectorAll("*")].filter((one) => {
    const { left, right, width } = one.getBoundingClientRect();
    if (!width || !one.textContent.trim() || one.closest(".unseen")) return false;
    for (let box = one.parentElement; box; box = box.parentElement) {
        const flow = getComputedStyle(box).overflowX;
        const frame = box.getBoundingClientRect();
        if (flow === "auto" || flow === "scroll") return false;
        if (flow !== "visible" && (left < frame.left - 1 || right > frame.right + 1)) return true;
    }
    return left < -1 || right > innerWidth + 1;
}).map((one) => `${one.className}: ${one.textContent}`)"""
"""The elements whose text is partly outside of the screen, or of a box that hides it without scrolling."""


def test_how_it_was_read_is_whole_on_a_narrow_screen_and_scrolls(open_page):
    page = open_page(viewport={"width": 360, "height": 640}, has_touch=True)
    page.locator("#texts").fill(TEXT)
    page.get_by_role("tab", name="How it was read").tap()
    panel = page.get_by_role("tabpanel")
    expect(panel.locator(".squares").last).to_be_visible()
    for _ in range(2):
        assert panel.evaluate(CUT_OFF) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        places = panel.locator("th.place")
        box = panel.locator(".scroll").filter(has=page.locator("th.place")).first
        assert box.evaluate("one => one.scrollWidth > one.clientWidth"), (
            "the places need more than the screen"
        )
        for place in (places.first, places.last):
            place.scroll_into_view_if_needed()
            seen, frame = place.bounding_box(), box.bounding_box()
            assert frame["x"] - 1 <= seen["x"]
            assert seen["x"] + seen["width"] <= frame["x"] + frame["width"] + 1 <= 361
        panel.get_by_role("button", name="Next").tap()
    panel.locator(".squares").last.scroll_into_view_if_needed()
    assert page.evaluate("scrollY") > 0, "what is below is reached by scrolling the page"
    box.evaluate("one => (one.style.overflowX = 'hidden')")
    assert panel.evaluate(CUT_OFF) != [], "without scrolling, the places are cut off"
