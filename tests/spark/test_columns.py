"""Columns of Spark: what convert_many says, on whichever worker."""

import pytest

from datenorm import ConfigError, InputError, Policy
from datenorm.convert.record import as_fields
from datenorm.errors import BundleNotFound
from datenorm.spark import convert_column

pytestmark = pytest.mark.filterwarnings(
    "ignore:PySpark does not yet fully support pandas:FutureWarning",
    "ignore:unclosed:ResourceWarning",  # the sockets on which Spark hands over its rows
)

TEXTS = [
    "20 July 1969",
    None,
    "le 20 juillet 1969",
    "hello world",
    "03/04/2005",
    "",
    "c. 1850",
    "1969年7月20日",
]


STRICT = Policy(min_confidence=1)  # the model that knows nothing is never sure


def frame_of(spark, texts):
    return spark.createDataFrame(list(enumerate(texts)), "id int, born string")


def expected(normalizer, texts, **known):
    """What a new column holds: nothing for null, else the answer of convert_many."""
    answers = iter(normalizer.convert_many([text for text in texts if text is not None], **known))
    return [None if text is None else tuple(as_fields(next(answers))) for text in texts]


def said(frame, name="born_iso"):
    rows = sorted(frame.select("id", name).collect())
    return [None if row[1] is None else tuple(row[1]) for row in rows]


def test_the_answers_are_those_of_convert_many(spark, bundled_normalizer):
    texts = TEXTS * 20
    frame = frame_of(spark, texts).repartition(3)
    converted = convert_column(frame, "born")
    assert said(converted) == expected(bundled_normalizer, texts)
    assert converted.columns == ["id", "born", "born_iso"]
    struct = converted.schema["born_iso"].dataType
    assert struct.simpleString() == (
        "struct<value:string,status:string,code:string,confidence:double,first:string,last:string,datetime:string>"
    )


def test_what_is_known_and_wanted_reaches_the_workers(spark, bundled_normalizer):
    policy = Policy(precision="month")
    converted = convert_column(frame_of(spark, TEXTS), "born", locale="en-GB", policy=policy)
    assert said(converted) == expected(bundled_normalizer, TEXTS, locale="en-GB", policy=policy)
    ordered = convert_column(frame_of(spark, ["03/04/2005"]), "born", order="MDY")
    assert said(ordered)[0][0] == "2005-03-04"


VALUES = ["1914-03", "XXXX-07-20", "2014-04-26T17:24:37-07:00", "no date here", None, "../1945"]


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("edtf", ["1914-03", "XXXX-07-20", "2014-04-26", None, None, "../1945"]),
        ("iso", ["1914-03", "--07-20", "2014-04-26", None, None, "../1945-12-31"]),
        ("datetime", ["1914-03", "XXXX-07-20", "2014-04-26T17:24:37-07:00", None, None, "../1945"]),
    ],
)
def test_values_are_written_in_a_form(spark, tiny_bundle, form, wanted):
    converted = convert_column(frame_of(spark, VALUES), "born", form=form, model=tiny_bundle, policy=STRICT)
    assert [one and one[0] for one in said(converted)] == wanted


def test_the_days_and_the_time_of_a_value_are_beside_it(spark, tiny_bundle):
    converted = convert_column(frame_of(spark, VALUES), "born", model=tiny_bundle, policy=STRICT)
    assert [one and (one[0], *one[4:]) for one in said(converted)] == [
        ("1914-03", "1914-03-01", "1914-03-31", None),
        ("XXXX-07-20", None, None, None),
        ("2014-04-26", "2014-04-26", "2014-04-26", "2014-04-26T17:24:37-07:00"),
        (None, None, None, None),
        None,
        ("../1945", None, "1945-12-31", None),
    ]


