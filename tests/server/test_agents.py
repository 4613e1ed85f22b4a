"""The tools for agents, called by the client of the protocol's own package."""

import asyncio
import datetime
import json

import pytest

jsonschema = pytest.importorskip("jsonschema")
pytest.importorskip("mcp")

from mcp import Client, MCPError  # noqa: E402

from datenorm.convert.normalizer import Normalizer  # noqa: E402
from datenorm.convert.record import as_record  # noqa: E402
from datenorm.finding.finder import Finder  # noqa: E402
from datenorm.server.agents import AgentTools, create_server  # noqa: E402


def ask(normalizer, name, **arguments):
    """The result of a tool, over the protocol."""

    async def call():
        async with Client(create_server(normalizer)) as client:
            return await client.call_tool(name, arguments)

    return asyncio.run(call())


def results(normalizer, name, **arguments):
    """The structured results of a tool; its text says the same."""
    answer = ask(normalizer, name, **arguments)
    assert not answer.is_error, answer.content
    assert json.loads(answer.content[0].text) == answer.structured_content
    return answer.structured_content["results"]


def error(normalizer, name, **arguments):
    """What a tool says of arguments that it cannot use."""
    answer = ask(normalizer, name, **arguments)
    assert answer.is_error and answer.structured_content is None
    return answer.content[0].text


def listed(normalizer):
    async def tools():
        async with Client(create_server(normalizer)) as client:
            return (await client.list_tools()).tools

    return asyncio.run(tools())


@pytest.fixture
def told(scripted_normalizer):
    """A normalizer that reads a few texts in known ways."""
    return scripted_normalizer(
        {
            "20 july 1969": {"1969-07-20": 1.0},
            "03/04/2005": {"2005-04-03": 0.6, "2005-03-04": 0.4},
            "hello": {"∅": 1.0},
            "three days ago": {"@-3d": 1.0},
        }
    )


def test_each_text_has_its_value_or_a_structured_refusal(told):
    texts = ["20 July 1969", "03/04/2005", "hello", "three days ago", ""]
    day, two, none, relative, empty = results(told, "convert", texts=texts)
    assert day["value"] == "1969-07-20"
    assert day["interval"] == {"first": "1969-07-20", "last": "1969-07-20"}
    assert (two["value"], two["status"], two["code"]) == (None, "ambiguous", "ambiguous-order")
    assert [one["value"] for one in two["alternatives"]] == ["2005-04-03", "2005-03-04"]
    assert (none["value"], none["status"], none["code"]) == (None, "no-date", "no-date")
    assert (relative["status"], relative["relative"]) == ("relative", "@-3d")
    assert (empty["source"], empty["status"], empty["code"]) == ("", "no-date", "empty")


def test_a_result_has_no_key_that_says_nothing(told):
    (day,) = results(told, "convert", texts=["20 July 1969"])
    assert set(day) == {"source", "value", "status", "confidence", "interval"}
    record = json.loads(json.dumps(as_record(told.convert("20 July 1969"))))
    assert day.items() <= record.items()


def test_hints_and_a_policy_are_those_of_the_service(told):
    texts = ["three days ago"]
    (answer,) = results(told, "convert", texts=texts, reference_date="2026-11-29")
    assert answer["value"] == "2026-11-26"
    (answer,) = results(told, "convert", texts=["03/04/2005"], on_ambiguous="best", span=True)
    assert answer["value"] == "2005-04-03" and answer["span"]["text"]


@pytest.mark.parametrize(
    ("value", "arguments", "expected"),
    [
        ("@-3d", {"reference_date": "2026-11-29"}, "2026-11-26"),
        ("1914-24", {}, "1914-24"),
        ("XXXX-05-03", {"reference_date": "2026-11-29", "prefer": "past"}, "2026-05-03"),
        ("@»⑤", {"reference_date": "2026-11-25", "next": "nearest"}, "2026-11-27"),
        ("1564-04-23", {"precision": "year"}, "1564"),
        ("@-2H", {"reference_date": "2026-11-25T01:15"}, "2026-11-24"),
    ],
)
def test_a_value_is_resolved_against_the_reference_date(tiny_normalizer, value, arguments, expected):
    (answer,) = results(tiny_normalizer, "resolve", values=[value], **arguments)
    assert (answer["value"], answer["source"]) == (expected, value)


