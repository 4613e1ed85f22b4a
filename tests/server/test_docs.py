"""docs/serve.md and the README tell what a real service answers."""

import io
import itertools
import json
import os
import re
import shutil
import subprocess
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from datenorm.server.schema import Error

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
SECTION = README.partition("\n## Serve it over HTTP\n")[2].partition("\n## ")[0]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
GUESSES = ("confidence", "probability")


def examples():
    """Blocks that ask the service, each with the block of what it answers."""
    blocks = BLOCK.findall(PAGE + SECTION)
    for (language, code), (form, answer) in itertools.pairwise(blocks):
        if "localhost:8000" in code:
            yield pytest.param(language, code, form, answer, id=code.splitlines()[-1][:60])


@pytest.fixture(scope="module")
def bundled_service(start_service, bundled_normalizer):
    one = start_service(model=bundled_normalizer.bundle.path)
    yield one
    assert one.end() == (0, "")


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    """Where the examples run one after the other: some write what others read."""
    return tmp_path_factory.mktemp("docs")


def without_guesses(value):
    """JSON without the numbers that each model has of its own."""
    if isinstance(value, dict):
        return {name: without_guesses(one) for name, one in value.items() if name not in GUESSES}
    return [without_guesses(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("language", "code", "form", "answer"), list(examples()))
def test_an_example_is_answered_as_the_page_says(
    bundled_service, directory, monkeypatch, language, code, form, answer
):
    code = code.replace("localhost:8000", f"127.0.0.1:{bundled_service.port}")
    monkeypatch.chdir(directory)
    if language == "python":
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(code, "docs/serve.md", "exec"), {})
        found = printed.getvalue()
    else:
        for program in ("curl", "jq"):
            if program in code and shutil.which(program) is None:
                pytest.skip(f"{program} is not installed")
        found = subprocess.run(
            code, shell=True, capture_output=True, encoding="utf-8", env={**os.environ, "NO_PROXY": "*"}
        ).stdout
    if form == "json":
        assert without_guesses(json.loads(found)) == without_guesses(json.loads(answer))
    else:
        assert found == answer


def test_the_page_has_examples_of_every_way_to_ask():
    asked = " ".join(str(one.values[1]) for one in examples())
    assert all(path in asked for path in ("/v1/convert ", "/v1/convert/lines", "/v1/column", "import httpx"))


def test_the_page_names_every_error_that_the_code_can_give():
    sources = "\n".join(path.read_text() for path in (ROOT / "datenorm" / "server").glob("*.py"))
    named = set(re.findall(r"Problem\(\s*\d+,\s*\"([a-z-]+)\"", sources))
    named |= set(re.findall(r"\d+: \"([a-z-]+)\"", sources))
    assert {"invalid-fields", "overloaded", "not-found", "timed-out"} <= named
    missing = {name for name in named if f"`{name}`" not in PAGE and name != "not-a-text"}
    assert not missing and '"not-a-text"' in PAGE
    assert "fields" in Error.model_fields
