"""--excel-serial, --epoch, --rejects and --exit-zero, with numbers that the network is not asked for."""

import pytest


@pytest.fixture
def convert(invoke, tiny_bundle):
    def call(*arguments, **options):
        return invoke("convert", "--model", tiny_bundle, *arguments, **options)

    return call


def test_lines_of_serial_days_and_of_unix_times(convert):
    result = convert("--excel-serial", "--output", "datetime", "-", input=b"41755\n41755.5\n1\n")
    assert (result.exit_code, result.stdout) == (0, "2014-04-26\n2014-04-26T12:00\n1900-01-01\n")
    result = convert("--epoch", "ms", "--output", "interval", "1398529477123")
    assert result.stdout == "2014-04-26\t2014-04-26\n"


def test_a_unix_time_in_ixdtf_names_the_zone_that_was_given(convert):
    options = ("--epoch", "s", "--zone", "Europe/Paris", "--output")
    assert convert(*options, "ixdtf", "1398529477").stdout == "2014-04-26T18:24:37+02:00[Europe/Paris]\n"
    assert convert(*options, "datetime", "1398529477").stdout == "2014-04-26T18:24:37+02:00\n"
    assert convert("--epoch", "s", "--output", "ixdtf", "1398529477").stdout == "2014-04-26T16:24:37Z\n"
    said = convert(*options, "ixdtf", "2014-04-26T18:24:37+05:00")
    assert said.stdout == "2014-04-26T18:24:37+05:00\n", "the zone is for numbers"


def test_they_cannot_be_combined(convert):
    result = convert("--excel-serial", "--epoch", "s", "1")
    assert result.exit_code == 2
    assert "--excel-serial cannot be combined with --epoch" in result.stderr


def test_exit_zero_hides_refusals_from_scripts_and_nothing_else(convert):
    refused = ["--excel-serial", "60"]
    assert convert(*refused).exit_code == 1
    result = convert("--exit-zero", *refused)
    assert (result.exit_code, result.stdout) == (0, "\n")
    assert "there is no such day: 1900-02-29" in result.stderr
    assert convert("--exit-zero", "--order", "none", "1").exit_code == 2


@pytest.fixture
def table(invoke, tiny_bundle, tmp_path):
    def call(text, *options):
        path = tmp_path / "in.csv"
        path.write_text(text)
        return invoke("table", path, "--model", tiny_bundle, "--workers", "1", "--quiet", *options)

    return call


def test_a_column_of_numbers_needs_no_header(table):
    result = table("1,41755\n2,60\n3,\n", "-c", "2", "--excel-serial", "--status")
    assert result.exit_code == 1
    assert result.stdout == "1,41755,2014-04-26,converted\n2,60,,no-date\n3,,,\n"


def test_rows_that_were_refused_go_to_a_file_of_their_own(table, tmp_path):
    rejects = tmp_path / "open.csv"
    options = ("-c", "seen", "--excel-serial", "--rejects", rejects, "--exit-zero")
    result = table("n,seen\n1,41755\n2,60\n", *options)
    assert (result.exit_code, result.stdout) == (0, "n,seen,seen_iso\n1,41755,2014-04-26\n2,60,\n")
    assert rejects.read_text() == "n,seen,seen_reason\n2,60,there is no such day: 1900-02-29\n"
    result = table("n,seen\n1,41755\n", "-c", "seen", "--rejects", tmp_path / "in.csv")
    assert result.exit_code == 2 and "give --rejects another file" in result.stderr