def test_winter_has_its_days(tiny_normalizer):
    (answer,) = results(tiny_normalizer, "resolve", values=["1914-24"])
    assert answer["interval"] == {"first": "1914-12-01", "last": "1915-02-28"}


def test_what_stays_open_is_a_structured_refusal(tiny_normalizer):
    friday, without_day, backwards = results(tiny_normalizer, "resolve", values=["@»⑤", "@-3d", "1960/1950"])
    assert (without_day["status"], without_day["relative"]) == ("relative", "@-3d")
    assert friday["status"] == "relative"
    assert (backwards["value"], backwards["status"], backwards["code"]) == (None, "no-date", "no-valid-date")
    (friday,) = results(tiny_normalizer, "resolve", values=["@»⑤"], reference_date="2026-11-25")
    assert [one["value"] for one in friday["alternatives"]] == ["2026-12-04", "2026-11-27"]


def test_what_people_write_is_not_resolved(tiny_normalizer):
    assert error(tiny_normalizer, "resolve", values=["1969", "20 July 1969"]).startswith(
        "values.1: not a value"
    )


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"texts": "1969"}, "texts"),
        ({"texts": [1969]}, "texts.0"),
        ({"texts": ["x"], "order": "DYM"}, "order"),
        ({"texts": ["x"], "locale": "!"}, "locale"),
        ({"texts": ["x"], "reference_date": "tomorrow"}, "reference_date"),
        ({"texts": ["x"], "prefer": "past"}, "prefer"),
        ({"texts": ["x"], "attention": True}, "attention"),
        ({}, "texts"),
    ],
)
def test_an_argument_that_cannot_be_used_is_named(tiny_normalizer, arguments, field):
    assert error(tiny_normalizer, "convert", **arguments).startswith(f"{field}: ")


def test_there_is_a_limit_to_a_call(tiny_normalizer):
    assert len(results(tiny_normalizer, "convert", texts=["1969-07-20"] * 1000)) == 1000
    assert "at most 1,000" in error(tiny_normalizer, "convert", texts=["1969-07-20"] * 1001)


def test_dates_of_a_text_count_from_the_date_of_the_document(finding_bundle):
    normalizer = Normalizer.load(finding_bundle)
    text = "He came on 5 May 2012; yesterday she left."
    answer = ask(normalizer, "find", text=text, reference_date="2012-05-20").structured_content["dates"]
    found = Finder(normalizer).find(text, reference_date=datetime.date(2012, 5, 20))
    assert [(one["start"], one["text"], one["value"]) for one in answer] == [
        (one.start, one.text, one.value) for one in found
    ]
    assert [one["value"] for one in answer] == ["2012-05-05", "2012-05-19"]
    assert "at most 1,000,000" in error(normalizer, "find", text=" " * 1_000_001)


def test_a_model_that_cannot_find_has_no_such_tool(tiny_normalizer, finding_bundle):
    assert [tool.name for tool in listed(tiny_normalizer)] == ["convert", "resolve"]
    assert list(AgentTools(Normalizer.load(finding_bundle)).by_name) == ["convert", "find", "resolve"]


def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(tiny_normalizer):
    async def call():
        async with Client(create_server(tiny_normalizer)) as client:
            with pytest.raises(MCPError, match="there are convert, resolve"):
                await client.call_tool("find", {"text": "x"})

    asyncio.run(call())


def test_agents_are_told_of_every_argument_and_that_nothing_is_changed(tiny_normalizer):
    for tool in listed(tiny_normalizer):
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        jsonschema.Draft202012Validator.check_schema(tool.output_schema)
        assert tool.annotations.read_only_hint and not tool.annotations.open_world_hint
        properties = tool.input_schema["properties"]
        assert all(one["description"] and "anyOf" not in one for one in properties.values())
        assert tool.input_schema["required"] in (["texts"], ["values"])
