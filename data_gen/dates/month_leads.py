"""Small words before a month and its year, which name no day: in March 1914, en mars 1914, im Monat März."""

from __future__ import annotations

from random import Random

_WORDS = {
    "en": "in |in |the month of |month of |in the month of |during |of ",
    "de": "im |im |im Monat |Monat |des Monats |vom |Ausgabe ",
    "fr": "en |en |au mois de |mois de |le mois de |de ",
    "es": "en |en |en el mes de |mes de |el mes de |de |durante ",
    "it": "in |nel |nel mese di |mese di |a |di ",
    "pt": "em |em |no mês de |mês de |de ",
    "ca": "al |en |el mes de |al mes de |del ",
    "gl": "en |no mes de |mes de ",
    "ro": "în |luna |în luna |din ",
    "nl": "in |in |in de maand |maand |van ",
    "af": "in |in die maand |maand ",
    "sv": "i |i |i månaden |månaden |under ",
    "da": "i |i |i måneden |fra ",
    "nb": "i |i |i måneden |fra ",
    "nn": "i |i |i månaden ",
    "is": "í |í |í mánuðinum ",
    "pl": "w |w |miesiąc |w miesiącu |we ",
    "cs": "v |v |měsíc |v měsíci |ve ",
    "sk": "v |v |mesiac |v mesiaci ",
    "sl": "v |v |mesec |v mesecu ",
    "hr": "u |u |mjesec |u mjesecu ",
    "bs": "u |u |mjesec |u mjesecu ",
    "sr": "у |u |у месецу |u mesecu |месец ",
    "mk": "во |месец |во месец ",
    "bg": "през |м. |месец |през месец ",
    "ru": "в |в |за |месяц |в месяце |на ",
    "uk": "у |в |за |місяць ",
    "be": "у |ў |за |месяц ",
    "el": "τον |τον |το μήνα |στον |του ",
    "sq": "në |muaji |në muajin ",
    "id": "bulan |pada bulan |di bulan ",
    "ms": "bulan |pada bulan ",
    "fil": "noong |sa buwan ng |buwan ng ",
    "vi": "trong |vào |tháng của ",
    "sw": "mwezi wa |katika ",
    "ar": "في |شهر |في شهر |خلال ",
    "fa": "در |ماه |در ماه ",
    "he": "ב|בחודש |חודש ",
    "hi": "माह |महीना ",
    "th": "เดือน|ในเดือน",
    "eo": "en |monato |en la monato ",
    "cy": "ym mis |mis ",
    "ga": "i |i mí |mí ",
    "lb": "am |Mount ",
    "fy": "yn |moanne ",
}  # fmt: skip
"""Language → such words, each with the space it needs, parted by `|`."""


def before(text: str, language: str, rng: Random) -> str:
    """The month with one of them before it, in its language where it has some, else as it is."""
    words = _WORDS.get(language)
    return rng.choice(words.split("|")) + text if words else text
