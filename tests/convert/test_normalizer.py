"""The facade, over a network that is told what to answer and over a real one that knows nothing."""

import copy
import datetime
import itertools
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

import numpy as np
import pytest

from datenorm import ConfigError, InputError, Normalizer, Policy, Reckoning
from datenorm.convert.normalizer import WINDOW
from datenorm.text import MAX_LENGTH

READINGS = {
    "23 april, 1564": {"1564-04-23": 0.98, "∅": 0.02},
    "03/04/2005": {"2005-03-04": 0.55, "2005-04-03": 0.44},
    "20/07/69": {"XX69-07-20": 0.97, "∅": 0.03},
    "20 july": {"XXXX-07-20": 1.0},
    "44 bc": {"-0043": 1.0},
    "1914-15": {"1914/1915": 0.95, "1914-15": 0.05},
    "monday 20 july 1969": {"1969-07-20①": 0.9, "∅": 0.1},
    "sunday 03/04/2005": {"2005-04-03⑦": 0.5, "2005-03-04⑦": 0.45},
    "july 1969": {"1969-07": 0.45, "1969-07-19": 0.44, "∅": 0.11},
    "smudge": {"1964-04-23": 0.45, "1984-04-23": 0.3, "∅": 0.25},
}
HINTED = {
    ("03/04/2005", "DMY"): {"2005-04-03": 0.99, "2005-03-04": 0.01},
    ("sunday 03/04/2005", "MDY"): {"2005-03-04⑦": 0.5, "2005-04-03⑦": 0.45},
}


@pytest.fixture
def normalizer(scripted_normalizer):
    return scripted_normalizer(READINGS, hinted=HINTED)


def test_a_date_is_converted(normalizer):
    conversion = normalizer.convert("23 April, 1564")
    assert conversion.source == "23 April, 1564"
    assert (conversion.value, conversion.status, conversion.reason) == ("1564-04-23", "converted", "")
    assert conversion.confidence == pytest.approx(0.98, abs=1e-6)
    assert conversion.date == datetime.date(1564, 4, 23)
    assert conversion.alternatives == ()
    assert conversion.attention is None


def test_a_conversion_is_pickled_and_copied_whole(normalizer):
    conversion = normalizer.convert("sunday 03/04/2005", alternatives=2)
    for other in (pickle.loads(pickle.dumps(conversion)), copy.copy(conversion), copy.deepcopy(conversion)):
        assert type(other) is type(conversion)
        assert asdict(other) == asdict(conversion)


def test_ambiguous_dates_have_no_value_unless_the_user_wants_the_best(normalizer):
    blank = normalizer.convert("03/04/2005")
    assert (blank.value, blank.date, blank.status) == (None, None, "ambiguous")
    assert [reading.value for reading in blank.alternatives] == ["2005-03-04", "2005-04-03"]
    assert blank.code == "ambiguous-order" and "--" not in blank.reason
    best = normalizer.convert("03/04/2005", policy=Policy(on_ambiguous="best"))
    assert (best.value, best.status) == ("2005-03-04", "ambiguous")


@pytest.mark.parametrize("hint", [{"locale": "en-GB"}, {"order": "dmy"}, {"locale": "en", "order": "DMY"}])
def test_a_locale_or_an_order_settles_an_ambiguity(normalizer, hint):
    assert normalizer.convert("03/04/2005", **hint).value == "2005-04-03"


def test_centuries_and_years_are_reckoned_and_marked(normalizer):
    default = normalizer.convert("20/07/69")
    assert (default.value, default.written, default.century_inferred) == ("1969-07-20", "XX69-07-20", True)
    assert normalizer.convert("20/07/69", policy=Policy(reckoning=Reckoning(pivot=70))).value == "2069-07-20"
    assert normalizer.convert("20 July").value == "XXXX-07-20"
    filled = Policy(reckoning=Reckoning(reference_date=datetime.date(1969, 7, 16)))
    completed = normalizer.convert("20 July", policy=filled)
    assert (completed.value, completed.year_inferred) == ("1969-07-20", True)


def test_a_reference_date_may_be_given_for_one_text_or_each(normalizer):
    assert normalizer.convert("20 July", reference_date=datetime.date(1969, 7, 16)).value == "1969-07-20"
    policy = Policy(reckoning=Reckoning(reference_date=datetime.date(1999, 12, 31), prefer="past"))
    dates = [datetime.date(1969, 7, 16), None, datetime.datetime(2000, 8, 1, 12, 0)]
    conversions = normalizer.convert_many(["20 July"] * 3, reference_date=dates, policy=policy)
    assert [conversion.value for conversion in conversions] == ["1968-07-20", "1999-07-20", "2000-07-20"]


