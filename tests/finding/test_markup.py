import re
from xml.dom import minidom

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenorm.convert.conversion import Conversion
from datenorm.errors import ConfigError
from datenorm.finding.found import Found
from datenorm.finding.markup import MARKUPS, Marker, mark, tags_of
from datenorm.finding.tags import TagScanner

VALUES = ["1969-07-20", "1850~", "1914-03-12/1914-03-15", "XXXX-07-20", "[1914,1915]", "-0043", None]


def found_at(text, start, end, value="1969-07-20", **fields):
    written = text[start:end]
    return Found(start, end, written, value, Conversion(written, value, "converted", 1.0, **fields))


def found_in(text, written="5 May", value="1969-05-05"):
    return [found_at(text, one.start(), one.end(), value) for one in re.finditer(re.escape(written), text)]


@st.composite
def texts_with_dates(draw):
    """Any text, and dates anywhere in it that do not overlap."""
    alphabet = st.sampled_from("<>/!-[]?\"'= abtime\r\n\0é😀\ud800") | st.characters()
    text = draw(st.text(alphabet, max_size=200))
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return text, [found_at(text, *pair, draw(st.sampled_from(VALUES))) for pair in pairs]


def without_tags(marked, dates, markup):
    """A marked text without the tags of its dates, looked for in their order."""
    plain, place = [], 0
    for found in dates:
        before, after = tags_of(found, markup)
        tagged = before + found.text + after
        start = marked.find(tagged, place)
        if start >= 0 and (before or after):
            plain += [marked[place:start], found.text]
            place = start + len(tagged)
    return "".join([*plain, marked[place:]])


@given(texts_with_dates(), st.sampled_from(MARKUPS))
def test_without_the_tags_a_marked_text_is_the_text(drawn, markup):
    text, dates = drawn
    marked = mark(text, dates, markup)
    # Characters of the text, in order, with nothing but tags between them.
    tags = [tag for found in dates for tag in tags_of(found, markup)]
    assert len(marked) <= len(text) + sum(map(len, tags))
    remaining = iter(marked)
    assert all(one in remaining for one in text)
    if not set("[=<") & set(text):
        assert without_tags(marked, dates, markup) == text


@given(texts_with_dates(), st.sampled_from(MARKUPS), st.data())
def test_a_text_in_parts_is_marked_as_it_is_in_one(drawn, markup, data):
    text, dates = drawn
    marker, written, start = Marker(markup), [], 0
    inside = {place for one in dates for place in range(one.start + 1, one.end)}
    cuts = data.draw(st.sets(st.sampled_from(sorted({*range(len(text) + 1)} - inside)), max_size=5))
    for end in [*sorted(cuts), len(text)]:
        part = [one for one in dates if start <= one.start and one.end <= end and one.start < end]
        written.append(marker.feed(text[start:end], part, is_last=False))
        start = end
    written.append(marker.feed("", [], is_last=True))
    assert "".join(written) == mark(text, dates, markup)


def test_each_markup_has_its_tags():
    text = "on 20 July 1969."
    dates = [found_at(text, 3, 15)]
    assert mark(text, dates, "html") == 'on <time datetime="1969-07-20">20 July 1969</time>.'
    assert mark(text, dates, "tei") == 'on <date when="1969-07-20">20 July 1969</date>.'
    assert mark(text, dates, "brackets") == "on [20 July 1969 = 1969-07-20]."
    with pytest.raises(ConfigError, match="markup"):
        mark(text, dates, "xml")


@pytest.mark.parametrize(
    ("value", "html", "tei"),
    [
        ("1969", '<time datetime="1969">', '<date when="1969">'),
        ("XXXX-10", '<data value="XXXX-10">', '<date when="--10">'),
        ("XXXX-XX-15", '<data value="XXXX-XX-15">', '<date when="---15">'),
        ("2021-W23", '<time datetime="2021-W23">', '<date notBefore="2021-06-07" notAfter="2021-06-13">'),
        ("2021-200", '<data value="2021-200">', '<date notBefore="2021-07-19" notAfter="2021-07-19">'),
        ("196X", '<data value="196X">', '<date notBefore="1960-01-01" notAfter="1969-12-31">'),
        ("1850?", '<data value="1850?">', '<date when="1850" cert="low">'),
        ("1850%", '<data value="1850%">', '<date when="1850" precision="low" cert="low">'),
        ("1971/..", '<data value="1971/..">', '<date notBefore="1971">'),
        ("1850~/1860", '<data value="1850~/1860">', '<date from="1850" to="1860" precision="low">'),
        ("{1829,1929}", '<data value="{1829,1929}">', "<date>"),
        ("0000", '<data value="0000">', "<date>"),
        ("-0043-03-15", '<data value="-0043-03-15">', '<date when="-0043-03-15">'),
        (None, "", "<date>"),
    ],
)
def test_attributes_hold_what_their_language_can_say(value, html, tei):
    found = found_at("x", 0, 1, value)
    assert tags_of(found, "html")[0] == html
    assert tags_of(found, "tei")[0] == tei


