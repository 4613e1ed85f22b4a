from hypothesis import given
from hypothesis import strategies as st

from datenorm.detection.windows import LONGEST, windows

PARTS = ["may", "the 3rd of", "12.5.2020", "and", "so.", "\n", "\n\n", "名前。", "x" * 40]
WORDS = st.lists(st.sampled_from(PARTS))
TEXTS = WORDS.map(" ".join)


@given(st.text(max_size=2000) | TEXTS)
def test_the_parts_of_windows_follow_each_other_and_are_read_with_a_margin(text):
    found = list(windows(text))
    assert "".join(text[one.start : one.end] for one in found) == text
    assert all(0 < one.end - one.start <= LONGEST for one in found)
    assert all(0 <= one.left <= one.start < one.end <= one.right <= len(text) for one in found)


def prose(seed):
    """A text whose places all differ."""
    return " ".join(
        f"word{number * seed % 9973} on the way{'.' if number % 9 == 0 else ','}" for number in range(400)
    )


@given(st.text(max_size=700), st.integers(1, 5000))
def test_windows_do_not_depend_on_what_stands_far_before_them(before, seed):
    text = prose(seed)
    alone = {text[one.left : one.right] for one in windows(text) if one.start > 800}
    moved = {(before + text)[one.left : one.right] for one in windows(before + text)}
    assert alone <= moved


def test_a_text_is_cut_at_a_line_end_rather_than_at_a_space():
    lines = [" ".join(f"w{index}x{word}" for word in range(22)) + "\n" for index in range(8)]
    ends = [one.end for one in windows("".join(lines))]
    line_ends = {sum(map(len, lines[: number + 1])) for number in range(len(lines))}
    assert set(ends) <= line_ends
