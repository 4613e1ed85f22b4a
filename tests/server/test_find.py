"""POST /v1/find: what the library and the command line say, as JSON."""

import datetime
import json
import threading

import pytest

from datenorm.convert.normalizer import Normalizer
from datenorm.finding.finder import Finder
from datenorm.finding.found import as_find_record
from datenorm.server.schema import FoundDates, FoundRecord

TEXT = "He came on 5 May 2012; yesterday she left.\r\nOn 03/04/2005 they met 😀 on June 3, 1850."


@pytest.fixture(scope="module")
def finding_client(open_client, finding_bundle):
    with open_client(Normalizer.load(finding_bundle)) as client:
        yield client


def ask(client, **body):
    return client.post("/v1/find", json={"text": TEXT, **body})


def test_the_answers_are_those_of_the_library_and_of_the_command_line(
    finding_client, finding_bundle, invoke_find
):
    answer = ask(finding_client, reference_date="2012-05-20", order="DMY").json()["dates"]
    day = datetime.date(2012, 5, 20)
    found = Finder.load(finding_bundle).find(TEXT, order="DMY", reference_date=day)
    assert answer == [json.loads(json.dumps(as_find_record(one))) for one in found]
    assert [one["value"] for one in answer] == ["2012-05-05", "2012-05-19", "2005-04-03", "1850-06-03"]
    lines = invoke_find("--order", "DMY", "--document-date", "2012-05-20").splitlines()
    records = [json.loads(line) for line in lines]
    for record in records:
        assert record.pop("file") == "-" and record.pop("line") in (1, 2) and record.pop("column") >= 0
    assert records == answer


@pytest.fixture
def invoke_find(finding_bundle):
    """Call `datenorm find --jsonl` on the text."""
    from click.testing import CliRunner

    from datenorm.cli import cli

    def call(*options):
        line = ["find", "--model", str(finding_bundle), "--workers", "1", "--jsonl", *options, "-"]
        return CliRunner().invoke(cli, line, input=TEXT.encode()).stdout

    return call


def test_a_text_without_dates_has_none(finding_client):
    assert finding_client.post("/v1/find", json={"text": ""}).json() == {"dates": []}


def test_every_key_of_a_date_is_documented_and_no_other(finding_client):
    answer = ask(finding_client).json()
    assert set(answer["dates"][0]) == {one.alias or name for name, one in FoundRecord.model_fields.items()}
    FoundDates.model_validate(answer)


def test_a_text_may_be_long_but_not_without_end(finding_client):
    assert finding_client.post("/v1/find", json={"text": " " * 1_000_000}).json() == {"dates": []}
    answer = finding_client.post("/v1/find", json={"text": " " * 1_000_001})
    assert (answer.status_code, answer.json()["error"]) == (413, "too-large")
    assert finding_client.get("/v1/model").json()["limits"]["find"] == 1_000_000


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"text": 5}, ["text"]),
        ({"locale": "!"}, ["locale"]),
        ({"order": "DYM"}, ["order"]),
        ({"reference_date": "tomorrow"}, ["reference_date"]),
        ({"prefer": "past"}, ["prefer"]),
        ({"past": True, "future": True}, ["past"]),
        ({"zone": "Mars/Base"}, ["zone"]),
        ({"attention": True}, ["attention"]),
        ({"on_several": "set"}, ["on_several"]),
    ],
)
def test_a_field_that_cannot_be_used_is_named(finding_client, body, fields):
    answer = ask(finding_client, **body)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["fields"]] == fields


def test_a_model_that_cannot_find_says_so(client):
    answer = ask(client)
    assert (answer.status_code, answer.json()["error"]) == (501, "cannot-find")
    assert client.get("/v1/model").json()["finds"] is False


def test_a_model_that_can_find_says_so(finding_client):
    assert finding_client.get("/v1/model").json()["finds"] is True


def test_clients_at_the_same_time_get_their_own_answers(finding_client):
    answers = {}

    def find(number):
        text = f"it was on {number + 1} May 2012 that he went home"
        answers[number] = finding_client.post("/v1/find", json={"text": text}).json()["dates"]

    threads = [threading.Thread(target=find, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [[one["value"] for one in answers[number]] for number in range(8)] == [
        [f"2012-05-{number + 1:02d}"] for number in range(8)
    ]