def test_a_weekday_conflict_is_marked_and_keeps_the_value(normalizer):
    conversion = normalizer.convert("Monday 20 July 1969")
    assert (conversion.value, conversion.status, conversion.weekday_conflict) == (
        "1969-07-20",
        "converted",
        True,
    )
    assert conversion.confidence == pytest.approx(0.512, abs=1e-3)
    assert "Monday is not the weekday" in conversion.reason
    assert not normalizer.convert("23 April, 1564").weekday_conflict


def test_a_weekday_settles_the_order_but_not_against_one_given_outright(normalizer):
    settled = normalizer.convert("Sunday 03/04/2005", locale="fr")
    assert (settled.value, settled.weekday_conflict) == ("2005-04-03", False)
    given = normalizer.convert("Sunday 03/04/2005", order="MDY", policy=Policy(min_confidence=0.4))
    assert (given.value, given.weekday_conflict) == ("2005-03-04", True)


def test_whole_days_or_years_can_be_asked_for(normalizer):
    assert normalizer.convert("July 1969").status == "doubtful"
    assert normalizer.convert("July 1969", policy=Policy(precision="day")).value == "1969-07-19"
    year = normalizer.convert("July 1969", policy=Policy(precision="year"))
    assert (year.value, year.date) == ("1969", None)
    assert normalizer.convert("44 BC", policy=Policy(precision="month")).status == "no-date"


def test_the_span_is_given_when_asked_for_and_without_attention(normalizer):
    plain, asked = normalizer.convert("23 April, 1564"), normalizer.convert("23 April, 1564", span=True)
    assert plain.span is None
    assert asked.span is not None and asked.attention is None
    assert normalizer.convert("hello world", span=True).span is None


def test_a_risk_is_brought_to_the_confidence_that_keeps_it(normalizer):
    curve = ((0.0, 1.0, 0.2), (0.5, 0.9, 0.01))
    bundle = normalizer.bundle
    manifest = replace(bundle.manifest, calibration=replace(bundle.manifest.calibration, threshold=0.9))
    knowing = replace(manifest, calibration=replace(manifest.calibration, risk_coverage=curve, pairs=1000))
    careful = Normalizer(replace(bundle, manifest=knowing), normalizer.runtime)
    assert careful.convert("smudge").status == "doubtful"
    assert careful.convert("smudge", policy=Policy(max_risk=0.2)).value == "1964-04-23"
    assert careful.convert("smudge", policy=Policy(max_risk=0.01)).status == "doubtful"
    with pytest.raises(ConfigError, match="no confidence keeps"):
        careful.convert("smudge", policy=Policy(max_risk=0.005))


def test_a_value_that_is_no_calendar_day_has_no_date(normalizer):
    assert normalizer.convert("44 BC").value == "-0043"
    assert normalizer.convert("44 BC").date is None


def test_a_doubtful_date_is_refused_and_shown(normalizer):
    conversion = normalizer.convert("smudge", alternatives=2)
    assert (conversion.value, conversion.status) == (None, "doubtful")
    assert [reading.value for reading in conversion.alternatives] == ["1964-04-23", "1984-04-23", None]
    assert normalizer.convert("smudge", policy=Policy(min_confidence=0.3)).value == "1964-04-23"


def test_a_text_without_a_date_is_refused(normalizer):
    conversion = normalizer.convert("hello world")
    assert (conversion.value, conversion.status, conversion.written) == (None, "no-date", "∅")


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("", "no-date", "empty"),
        (" \t\n\u00a0", "no-date", "empty"),
        ("\0\0", "unreadable", "control characters"),
        ("x" * (MAX_LENGTH + 1), "unreadable", f"{MAX_LENGTH + 1} characters"),
        ("x" * 100_000, "unreadable", "100000 characters"),
        ("\udcff1969", "unreadable", "not valid text"),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(normalizer, text, status, reason):
    conversion = normalizer.convert(text, attention=True)
    assert (conversion.value, conversion.status) == (None, status)
    assert reason in conversion.reason


def test_attention_lies_over_the_characters_of_the_source(normalizer):
    # The scripted network writes y_i looking at canonical character i. "２３" and capitals keep their places,
    # the mark before the text and the doubled space are not read at all.
    source = "\u200e２３  APRIL, 1564"
    conversion = normalizer.convert(source, attention=True)
    assert conversion.value == "1564-04-23"
    assert conversion.attention.shape == (len("1564") + 2, len(source))
    assert conversion.attention.sum(axis=1) == pytest.approx(1)
    assert conversion.attention.argmax(axis=1).tolist() == [1, 2, 3, 5, 6, 7]
    assert conversion.attention[:, [0, 4]].sum() == 0


