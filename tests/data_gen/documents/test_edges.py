"""Where a date begins and ends: words that change its value belong to it, others do not."""

import pytest

from data_gen.documents.edges import edges


def cut(text: str, value: str, language: str) -> str:
    start, end = edges(text, value, language)
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "value", "language", "date"),
    [
        ("on the 3rd of May", "XXXX-05-03", "en", "3rd of May"),
        ("am 3. Mai 1920", "1920-05-03", "de", "3. Mai 1920"),
        ("le 3 mai", "XXXX-05-03", "fr", "3 mai"),
        ("le 17, à 6 heures du matin", "XXXX-XX-17", "fr", "17, à 6 heures du matin"),
        ("el martes", "@②", "es", "martes"),
        ("the next week", "@»w", "en", "next week"),
        ("शुक्रवार को", "@⑤", "hi", "शुक्रवार"),
        ("अगले 7 दिन में", "@+1d/@+7d", "hi", "अगले 7 दिन"),
        ("三日前に", "@-3d", "ja", "三日前"),
        ("geçen cumartesi günü", "@«⑥", "tr", "geçen cumartesi"),
        ("in the past 12 weeks", "@-12w/@", "en", "past 12 weeks"),
        ("over the next 3 days", "@+1d/@+3d", "en", "next 3 days"),
        ("in July", "XXXX-07", "en", "July"),
        ("during 2017-Q1", "2017-33", "en", "2017-Q1"),
        ("im Juli 2019", "2019-07", "de", "Juli 2019"),
        ("в этом году", "@=y", "ru", "этом году"),
        ("en los próximos 3 meses", "@+1d/@+3m", "es", "próximos 3 meses"),
        ("i maj 2019", "2019-05", "sv", "maj 2019"),
        ("am Wochenende", "@=k", "de", "Wochenende"),
        ("Part IX, July 1931", "1931-07", "en", "July 1931"),
        ("o Dia da Liberdade", "XXXX-04-25", "pt", "Dia da Liberdade"),
        ("année 1914", "1914", "fr", "1914"),
        ("published 1859", "1859", "en", "1859"),
        ("© 1923", "1923", "en", "1923"),
        ("(1914)", "1914", "en", "1914"),
        ("[c. 1850]", "1850~", "en", "c. 1850"),
        ("1914,", "1914", "en", "1914"),
        ("1914.", "1914", "en", "1914"),
        ("1784年刊", "1784", "ja", "1784年"),
        ("9월 20일에", "XXXX-09-20", "ko", "9월 20일"),
        ("20 Haziran 1971'de", "1971-06-20", "tr", "20 Haziran 1971"),
        ("2020. május 3-án", "2020-05-03", "hu", "2020. május 3"),
    ],
)
def test_words_and_marks_that_change_nothing_are_outside(
    text: str, value: str, language: str, date: str
) -> None:
    assert cut(text, value, language) == date


@pytest.mark.parametrize(
    ("text", "value", "language"),
    [
        ("before 1900", "../1900", "en"),
        ("c. 1850", "1850~", "en"),
        ("3 days ago", "@-3d", "en"),
        ("in 3 days", "@+3d", "en"),
        ("dans 3 jours", "@+3d", "fr"),
        ("since Monday", "@«①/..", "en"),
        ("from 1900 to 1910", "1900/1910", "en"),
        ("du 3 au 5 mai 1920", "1920-05-03/1920-05-05", "fr"),
        ("ce lundi", "@=①", "fr"),
        ("[185-]", "185X", "en"),
        ("on or after 1900", "1900/..", "en"),
        ("del 3 al 5 de mayo", "XXXX-05-03/XXXX-05-05", "es"),
        ("au plus tard 1738", "../1738", "fr"),
        ("à partir de demain", "@+1d/..", "fr"),
        ("i dag", "@", "sv"),
        ("at the moment", "@", "en"),
        ("a partir del 31 de marzo de 1836", "1836-03-31/..", "es"),
        ("om 3 dagar", "@+3d", "sv"),
        ("через 3 дня", "@+3d", "ru"),
        ("in 3 Tagen", "@+3d", "de"),
        ("en 3 días", "@+3d", "es"),
        ("over twee jaar", "@+2y", "nl"),
        ("12:30, 5 May 1920", "1920-05-05T12:30", "en"),
        ("3 мая 1920 года", "1920-05-03", "ru"),
        ("1914 AD", "1914", "en"),
        ("3. Mai 8 Uhr abends", "XXXX-05-03T08p", "de"),
        ("3. Mai 12 Uhr", "XXXX-05-03T12", "de"),
    ],
)
def test_words_and_marks_that_change_the_value_are_inside(text: str, value: str, language: str) -> None:
    assert cut(text, value, language) == text


@pytest.mark.parametrize(
    ("text", "value", "language", "date"),
    [
        ("in the first week of May", "XXXX-05#1w", "en", "the first week of May"),
        ("the third quarter of 2019", "2019-35", "en", "the third quarter of 2019"),
        ("the week of April 10th", "XXXX-04-10=w", "en", "the week of April 10th"),
        ("en el tercer trimestre de 2019", "2019-35", "es", "el tercer trimestre de 2019"),
        ("de laatste week van juli", "XXXX-07#-1w", "nl", "de laatste week van juli"),
        ("the ninth month of next year", "@»y#09", "en", "the ninth month of next year"),
        ("the early July 2019", "2019-07", "en", "early July 2019"),
        ("in der letzten Woche im Juli", "XXXX-07#-1w", "de", "der letzten Woche im Juli"),
        ("for the first 2 weeks of 2021", "2021#1w/2021#2w", "en", "the first 2 weeks of 2021"),
        ("the May, last week 1968", "1968-05#-1w", "en", "May, last week 1968"),
        ("the Q3 2019", "2019-35", "en", "Q3 2019"),
        ("the May of last year", "@«y#05", "en", "May of last year"),
    ],
)
def test_an_article_belongs_to_what_is_counted_in_words(
    text: str, value: str, language: str, date: str
) -> None:
    assert cut(text, value, language) == date
