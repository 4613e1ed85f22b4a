"""Patterns that a user describes: what is drawn from them, and what is refused under which key."""

from random import Random

import pytest

pytest.importorskip("babel")
pytest.importorskip("faker")

from data_gen.user_patterns import PatternError, draw, read_styles

MONTHS = """months = ["Ianuarie", "Februarie", ["Marche", "Marsh"], "Aprill", "Maye", "Iune", "Iulie",
"Auguste", "Septembre", "Octobre", "Nouembre", "Decembre"]"""
EARLY = [{"Ianuarie"}, {"Februarie"}, {"Marche", "Marsh"}, {"Aprill"}, {"Maye"}]


def clean(text, count=300):
    styles = read_styles(text)
    return [one for one in draw(styles, count, Random(1)) if not one.noise]


def test_dates_are_written_by_the_patterns_with_the_names_given():
    examples = clean(f"""
        [[style]]
        patterns = ["o 'daye of' MMMM y"]
        {MONTHS}
        language = "en"
        order = "DMY"
        years = [1500, 1699]
    """)
    assert len(examples) > 150
    for example in examples:
        day, daye, of, month, year = example.source.split()
        assert (daye, of) == ("daye", "of")
        assert example.value == f"{year}-{example.value[5:7]}-{int(day.rstrip('sthndr')):02d}"
        if int(example.value[5:7]) <= len(EARLY):
            assert month in EARLY[int(example.value[5:7]) - 1]
        assert 1500 <= int(year) <= 1699
        assert (example.language, example.order) == ("en", "DMY")
    assert {"Marche", "Marsh"} <= {example.source.split()[3] for example in examples}


def test_a_style_may_leave_fields_out_and_borrow_a_language():
    examples = clean("""
        [[style]]
        patterns = ["'anno' y 'mense' MMMM", "EEEE d. MMMM yy"]
        language = "de"
    """)
    months = [example for example in examples if example.source.startswith("anno")]
    assert months
    assert all(example.value.count("-") == 1 for example in months)
    days = [example for example in examples if not example.source.startswith("anno")]
    assert all(example.value.startswith("XX") and example.value[-1] in "①②③④⑤⑥⑦" for example in days)
    assert any("Dezember" in example.source for example in examples)


def test_some_dates_are_damaged_as_everywhere_else():
    styles = read_styles('[[style]]\npatterns = ["y.M.d"]')
    assert any(example.noise for example in draw(styles, 100, Random(1)))


def test_same_seed_same_dates():
    styles = read_styles('[[style]]\npatterns = ["y.M.d"]')
    assert list(draw(styles, 20, Random(3))) == list(draw(styles, 20, Random(3)))


@pytest.mark.parametrize(
    "text, reason",
    [
        ("[[style]\n", "line 1"),
        ("", r"no table \[\[style\]\]"),
        ("style = 3", r"no table \[\[style\]\]"),
        ("[other]", "unknown key other"),
        ('[[style]]\npattern = ["y"]', "style 1: unknown key pattern; there are patterns, months"),
        ("[[style]]\n", "style 1, patterns: a list"),
        (
            '[[style]]\npatterns = ["d daye MMMM y"]',
            r"1 \(d daye MMMM y\): daye is no field; .* 'daye'",
        ),
        ('[[style]]\npatterns = ["d \'of MMMM y"]', "a quote is not closed"),
        ('[[style]]\npatterns = ["d o M y"]', "the day stands twice"),
        ('[[style]]\npatterns = ["d"]', "neither a year nor a month"),
        ('[[style]]\npatterns = ["d y"]', "a day without a month"),
        ('[[style]]\npatterns = ["MMMMM y"]', "MMMMM is no field"),
        ('[[style]]\npatterns = ["y", 7]', "pattern 2 .7.: no text"),
        ('[[style]]\npatterns = ["d MMMM y"]', "give months, or a language"),
        ('[[style]]\npatterns = ["EEEE d.M.y"]', "give weekdays, or a language"),
        ('[[style]]\npatterns = ["y"]\nmonths = ["Ianuarie"]', "months: 1 where 12 names are needed"),
        (
            '[[style]]\npatterns = ["y"]\nweekdays = ["a", "b", "c", "d", "e", "f", "A"]',
            "'A' is both name 1 and name 7",
        ),
        ('[[style]]\npatterns = ["y"]\nweekdays = ["a", "b", "c", "d", "e", "f", []]', "name 7 is neither"),
        ('[[style]]\npatterns = ["y"]\nlanguage = "xx"', "language: no names are known of 'xx'"),
        ('[[style]]\npatterns = ["y"]\norder = "DM"', "order: 'DM' is none of DMY, MDY, YMD"),
        ('[[style]]\npatterns = ["y"]\nyears = [1700, 1500]', "years: a first and a last year"),
        ('[[style]]\npatterns = ["y"]\n\n[[style]]\npatterns = []', "style 2, patterns"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_key(text, reason):
    with pytest.raises(PatternError, match=reason):
        read_styles(text)
