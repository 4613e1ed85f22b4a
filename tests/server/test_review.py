"""/v1/review: a project over HTTP."""

import contextlib
import json
import time
from types import MappingProxyType

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from datenorm.convert.normalizer import Normalizer
from datenorm.server import ServerSettings
from datenorm.server.app import create_app
from datenorm.server.review_endpoints import ReviewEndpoints
from datenorm.server.review_session import ReviewSession
from datenorm.workbench import (
    Effect,
    Facets,
    GroupPage,
    LearningFiles,
    LearningState,
    Project,
    ProjectSummary,
    ReviewSettings,
)

LONG = 30
TRAINING = 1200  # seconds that it may take on a machine with other work
AMBIGUOUS = "03/04/2005"
READINGS = {
    AMBIGUOUS: {"2005-04-03": 0.5, "2005-03-04": 0.5},
    "05/06/2005": {"2005-06-05": 0.5, "2005-05-06": 0.5},
    "may 1900": {"1900-05": 1.0},
    "hello": {"∅": 1.0},
}
ORDERED = {
    (AMBIGUOUS, "DMY"): {"2005-04-03": 1.0},
    (AMBIGUOUS, "MDY"): {"2005-03-04": 1.0},
    ("05/06/2005", "DMY"): {"2005-06-05": 1.0},
    ("05/06/2005", "MDY"): {"2005-05-06": 1.0},
}
COLUMN = [AMBIGUOUS, "may 1900", AMBIGUOUS, "hello", "1850~", AMBIGUOUS, "05/06/2005", "may 1900"]


@pytest.fixture
def normalizer(scripted_normalizer):
    return scripted_normalizer(READINGS, hinted=ORDERED)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "births.csv"
    path.write_text("".join(f"{number},{text}\n" for number, text in [("id", "born"), *enumerate(COLUMN)]))
    return path


@contextlib.contextmanager
def open_review(project, recipe=MappingProxyType({}), **settings):
    """A client of the service that reviews a project, when its texts are converted."""
    settings = ServerSettings(**{"allowed_hosts": ("testserver",), **settings})
    with ReviewSession(project, recipe) as session:
        app = create_app(project.normalizer, settings, extend=ReviewEndpoints(session).add_to)
        with TestClient(app) as client:
            wait(client)
            yield client


def wait(client):
    deadline = time.monotonic() + LONG
    while (progress := client.get("/v1/review").json()["progress"])["done"] < progress["total"]:
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def project(tmp_path, table, normalizer):
    with Project.create(tmp_path / "births.review", table, "born", normalizer=normalizer) as one:
        yield one


@pytest.fixture
def review(project):
    with open_review(project) as client:
        yield client