@pytest.mark.parametrize(
    ("moment", "html", "tei"),
    [
        ("1969-07-20T20:17Z", "1969-07-20T20:17Z", "1969-07-20"),
        ("1969-07-20T20:17:40", "1969-07-20T20:17:40", "1969-07-20T20:17:40"),
        ("1969-07-20T20", "1969-07-20", "1969-07-20"),
        ("1969-07-20T24:00:00", "1969-07-20", "1969-07-20"),
        ("1969-07-20T20:17:40.12345", "1969-07-20", "1969-07-20T20:17:40.12345"),
        ("1969-07-20T20:17/1969-07-20T21:00", "1969-07-20", "1969-07-20"),
    ],
)
def test_times_are_in_the_attributes_that_can_say_them(moment, html, tei):
    found = found_at("x", 0, 1, datetime=moment)
    assert tags_of(found, "html")[0] == f'<time datetime="{html}">'
    assert tags_of(found, "tei")[0] == f'<date when="{tei}">'


@pytest.mark.parametrize(
    "text",
    [
        '<a title="5 May">',
        "<a title='> 5 May'>x</a>",
        "<!-- 5 May -- > 5 May -->",
        "<?pi 5 May?>",
        "<!DOCTYPE 5 May>",
        "<![CDATA[ 5 May ]]>",
        "<time>5 May</time>",
        "<TIME datetime='1'><b>5 May</b></TIME>",
        "<date>on 5 May</date>",
        "<tei:date>5 May</tei:date>",
        "<script>if (a < 5 May) {}</script>",
        "<title>5 May</title>",
        "<a 5 May",
    ],
)
def test_dates_in_tags_and_marked_dates_stay_as_they_are(text):
    assert mark(text, found_in(text), "html") == text
    after = f"{text}</a>>-->" if text == "<a 5 May" else text
    following = f"{after} 5 May"
    assert mark(following, found_in(following), "html").endswith(' <time datetime="1969-05-05">5 May</time>')


@pytest.mark.parametrize(
    "text", ["3 < 5 May > 2", "a <5 May", "<br/>5 May<br>", "<time/>5 May", "<p>5 May", "< a 5 May"]
)
def test_dates_beside_tags_and_less_than_signs_are_marked(text):
    assert '<time datetime="1969-05-05">5 May</time>' in mark(text, found_in(text), "html")


def test_a_date_across_a_tag_is_left():
    text = "5 <b>May"
    assert mark(text, [found_at(text, 0, 8)], "tei") == text
    assert mark(text, [found_at(text, 0, 8)], "brackets") == "[5 <b>May = 1969-07-20]"


def test_marked_xml_has_the_dates_as_elements():
    text = '<TEI><head type="5 May">x &lt; 5 May</head><p>5 May<lb/></p><title>5 May</title></TEI>'
    document = minidom.parseString(mark(text, found_in(text), "tei"))
    dates = document.getElementsByTagName("date")
    assert [one.getAttribute("when") for one in dates] == ["1969-05-05"] * 3
    assert [one.parentNode.nodeName for one in dates] == ["head", "p", "title"]


@given(
    st.lists(st.sampled_from(["<", "a", ">", "!--", "-->", "/", '="', '"', " ", "time", "![CDATA[", "]]>"]))
)
def test_a_scanner_reads_parts_as_it_reads_the_whole(parts):
    text = "".join(parts)
    whole, read = TagScanner(("a",)).feed(text, is_last=True)
    assert read == len(text)
    scanner, found, place = TagScanner(("a",)), set(), 0
    for end in range(len(text) + 1):
        stretches, read = scanner.feed(text[place:end], is_last=end == len(text))
        found.update(index for one in stretches for index in range(place + one.start, place + one.end))
        place += read
    assert found == {index for one in whole for index in range(one.start, one.end)}
