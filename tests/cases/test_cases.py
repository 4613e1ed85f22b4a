"""Real strings with the date they mean and the reason why: what the bundled model makes of them.

A case in `known-failures.jsonl` is one that the model gets wrong. When it gets it right, the test fails, and
the case moves to the file where it belongs.
"""

import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = ("in-the-wild", "synthetic", "negative", "known-failures")


def read_cases():
    for name in FILES:
        wrong = [pytest.mark.xfail(strict=True)] if name == "known-failures" else []
        for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            yield pytest.param(case, marks=wrong, id=f"{name}: {case['text']!a} {case['order'] or ''}")


@pytest.mark.parametrize("case", list(read_cases()))
def test_the_text_means_what_a_person_knows(case, bundled_normalizer):
    conversion = bundled_normalizer.convert(case["text"], case["locale"], case["order"])
    assert (conversion.value, conversion.status) == (case["expected"], case["status"]), case["reason"]
    assert conversion.code == case.get("code", conversion.code), case["reason"]