def get(review, path="", **query):
    answer = review.get(f"/v1/review{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def post(review, path, **body):
    answer = review.post(f"/v1/review/{path}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def group(review, text):
    (found,) = [one for one in get(review, "/groups", limit=500)["groups"] if one["text"] == text]
    return found


def decide(review, text, preview=False, **decision):
    scope = {"ids": [group(review, text)["id"]]}
    return post(review, "decisions", scope=scope, decision=decision, preview=preview)


def test_a_service_without_a_project_has_no_review(client):
    assert client.get("/v1/review").status_code == 404
    assert client.get("/review").status_code == 404
    assert client.post("/v1/review/undo", json={}).status_code == 404


def test_the_page_comes_under_its_policy(review):
    answer = review.get("/review")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_another_host_is_refused_here_too(review):
    assert review.get("/v1/review", headers={"Host": "elsewhere.example"}).status_code == 421


def test_a_project_at_a_glance(review, project):
    found = get(review)
    TypeAdapter(ProjectSummary).validate_python(found)
    assert (found["project"], found["column"]) == (str(project.path), "born")
    assert (found["rows"], found["distinct"], found["revision"]) == (8, 5, 0)
    assert found["counts"]["ambiguous"] == {"texts": 2, "rows": 4}


def test_texts_are_listed_once_with_their_readings(review):
    page = get(review, "/groups")
    TypeAdapter(GroupPage).validate_python(page)
    assert (page["total"], page["rows"]) == (5, 8)
    first = page["groups"][0]
    assert (first["text"], first["count"], first["status"]) == (AMBIGUOUS, 3, "ambiguous")
    assert {one["value"] for one in first["readings"][:2]} == {"2005-04-03", "2005-03-04"}
    about = group(review, "1850~")
    assert (about["value"], about["meaning"]) == ("1850~", "about 1850")


def test_the_list_is_filtered_sorted_and_cut(review):
    ambiguous = get(review, "/groups", status="ambiguous")
    assert [one["text"] for one in ambiguous["groups"]] == [AMBIGUOUS, "05/06/2005"]
    either = get(review, "/groups", status=["ambiguous", "no-date"], sort="first")
    assert [one["text"] for one in either["groups"]] == [AMBIGUOUS, "hello", "05/06/2005"]
    second = get(review, "/groups", sort="first", offset=1, limit=1)
    assert (second["total"], [one["text"] for one in second["groups"]]) == (5, ["may 1900"])
    assert [one["text"] for one in get(review, "/groups", search="MAY")["groups"]] == ["may 1900"]


def test_facets_are_counted_under_the_filters_of_the_others(review):
    found = get(review, "/facets", shape="dd/dd/dddd")
    TypeAdapter(Facets).validate_python(found)
    assert found["facets"]["status"] == [{"name": "ambiguous", "texts": 2, "rows": 4}]
    assert len(found["facets"]["shape"]) == 4


def test_what_is_typed_is_checked(review):
    assert post(review, "check", value=" 1914-24 ") == {
        "valid": True,
        "value": "1914-24",
        "meaning": "winter 1914",
    }
    assert post(review, "check", value="1914-99") == {"valid": False, "value": None, "meaning": ""}


def test_a_preview_changes_nothing(review):
    effect = decide(review, AMBIGUOUS, preview=True, kind="value", value="1914-24")
    TypeAdapter(Effect).validate_python(effect)
    assert (effect["texts"], effect["rows"]) == (1, 3)
    assert effect["examples"] == [{"text": AMBIGUOUS, "before": None, "after": "1914-24"}]
    assert group(review, AMBIGUOUS)["decision"] is None


def test_a_decision_holds_until_it_is_undone_and_again_when_it_is_redone(review):
    assert decide(review, AMBIGUOUS, kind="value", value="1914-24")["rows"] == 3
    assert group(review, AMBIGUOUS)["value"] == "1914-24"
    assert post(review, "undo") | {"revision": 0} == {"revision": 0, "can_undo": False, "can_redo": True}
    assert group(review, AMBIGUOUS)["value"] is None
    assert post(review, "redo")["can_undo"]
    assert group(review, AMBIGUOUS)["value"] == "1914-24"


def test_a_reading_is_taken_by_its_place_and_a_text_may_hold_no_date(review):
    second = group(review, AMBIGUOUS)["readings"][1]["value"]
    decide(review, AMBIGUOUS, kind="reading", index=1)
    assert group(review, AMBIGUOUS)["value"] == second
    decide(review, "may 1900", kind="no-date")
    assert group(review, "may 1900")["value"] is None
    assert group(review, "may 1900")["decision"]["kind"] == "no-date"


def test_an_order_is_decided_for_a_shape(review):
    scope = {"shape_of": group(review, AMBIGUOUS)["id"]}
    effect = post(review, "decisions", scope=scope, decision={"kind": "order", "value": "MDY"})
    assert (effect["texts"], effect["rows"]) == (2, 4)
    wait(review)
    assert group(review, AMBIGUOUS)["value"] == "2005-03-04"
    assert group(review, "05/06/2005")["value"] == "2005-05-06"


def test_a_filter_is_decided_as_a_whole(review):
    scope = {"filter": {"status": ["ambiguous"]}}
    effect = post(review, "decisions", scope=scope, decision={"kind": "no-date"})
    assert effect["texts"] == 2
    assert get(review, "/groups", mark="by-hand")["total"] == 2


def test_other_settings_read_the_column_again(review):
    preview = post(review, "settings", settings={"order": "DMY"}, preview=True)
    assert preview["texts"] == 2
    assert get(review)["settings"]["order"] == "infer"
    post(review, "settings", settings={"order": "DMY"})
    wait(review)
    assert get(review)["read_order"] == "DMY"
    assert group(review, AMBIGUOUS)["value"] == "2005-04-03"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("decisions", {"scope": {"ids": [1]}, "decision": {"kind": "value", "value": "yesterday"}}),
        ("decisions", {"scope": {"ids": [1]}, "decision": {"kind": "guess"}}),
        ("decisions", {"scope": {}, "decision": {"kind": "no-date"}}),
        ("decisions", {"decision": {"kind": "no-date"}}),
        ("settings", {"settings": {"colour": "red"}}),
        ("settings", {"settings": {"pivot": "soon"}}),
        ("settings", {"settings": {"epoch": "hours"}}),
        ("settings", {"settings": {"excel_serial": "yes"}}),
        ("check", {"value": 3}),
        ("paste", {"lines": ["1914", 3]}),
        ("undo", {"steps": 2}),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_problem(review, path, body):
    answer = review.post(f"/v1/review/{path}", json=body)
    assert answer.status_code == 422
    assert {"error", "message", "hint", "request_id"} <= set(answer.json())
    assert get(review)["revision"] == 0


@pytest.mark.parametrize("query", ["sort=size", "offset=-1", "limit=100000", "colour=red"])
def test_a_wrong_query_is_refused(review, query):
    answer = review.get(f"/v1/review/groups?{query}")
    assert (answer.status_code, answer.json()["error"]) == (422, "invalid-fields")


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_a_page_of_another_site_cannot_change_the_project(review, kind):
    body = json.dumps({"scope": {"filter": {}}, "decision": {"kind": "no-date"}})
    headers = {"Origin": "https://elsewhere.example", **({"Content-Type": kind} if kind else {})}
    answer = review.post("/v1/review/decisions", content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (415, "not-json")
    declared = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    assert (
        "access-control-allow-origin" not in review.options("/v1/review/decisions", headers=declared).headers
    )
    assert get(review)["revision"] == 0


def test_a_pasted_column_becomes_a_project_and_changes_for_the_one_before_are_refused(review):
    before = get(review)["project"]
    decide(review, "hello", kind="value", value="1900")
    pasted = post(review, "paste", lines=["1850~", "1850~", "1914"], project=before)
    assert (pasted["rows"], pasted["distinct"]) == (3, 2)
    wait(review)
    assert [one["text"] for one in get(review, "/groups")["groups"]] == ["1850~", "1914"]
    stale = {"scope": {"ids": [1]}, "decision": {"kind": "no-date"}, "project": before}
    answer = review.post("/v1/review/decisions", json=stale)
    assert (answer.status_code, answer.json()["error"]) == (409, "other-project")
    assert group(review, "1850~")["decision"] is None


def test_another_service_on_the_same_project_sees_what_was_decided(project, review, normalizer):
    decide(review, AMBIGUOUS, kind="value", value="1914-24")
    with Project.open(project.path, normalizer=normalizer) as same, open_review(same) as other:
        assert group(other, AMBIGUOUS)["value"] == "1914-24"
        decide(other, "hello", kind="value", value="1900")
    assert group(review, "hello")["value"] == "1900"


def test_the_table_is_exported_with_the_values(review, table):
    decide(review, AMBIGUOUS, kind="value", value="1914-24")
    answer = review.get("/v1/review/export", params={"format": "table"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == 'attachment; filename="births_iso.csv"'
    values = {AMBIGUOUS: "1914-24", "may 1900": "1900-05", "1850~": "1850~"}
    head, *rows = table.read_text().splitlines()
    wanted = [f"{row},{values.get(row.partition(',')[2], '')}" for row in rows]
    assert answer.text.splitlines() == [f"{head},born_iso", *wanted]


def test_decisions_are_exported(review):
    decide(review, AMBIGUOUS, kind="value", value="1914-24")
    answer = review.get("/v1/review/export", params={"format": "decisions"})
    assert [json.loads(line) for line in answer.text.splitlines()] == [
        {"text": AMBIGUOUS, "kind": "value", "value": "1914-24"}
    ]


def test_the_endpoints_are_described(review):
    paths = review.get("/openapi.json").json()["paths"]
    ours = {path.removeprefix("/v1/review") for path in paths if path.startswith("/v1/review")}
    assert ours == {
        "",
        "/groups",
        "/facets",
        "/export",
        "/check",
        "/decisions",
        "/settings",
        "/undo",
        "/redo",
        "/paste",
        "/explain",
        "/learning",
        "/learning/start",
        "/learning/stop",
        "/learning/accept",
        "/learning/discard",
    }


def test_a_text_of_the_column_is_explained(review):
    explained = get(review, "/explain", text=group(review, "may 1900")["id"])
    assert explained["source"] == "may 1900"
    assert "".join(step["symbol"] for step in explained["steps"]) == "1900-05"
    answer = review.get("/v1/review/explain", params={"text": 99})
    assert (answer.status_code, answer.json()["message"]) == (422, "there is no text 99")


def test_learning_is_refused_as_long_as_there_are_too_few_decisions(review):
    state = get(review, "/learning")
    TypeAdapter(LearningState).validate_python(state)
    assert (state["phase"], state["decisions"], state["fewest"]) == ("idle", 0, 10)
    answer = review.post("/v1/review/learning/start", json={})
    assert (answer.status_code, answer.json()["error"]) == (422, "refused")
    assert answer.json()["message"] in state["obstacle"]  # which may say how to install what is missing
    for step in ("accept", "stop", "discard"):
        assert review.post(f"/v1/review/learning/{step}", json={"project": "other"}).status_code == 409
    assert review.post("/v1/review/learning/accept", json={}).status_code == 422


@pytest.mark.slow
def test_a_model_learns_over_http_and_is_accepted(tmp_path, tiny_bundle):
    pytest.importorskip("torch")
    table = tmp_path / "numbers.csv"
    table.write_text("when\n" + "".join(f"no. {number}\n" for number in range(40)))
    recipe = {"preset": "tiny", "pairs": 2_000, "pool": 1_000, "validation_size": 40, "workers": 0}
    normalizer = Normalizer.load(tiny_bundle)
    path = tmp_path / "numbers.review"
    settings = ReviewSettings(order="none")
    with (
        Project.create(path, table, "when", normalizer=normalizer, settings=settings) as project,
        open_review(project, recipe) as review,
    ):
        before = get(review)["model"]
        scope = {"ids": [one["id"] for one in get(review, "/groups", limit=30)["groups"]]}
        post(review, "decisions", scope=scope, decision={"kind": "no-date"})
        assert post(review, "learning/start")["phase"] == "training"
        state = learnt(review)
        assert (state["phase"], state["trouble"]) == ("ready", "")
        assert state["effect"]["measured"] > 0
        assert get(review)["model"] == before
        assert post(review, "learning/accept")["phase"] == "idle"
        wait(review)
        assert get(review)["model"] != before
        assert get(review, "/groups", mark="by-hand")["total"] == 30
    assert LearningFiles(path).accepted_model is not None


def learnt(review):
    """How learning stands when it rests."""
    deadline = time.monotonic() + TRAINING
    while (state := get(review, "/learning"))["phase"] in ("training", "comparing"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return state
