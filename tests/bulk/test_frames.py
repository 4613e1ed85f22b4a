"""Columns of data frames: the same kind out, with the same name and index."""

import math

import pytest

from datenorm import ConfigError, InputError, Policy, convert_series, to_frame
from datenorm.convert.record import AnswerFields, as_fields

pytest.importorskip("narwhals")

TEXTS = ["20 July 1969", None, "20 July 1969", "hello world", "03/04/2005"]
READINGS = {
    "20 july 1969": {"1969-07-20": 1.0},
    "03/04/2005": {"2005-03-04": 0.5, "2005-04-03": 0.5},
}
BY_HINT = {("03/04/2005", "DMY"): {"2005-04-03": 1.0}}


@pytest.fixture
def normalizer(scripted_normalizer):
    return scripted_normalizer(READINGS, hinted=BY_HINT)


def plain(values):
    """A column as a list, whatever its nulls are."""
    return [None if isinstance(one, float) and math.isnan(one) else one for one in values]


def test_a_pandas_series_keeps_its_name_and_index(normalizer):
    pandas = pytest.importorskip("pandas")
    series = pandas.Series(TEXTS, index=[5, 7, 7, 9, 11], name="born")
    converted = convert_series(series, normalizer=normalizer)
    assert plain(converted.tolist()) == ["1969-07-20", None, "1969-07-20", None, None]
    assert converted.index.equals(series.index) and converted.name == "born"


@pytest.mark.parametrize("kind", ["object", "string", "category"])
def test_pandas_texts_of_every_kind_are_read(normalizer, kind):
    pandas = pytest.importorskip("pandas")
    series = pandas.Series(TEXTS, dtype=kind)
    assert plain(convert_series(series, normalizer=normalizer).tolist())[:2] == ["1969-07-20", None]


def test_pandas_missing_values_of_every_kind_stay_missing(normalizer):
    pandas = pytest.importorskip("pandas")
    series = pandas.Series([None, float("nan"), pandas.NA, pandas.NaT, "20 July 1969"], dtype="object")
    assert convert_series(series, normalizer=normalizer).isna().tolist() == [True, True, True, True, False]


def test_a_polars_series_keeps_its_name(normalizer):
    polars = pytest.importorskip("polars")
    converted = convert_series(polars.Series("born", TEXTS), normalizer=normalizer)
    assert isinstance(converted, polars.Series) and converted.name == "born"
    assert converted.to_list() == ["1969-07-20", None, "1969-07-20", None, None]


def test_pyarrow_arrays_stay_what_they_are(normalizer):
    pyarrow = pytest.importorskip("pyarrow")
    chunked = convert_series(pyarrow.chunked_array([TEXTS[:2], TEXTS[2:]]), normalizer=normalizer)
    assert isinstance(chunked, pyarrow.ChunkedArray)
    array = convert_series(pyarrow.array(TEXTS), normalizer=normalizer)
    assert isinstance(array, pyarrow.Array)
    assert chunked.to_pylist() == array.to_pylist() == ["1969-07-20", None, "1969-07-20", None, None]


def test_hints_count_and_refused_texts_can_be_kept(normalizer):
    polars = pytest.importorskip("polars")
    converted = convert_series(polars.Series(TEXTS), order="DMY", on_error="keep", normalizer=normalizer)
    assert converted.to_list() == ["1969-07-20", None, "1969-07-20", "hello world", "2005-04-03"]


def test_the_column_can_say_its_order(bundled_normalizer):
    polars = pytest.importorskip("polars")
    series = polars.Series(["03/04/2005", "23/04/2005", None])
    assert convert_series(series, normalizer=bundled_normalizer).to_list()[0] is None
    converted = convert_series(series, order="infer", normalizer=bundled_normalizer)
    assert converted.to_list() == ["2005-04-03", "2005-04-23", None]


def test_an_empty_column_stays_one(normalizer):
    polars = pytest.importorskip("polars")
    converted = convert_series(polars.Series("born", [], dtype=polars.String), normalizer=normalizer)
    assert converted.to_list() == [] and converted.dtype == polars.String


def test_what_is_no_column_of_texts_is_an_error(normalizer):
    polars = pytest.importorskip("polars")
    with pytest.raises(InputError, match="not list"):
        convert_series(["20 July 1969"], normalizer=normalizer)
    with pytest.raises(InputError, match="not DataFrame"):
        convert_series(polars.DataFrame({"a": ["x"]}), normalizer=normalizer)
    with pytest.raises(InputError, match="a text is a string, not int"):
        convert_series(polars.Series([1969]), normalizer=normalizer)
    with pytest.raises(ConfigError, match="on_error"):
        convert_series(polars.Series(["x"]), on_error="raise", normalizer=normalizer)


def test_it_is_a_function_of_duckdb_over_whole_vectors(normalizer):
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    vectors = []  # how long they were

    def iso(texts):
        vectors.append(len(texts))
        return convert_series(texts, order="DMY", normalizer=normalizer)

    with duckdb.connect() as connection:
        connection.create_function("iso", iso, ["VARCHAR"], "VARCHAR", type="arrow", null_handling="special")
        connection.execute("CREATE TABLE people AS SELECT unnest(?) AS born", [TEXTS * 1000])
        rows = connection.sql("SELECT born, iso(born) FROM people").fetchall()
    expected = ["1969-07-20", None, "1969-07-20", None, "2005-04-03"]
    assert rows == list(zip(TEXTS * 1000, expected * 1000, strict=True))
    assert len(vectors) < len(rows) / 100


