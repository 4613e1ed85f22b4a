"""Small languages are drawn more often for what is hard to learn of them."""

from data_gen.locales import writings
from data_gen.small_languages import by_months, by_relative_words, by_words_of_times
from data_gen.times.formats import has_words


def test_no_writing_is_missing_and_own_months_count_more() -> None:
    drawn = [group[0] for group in by_months()]
    assert set(drawn) == {group[0] for group in writings()}
    assert [drawn.count(language) for language in ("de", "kea", "rw", "ee", "mr")] == [1, 1, 3, 3, 3]


def test_times_in_words_are_drawn_where_there_are_words() -> None:
    drawn = [group[0] for group in by_words_of_times()]
    assert all(has_words(identifier) for identifier in set(drawn))
    assert "gv" not in drawn
    assert drawn.count("mr") > drawn.count("ti") > 0


def test_relative_dates_are_drawn_more_often_in_languages_with_words_for_them() -> None:
    drawn = [group[0] for group in by_relative_words()]
    assert set(drawn) == {group[0] for group in writings()}
    assert drawn.count("gd") > drawn.count("wo") > drawn.count("asa") == 1