def test_characters_of_one_origin_add_up_their_attention(scripted_normalizer):
    conversion = scripted_normalizer({"1st": {"2001": 1.0}}).convert("1ﬆ", attention=True)  # one sign for st
    assert conversion.attention.tolist() == [[1, 0], [0, 1], [0, 1], [1, 0]]


def test_many_answers_come_in_order_each_once(normalizer):
    texts = ["20/07/69", "", "23 April, 1564", "hello world", "20/07/69", "x" * 300]
    conversions = list(normalizer.convert_many(texts))
    assert [conversion.source for conversion in conversions] == texts
    assert conversions == [normalizer.convert(text) for text in texts]


def test_a_reference_date_is_no_string(normalizer):
    with pytest.raises(ConfigError, match="`reference_date` must be a datetime"):
        normalizer.convert_many(["2 days ago"] * 10, reference_date="2024-05-14")


def test_each_text_may_have_its_own_hints(normalizer):
    conversions = normalizer.convert_many(
        ["03/04/2005"] * 4, locale=["en-GB", None, "en", ""], order=iter([None, "DMY", "DMY", None])
    )
    assert [conversion.value for conversion in conversions] == ["2005-04-03"] * 3 + [None]


@pytest.mark.parametrize("orders", [["DMY"], ["DMY"] * 3, []])
def test_as_many_hints_as_texts(normalizer, orders):
    with pytest.raises(InputError, match=r"locales?, orders? or"):
        list(normalizer.convert_many(["1", "2"], order=orders))


def test_texts_are_taken_a_window_at_a_time(normalizer):
    taken = itertools.count()
    endless = (f"{next(taken) % 7} x" for _ in itertools.count())
    conversions = normalizer.convert_many(endless)
    assert next(conversions).source == "0 x"
    assert next(taken) <= WINDOW + 1


@pytest.mark.parametrize("texts", [[None], [3], [b"1969"], [["1969"]]])
def test_what_is_no_text_is_an_error_that_shows_it(normalizer, texts):
    with pytest.raises(InputError, match="a text is a string"):
        list(normalizer.convert_many(texts))
    with pytest.raises(InputError, match="a text is a string"):
        normalizer.convert(texts[0])


def test_one_string_is_not_many_texts(normalizer):
    with pytest.raises(InputError, match="not one string"):
        normalizer.convert_many("1969")


@pytest.mark.parametrize(
    "wrong", [{"locale": "english"}, {"order": "DYM"}, {"alternatives": -1}, {"alternatives": 1000}]
)
def test_a_wrong_option_is_an_error_at_once(normalizer, wrong):
    with pytest.raises(ConfigError):
        normalizer.convert("1969", **wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"on_ambiguous": "fail"},
        {"min_confidence": 2},
        {"max_risk": -1},
        {"max_risk": 0.01, "min_confidence": 0.5},
        {"precision": "hour"},
    ],
)
def test_a_wrong_policy_is_an_error_at_once(wrong):
    with pytest.raises(ConfigError):
        Policy(**wrong)


TEXTS = ["20 juillet 1969", "3.4.05", "été", "年月日", "1969", "x", "23 april, 1564", "a b c d", "12/12/12"]


def test_an_answer_does_not_depend_on_its_batch(tiny_normalizer):
    generator = np.random.default_rng(7)
    alone = {text: tiny_normalizer.convert(text, alternatives=2) for text in TEXTS}
    for _ in range(5):
        texts = generator.choice(TEXTS, size=generator.integers(2, 40)).tolist()
        assert list(tiny_normalizer.convert_many(texts, alternatives=2)) == [alone[text] for text in texts]


def test_threads_may_share_a_normalizer(tiny_normalizer):
    expected = list(tiny_normalizer.convert_many(TEXTS * 3))
    with ThreadPoolExecutor(4) as pool:
        runs = pool.map(lambda _: list(tiny_normalizer.convert_many(TEXTS * 3)), range(8))
        assert all(run == expected for run in runs)


def test_loading_names_a_bundle_that_is_not_there(tmp_path):
    with pytest.raises(Exception, match="no model bundle"):
        Normalizer.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "value"),
    [("23 April, 1564", "1564-04-23"), ("July 20th 1969", "1969-07-20"), ("hello world", None)],
)
def test_the_bundled_model_reads_the_examples_of_the_readme(bundled_normalizer, text, value):
    assert bundled_normalizer.convert(text).value == value