def test_duckdb_gets_the_fields_of_a_frame_as_a_struct_as_spark_does(normalizer):
    duckdb = pytest.importorskip("duckdb")
    pyarrow = pytest.importorskip("pyarrow")

    def answer(texts):
        return pyarrow.chunked_array(to_frame(texts, normalizer=normalizer).to_struct_array())

    kinds = {name: "DOUBLE" if name == "confidence" else "VARCHAR" for name in AnswerFields._fields}
    struct = ", ".join(f"{name} {kind}" for name, kind in kinds.items())
    with duckdb.connect() as connection:
        connection.create_function(
            "answer", answer, ["VARCHAR"], f"STRUCT({struct})", type="arrow", null_handling="special"
        )
        connection.execute("CREATE TABLE people AS SELECT unnest(?) AS born", [TEXTS])
        rows = [row for (row,) in connection.sql("SELECT answer(born) FROM people").fetchall()]
    expected = [as_fields(normalizer.convert(text))._asdict() for text in TEXTS if text is not None]
    assert [row for row in rows if row["status"] is not None] == expected
    assert set(rows[1].values()) == {None}
    assert rows[0]["last"] == "1969-07-20"


NUMBERS = {"pandas": ("Series", "tolist"), "polars": ("Series", "to_list"), "pyarrow": ("array", "to_pylist")}


@pytest.mark.parametrize("library", NUMBERS)
def test_columns_of_numbers_that_count_are_read(normalizer, library):
    make, to_list = NUMBERS[library]
    column = getattr(pytest.importorskip(library), make)([41755.0, 41755.5, None])
    serial = Policy(excel_serial=True)
    found = convert_series(column, policy=serial, form="datetime", order="infer", normalizer=normalizer)
    assert plain(getattr(found, to_list)()) == ["2014-04-26", "2014-04-26T12:00", None]
    with pytest.raises(InputError, match="a text is a string"):
        convert_series(column, normalizer=normalizer)


def test_values_are_written_in_the_form_asked_for(normalizer):
    pandas = pytest.importorskip("pandas")
    series = pandas.Series(["2021-05-12T14:30", "1850~", None])
    policy = Policy(zone="Europe/Paris")
    forms = {
        form: plain(convert_series(series, form=form, policy=policy, normalizer=normalizer).tolist())
        for form in ("edtf", "iso", "datetime", "ixdtf")
    }
    assert forms == {
        "edtf": ["2021-05-12", "1850~", None],
        "iso": ["2021-05-12", "1845-01-01/1855-12-31", None],
        "datetime": ["2021-05-12T14:30+02:00", "1850~", None],
        "ixdtf": ["2021-05-12T14:30+02:00[Europe/Paris]", "1850~", None],
    }
    with pytest.raises(ConfigError, match="form"):
        convert_series(series, form="interval", normalizer=normalizer)


FIELDS = ["value", "status", "code", "confidence", "first", "last", "datetime"]


def test_a_polars_frame_says_all_of_each_text(normalizer):
    polars = pytest.importorskip("polars")
    frame = to_frame(polars.Series("born", TEXTS), normalizer=normalizer)
    assert isinstance(frame, polars.DataFrame) and frame.columns == FIELDS
    sure, null, _, none, open_order = frame.rows()
    assert sure[:3] == ("1969-07-20", "converted", None) and sure[3] > 0.9
    assert sure[4:] == ("1969-07-20", "1969-07-20", None)
    assert null == (None,) * 7
    assert none[:3] == (None, "no-date", "no-date")
    assert open_order[:3] == (None, "ambiguous", "ambiguous-order")


def test_a_pandas_frame_keeps_the_index(normalizer):
    pandas = pytest.importorskip("pandas")
    series = pandas.Series(TEXTS, index=[5, 7, 7, 9, 11])
    frame = to_frame(series, order="DMY", normalizer=normalizer)
    assert isinstance(frame, pandas.DataFrame) and list(frame.columns) == FIELDS
    assert frame.index.equals(series.index)
    assert plain(frame["value"].tolist())[-1] == "2005-04-03"


def test_a_pyarrow_table_has_the_same_columns(normalizer):
    pyarrow = pytest.importorskip("pyarrow")
    table = to_frame(pyarrow.array(TEXTS), normalizer=normalizer)
    assert isinstance(table, pyarrow.Table) and table.column_names == FIELDS
    assert table["status"].to_pylist()[:3] == ["converted", None, "converted"]


def test_the_value_of_a_frame_can_have_its_time(normalizer):
    polars = pytest.importorskip("polars")
    series = polars.Series(["2014-04-26T17:24:37-07:00", "1914-03"])
    frame = to_frame(series, form="datetime", normalizer=normalizer)
    assert frame["value"].to_list() == ["2014-04-26T17:24:37-07:00", "1914-03"]
    assert frame["first"].to_list() == ["2014-04-26", "1914-03-01"]


def test_a_frame_of_an_empty_column_has_its_columns(normalizer):
    polars = pytest.importorskip("polars")
    frame = to_frame(polars.Series([], dtype=polars.String), normalizer=normalizer)
    assert frame.columns == FIELDS and frame.is_empty()
    assert frame.schema["confidence"] == polars.Float64


def test_a_frame_in_an_unknown_form_is_refused(normalizer):
    polars = pytest.importorskip("polars")
    with pytest.raises(ConfigError, match="form"):
        to_frame(polars.Series(TEXTS), form="interval", normalizer=normalizer)
