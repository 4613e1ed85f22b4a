"""The sentence that explains what a column says."""

from datenorm.column import ColumnReading
from datenorm.convert.hints import NetworkHints


def reading(**changes):
    fields = {
        "status": "decided",
        "order": "DMY",
        "language": None,
        "locale": None,
        "hint_order": "DMY",
        "leading": ("DMY", "MDY"),
        "posterior": {"DMY": 0.99, "MDY": 0.005, "YMD": 0.005},
        "mixed": 0.0,
        "deciding": 31,
        "numeric": 50,
        "first_row": 17,
        "first_text": "23/04/1964",
    }
    return ColumnReading(**{**fields, **changes})


def test_a_decision_names_its_first_row():
    expected = 'read as day-month-year: 31 rows decide it (first: row 17, "23/04/1964"), 0 contradict'
    assert reading().explanation == expected


def test_the_language_stands_at_the_end_with_its_confidence():
    explanation = reading(language="fr", languages={"fr": 0.98}).explanation
    assert explanation.endswith("0 contradict; language fr (0.98)")
    assert reading(language="fr", is_language_given=True).explanation.endswith("language fr (given)")


def test_what_is_open_names_both_orders_and_the_way_out():
    explanation = reading(status="undecided", order=None, leading=("MDY", "YMD")).explanation
    assert explanation == (
        "undecided between month-day-year and year-month-day, so rows that hang on it are refused"
    )


def test_a_mixed_column_says_how_many_are_not():
    explanation = reading(status="mixed", order=None, contradicting=12).explanation
    assert explanation == (
        "mixed, so rows that hang on it are refused: "
        '31 rows are day-month-year (first: row 17, "23/04/1964"), 12 are not'
    )


def test_text_of_the_column_cannot_break_the_line_or_fill_the_screen():
    assert '"23\\n\\x1b[31m"' in reading(first_text="23\n\x1b[31m").explanation
    assert len(reading(first_text="9" * 200).explanation) < 130


def test_the_hints_are_the_language_and_the_order():
    assert reading(language="fr").hints == NetworkHints("fr", "DMY")
