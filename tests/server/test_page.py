"""GET /: what is served, under which policy, and what stands in the files."""

import itertools
import re
from typing import get_args

import pytest

from datenorm.convert.reasons import ReasonCode
from datenorm.server.app import PAGE, POLICY

FILES = sorted(path.name for path in PAGE.iterdir())
SCRIPTS = [name for name in FILES if name.endswith(".js")]


@pytest.mark.parametrize("path", ["/", *(f"/page/{name}" for name in FILES)])
def test_every_file_is_served_under_the_policy_and_kept_by_its_tag(client, path):
    answer = client.get(path)
    name = path.rpartition("/")[2] or "index.html"
    assert (answer.status_code, answer.content) == (200, (PAGE / name).read_bytes())
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    again = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_page_about_the_api_is_under_the_policy_too(client):
    answer = client.get("/docs")
    assert (answer.status_code, answer.content) == (200, (PAGE / "api.html").read_bytes())
    assert answer.headers["content-security-policy"] == POLICY


def test_who_asks_for_the_head_alone_gets_it(client):
    answer, head = client.get("/"), client.head("/")
    assert head.status_code == 200
    assert head.headers["etag"] == answer.headers["etag"]


def test_kinds_are_named(client):
    kinds = {name: client.get(f"/page/{name}").headers["content-type"] for name in FILES}
    assert kinds["index.html"] == "text/html; charset=utf-8"
    assert kinds["page.css"] == "text/css; charset=utf-8"
    assert {kinds[name] for name in SCRIPTS} == {"text/javascript; charset=utf-8"}
    assert kinds["icon.svg"] == "image/svg+xml"


@pytest.mark.parametrize("name", ["nothing.js", "..%2Fpage.py", "../page.py", "", "%00.js", "x" * 300])
def test_nothing_else_is_served(client, name):
    answer = client.get(f"/page/{name}")
    assert answer.status_code == 404 and answer.json()["error"] == "not-found"


def test_the_policy_admits_no_other_host_and_no_inline_script():
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules.pop("default-src") == "'none'"
    sources = {rules[name] for name in ("script-src", "style-src", "img-src", "connect-src")}
    assert sources == {"'self'"}
    assert "unsafe" not in POLICY and rules["trusted-types"] == "'none'"


@pytest.mark.parametrize("name", FILES)
def test_no_file_names_another_host(name):
    text = (PAGE / name).read_text(encoding="utf-8")
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text.replace("http://www.w3.org/2000/svg", "")) == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_set_text_as_text_and_import_what_is_there(name):
    text = (PAGE / name).read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text
    )
    for module in re.findall(r'from "\./(.*?)"', text):
        assert module in SCRIPTS


def test_every_reason_has_words():
    text = (PAGE / "wording.js").read_text(encoding="utf-8")
    block = text[text.index("const REASONS = {") : text.index("\n};", text.index("const REASONS = {"))]
    worded = set(re.findall(r'^  "?([a-z-]+)"?: ', block, re.MULTILINE))
    assert (
        set(get_args(ReasonCode)) - {"", "weekday-conflict"} <= worded
    )  # the conflict is worded by its facts


def test_the_page_names_its_language_and_labels_its_fields():
    text = (PAGE / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in text and 'name="viewport"' in text
    assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=", text), (
        "inline scripts and styles are refused"
    )
    assert 'for="texts"' in text and 'role="status"' in text and 'role="alert"' in text


def luminance(colour):
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2, relative luminance."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_ink_can_be_read_on_every_ground_in_light_and_in_dark():
    text = (PAGE / "page.css").read_text(encoding="utf-8")
    schemes = [dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in text.split(":root {")[1:]]
    assert len(schemes) == 2
    for scheme in schemes:
        inks, grounds = ("ink", "quiet", "accent", "good", "open", "bad"), ("paper", "sheet", "band")
        for ink, ground in itertools.product(inks, grounds):
            assert contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground)
        assert contrast(scheme["on-accent"], scheme["accent"]) >= 4.5
        assert contrast("#1c1600", scheme["glow"]) >= 4.5
