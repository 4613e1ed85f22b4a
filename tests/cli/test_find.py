"""`datenorm find`, with the bundled network and a head fitted to a few English sentences."""

import gzip
import json
import re
import sys

import pytest

from datenorm.finding.finder import Finder

TEXT = "He came on 5 May 2012.\nShe left on 03/04/2005, and on June 3, 1850 they met.\n"
DATES = [("5 May 2012", "2012-05-05"), ("03/04/2005", ""), ("June 3, 1850", "1850-06-03")]


@pytest.fixture
def find(invoke, finding_bundle):
    """Call `datenorm find` with one worker."""

    def call(*arguments, input=b"", workers=1):
        return invoke("find", "--model", finding_bundle, "--workers", workers, *arguments, input=input)

    return call


def columns(result):
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_each_date_is_a_line_with_its_place_value_and_text(find, tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(TEXT)
    result = find(path)
    assert result.exit_code == 0
    assert columns(result) == [
        [f"{path}:1:11-21", "2012-05-05", "5 May 2012"],
        [f"{path}:2:12-22", "", "03/04/2005"],
        [f"{path}:2:31-43", "1850-06-03", "June 3, 1850"],
    ]
    assert result.stderr == "3 dates, 1 without a value: 1 ambiguous (--order settles it)\n"
    assert find("--quiet", "--order", "DMY", path).stderr == ""


def test_standard_input_is_a_text(find):
    first = find("-", input=TEXT.encode())
    assert first.stdout.startswith("-:1:11-21\t2012-05-05\t5 May 2012\n")
    assert find(input=TEXT.encode()).stdout == first.stdout
    assert find(input=b"").stdout == "" and find(input=b"").exit_code == 0


def test_hints_and_the_day_of_the_document_are_heeded(find):
    text = b"On 03/04/2005 he wrote; yesterday he came."
    assert [row[1] for row in columns(find(input=text))] == ["", ""]
    given = find("--locale", "en", "--order", "dmy", "--document-date", "2012-05-05", input=text)
    assert [row[1] for row in columns(given)] == ["2005-04-03", "2012-05-04"]
    assert "--document-date settles it" in find(input=text).stderr


def test_output_forms_are_those_of_convert(find):
    rows = columns(find("--output", "interval", input=b"in a letter of 5 May 2012 he went home"))
    assert rows == [["-:1:15-25", "2012-05-05", "2012-05-05", "5 May 2012"]]


def test_json_lines_are_what_python_gives(find, finding_bundle, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    records = [json.loads(line) for line in find("--jsonl", path).stdout.splitlines()]
    found = Finder.load(finding_bundle).find(TEXT)
    assert [(one["start"], one["end"], one["text"], one["value"]) for one in records] == [
        (one.start, one.end, one.text, one.value) for one in found
    ]
    assert [one["status"] for one in records] == [one.conversion.status for one in found]
    assert [(one["file"], one["line"], one["column"]) for one in records] == [
        (str(path), 1, 11),
        (str(path), 2, 12),
        (str(path), 2, 31),
    ]


def test_several_files_are_read_in_order_also_with_workers(find, tmp_path):
    paths = [tmp_path / f"{number}.txt" for number in range(5)]
    for number, path in enumerate(paths):
        path.write_text(f"It was on {number + 1} May 2012 that he went home.\n" * 3)
    (tmp_path / "empty.txt").write_text("")
    result = find(*paths, tmp_path / "empty.txt", workers=2)
    places = [f"{path}:{line}" for path in paths for line in (1, 2, 3)]
    assert [row[0].rpartition(":")[0] for row in columns(result)] == places


def test_a_file_that_cannot_be_read_is_reported_and_the_others_are_read(find, tmp_path):
    good = tmp_path / "good.txt"
    good.write_text(TEXT)
    (tmp_path / "binary").write_bytes(b"\x7fELF\0\0\0 5 May 2012")
    (tmp_path / "damaged.gz").write_bytes(gzip.compress(b"5 May 2012 " * 99)[:-20])
    result = find(tmp_path / "none.txt", tmp_path / "binary", tmp_path, tmp_path / "damaged.gz", good)
    assert result.exit_code == 1
    assert [row[2] for row in columns(result)][-3:] == [text for text, _ in DATES]
    assert f"{tmp_path / 'none.txt'}: No such file or directory" in result.stderr
    assert f"{tmp_path / 'binary'}: the file is binary, not text" in result.stderr
    assert f"{tmp_path}: Is a directory" in result.stderr
    assert "damaged" in result.stderr and "Traceback" not in result.stderr


def test_compressed_files_are_read(find, tmp_path):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    assert [row[1:] for row in columns(find(path))] == [[value, text] for text, value in DATES]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("cp1252", b""), ("utf-8", b"")],
)
@pytest.mark.parametrize("markup", ["html", "tei", "brackets"])
def test_a_marked_file_without_its_tags_is_the_file(find, tmp_path, encoding, mark, markup):
    text = "Café: <b>on</b> 5 May 2012\r\nand on <a href='5 May 2012'>June 3, 1850</a>\r\n"
    path = tmp_path / "a.txt"
    content = mark + text.encode(encoding)
    path.write_bytes(content)
    result = find("--markup", markup, path)
    marked = result.stdout_bytes.decode(encoding)
    tags = {"html": r"</?time[^>]*>", "tei": r"</?date[^>]*>", "brackets": r"\[(?=\w)| = [-\d]+\]"}
    assert len(re.findall(tags[markup], marked)) >= 4
    assert re.sub(tags[markup], "", marked).encode(encoding) == content


def test_bytes_that_are_not_text_are_given_back(find, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"it was 5 May 2012, \xff\xfe\n")
    marked = find("--markup", "html", "--encoding", "utf-8", path).stdout_bytes
    assert marked == b'it was <time datetime="2012-05-05">5 May 2012</time>, \xff\xfe\n'


def test_wrong_usage_is_said_in_words(find, tmp_path):
    for arguments, message in [
        (("--jsonl", "--markup", "html", "-"), "cannot be combined"),
        (("--output", "iso", "--jsonl", "-"), "cannot be combined"),
        (("--prefer", "past", "-"), "--document-date"),
        (("-", "-"), "only once"),
        (("--encoding", "nonsense", tmp_path), "Is a directory"),
        (("--locale", "zz-ZZ", "-"), "zz-ZZ"),
    ]:
        result = find(*arguments)
        assert result.exit_code in (1, 2) and message in result.stderr
        assert "Traceback" not in result.stderr


def test_a_model_that_cannot_find_is_named(invoke, tiny_bundle):
    result = invoke("find", "--model", tiny_bundle, "-", input=b"5 May 2012")
    assert result.exit_code == 3
    assert "cannot find dates" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_closed_output_ends_the_run_silently(command, finding_bundle, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("on 5 May 2012 he went home again\n" * 40_000)
    process = command("find", "--model", finding_bundle, "--workers", 2, path)
    assert process.stdout.readline().startswith(str(path).encode())
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == b""