def test_invalid_utf8_is_unreadable_and_has_no_days(spark, tiny_bundle):
    frame = spark.sql("SELECT 0 AS id, CAST(x'ff41' AS string) AS born")
    answer = said(convert_column(frame, "born", form="interval", model=tiny_bundle))[0]
    assert answer[:2] == (None, "unreadable") and answer[4:] == (None, None, None)


def test_an_offset_that_is_needed_and_open_makes_a_text_ambiguous(spark, bundled_normalizer):
    frame = frame_of(spark, ["12 May 2021 2:30 pm IST"])
    assert said(convert_column(frame, "born", form="ixdtf"))[0][1] == "ambiguous"


def test_the_column_can_say_its_order(spark, bundled_normalizer):
    frame = frame_of(spark, ["03/04/2005", "23/04/2005", None])
    values = said(convert_column(frame, "born", order="infer"))
    assert [one and one[0] for one in values] == ["2005-04-03", "2005-04-23", None]


def test_a_model_of_ones_own_travels_with_the_job(spark, tiny_bundle, tiny_normalizer, tmp_path):
    here = tmp_path / "model"
    here.mkdir()
    for file in tiny_bundle.iterdir():
        (here / file.name).write_bytes(file.read_bytes())
    converted = convert_column(frame_of(spark, TEXTS), "born", model=here)
    for file in here.iterdir():  # before a worker has asked for it
        file.unlink()
    assert said(converted) == expected(tiny_normalizer, TEXTS)


def test_two_models_in_one_job_are_kept_apart(spark, tiny_bundle, tiny_normalizer, bundled_normalizer):
    frame = convert_column(frame_of(spark, TEXTS), "born", model=tiny_bundle, new_column="tiny")
    frame = convert_column(frame, "born")
    assert said(frame, "tiny") == expected(tiny_normalizer, TEXTS)
    assert said(frame) == expected(bundled_normalizer, TEXTS)


def test_a_text_that_is_none_costs_only_its_row(spark, bundled_normalizer):
    frame = spark.sql("SELECT 0 AS id, CAST(x'ff41' AS string) AS born UNION SELECT 1, '20 July 1969'")
    broken = bundled_normalizer.convert("\udcffA")
    values = said(convert_column(frame, "born"))
    assert values[0] == tuple(as_fields(broken))
    assert values[1][0] == "1969-07-20"


def test_numbers_and_days_are_read_as_they_are_written(spark, bundled_normalizer):
    frame = spark.sql("SELECT 0 AS id, 1969 AS year, DATE'1969-07-20' AS `a.day`")
    frame = convert_column(convert_column(frame, "year"), "a.day")
    assert said(frame, "year_iso")[0][0] == "1969"
    assert said(frame, "`a.day_iso`")[0][0] == "1969-07-20"


def test_an_empty_frame_stays_one(spark, bundled_normalizer):
    converted = convert_column(frame_of(spark, []), "born")
    assert converted.collect() == [] and "born_iso" in converted.columns


def test_what_cannot_be_done_is_said_before_anything_runs(spark, bundled_normalizer, tmp_path):
    frame = frame_of(spark, TEXTS)
    with pytest.raises(ConfigError, match="no column is named 'bron'"):
        convert_column(frame, "bron")
    with pytest.raises(ConfigError, match="matches 2 columns"):
        convert_column(frame, "/./")
    with pytest.raises(ConfigError, match="already"):
        convert_column(frame, "born", new_column="ID")
    with pytest.raises(ConfigError, match="unknown order"):
        convert_column(frame, "born", order="DYM")
    with pytest.raises(ConfigError, match="form must be one of edtf, iso,"):
        convert_column(frame, "born", form="json")
    with pytest.raises(ConfigError, match="not a locale"):
        convert_column(frame, "born", locale="??")
    with pytest.raises(BundleNotFound):
        convert_column(frame, "born", model=tmp_path)
    with pytest.raises(InputError, match="contains array<int>, not texts"):
        convert_column(spark.sql("SELECT array(1) AS born"), "born")
