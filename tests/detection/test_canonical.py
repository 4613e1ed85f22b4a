from hypothesis import example, given
from hypothesis import strategies as st

from datenorm.detection.canonical import Canonicaliser
from datenorm.text import canonicalise

ODD = st.sampled_from(" \n\t\r\u00a0\u200b\u00ad\u0301\u05b0ﬀ２Ⅷé가\u1100\u1161İ\ud800ﷺA–")
CANONICALISER = Canonicaliser()


@example("\n\u0301A\u0301")  # a mark after a line break
@given(st.text(ODD | st.characters(), max_size=300))
def test_a_long_text_has_the_canonical_form_of_a_short_one(text):
    codes, offsets = CANONICALISER(text)
    expected = canonicalise(text)
    written = "".join(map(chr, codes))
    assert written.strip(" ") == expected.text
    start = len(written) - len(written.lstrip(" "))
    assert tuple(offsets[start : start + len(expected.text)].tolist()) == expected.offsets
    assert len(written) - len(expected.text) <= 2


def test_a_text_may_be_long():
    codes, offsets = CANONICALISER("Ⅷ e\u0301\n" * 5000)
    assert "".join(map(chr, codes)) == "viii é " * 5000
    assert offsets[-3:].tolist() == [24_996, 24_997, 24_999]
