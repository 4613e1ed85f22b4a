"""How a year says which calendar it belongs to: `1441 AH`, `AH 1441`, `١٤٤١ هـ`, `سال ۱۳۹۹ خورشیدی`."""

from __future__ import annotations

from functools import cache
from random import Random

from data_gen.calendars import names

# Calendar → language → forms of a year with its era; "" stands for languages without an entry.
_FORMS = {
    "persian": {
        "fa": "{} ه‍.ش|{} ه‍.ش.|{} هـ.ش|{} ه.ش|{} ه ش|{} ش|{}ش|{} شمسی|{} خورشیدی|{} هجری شمسی|"
        "{} هجری خورشیدی|سال {}|سال {} شمسی|سال {} خورشیدی|سنهٔ {} شمسی",
        "ps": "{} هـ.ش|{} ه.ش|{} لمریز|{} هجري لمريز|د {} کال",
        "en": "{} AP|{} A.P.|AP {}|{} SH|{} S.H.|SH {}|{} Sh.|{} (Persian)|{} AHS|{} A.H.S.|{} AHSh|"
        "{} solar hijri|{} Shamsi|{} (SH)|{} H.S.|{} H.Sh.",
        "fr": "{} AP|{} A. P.|{} de l'hégire solaire|{} H.S.|{} (calendrier persan)",
        "de": "{} AP|{} A. P.|{} d. H. (Sonnenjahr)|{} SH|{} (persisch)",
        "ru": "{} г. перс.|{} г. солнечной хиджры|{} года солнечной хиджры|{} с. х.",
        "": "{} AP|{} SH|AP {}",
    },
    "islamic": {
        "ar": "{} هـ|{}هـ|{} هـ.|{} ه|{}ه|{} هـ|{} هـ|{} هجرية|{} هجري|{} للهجرة|{} من الهجرة|سنة {} هـ|"
        "عام {} هـ|سنة {} هجرية|لعام {}هـ|سنة {} للهجرة",
        "fa": "{} ه‍.ق|{} ه‍.ق.|{} هـ.ق|{} ه.ق|{} ق|{} قمری|{} هجری قمری|سال {} قمری|سنهٔ {} هجری قمری",
        "ur": "{} ہجری|{} ھ|{}ھ|{} ہ|{}ہجری|سنہ {} ہجری|{} هجری",
        "ps": "{} هـ.ق|{} سپوږمیز|{} هجري قمري",
        "en": "{} AH|{} A.H.|{} AH|{} A.H.|AH {}|A.H. {}|{}H|{} H|{} H.|{}AH|{} Hijri|{} (AH)|{} Hijrah|"
        "in the year {} of the Hijra|{} AHQ|anno Hegirae {}|{} a.h.",
        "fr": "{} AH|{} H.|{} de l'hégire|{} de l'Hégire|{} H|an {} de l'hégire|{} (hégire)|A.H. {}",
        "de": "{} AH|{} d. H.|{} n. H.|{} der Hidschra|{} H|{} A. H.|{} nach der Hidschra|im Jahr {} d. H.",
        "es": "{} AH|{} H.|{} de la Hégira|{} de la hégira|{} a. H.|{} d. H.",
        "it": "{} AH|{} dell'Egira|{} H.|{} E.",
        "pt": "{} AH|{} H.|{} da Hégira",
        "nl": "{} AH|{} H.|{} na de hidjra",
        "ru": "{} г. х.|{} г.х.|{} х.|{} г. хиджры|{} года хиджры|{} год хиджры|{} по хиджре|{} AH",
        "uk": "{} р. х.|{} р. гіджри|{} року гіджри|{} AH",
        "tr": "Hicri {}|{} H.|H. {}|{} (Hicri)|hicrî {}|{} hicri|h. {}|Hicri {} yılı|{} H",
        "az": "hicri {}|{} h.|{} hicri",
        "id": "{} H|{}H|{} Hijriah|{} Hijriyah|{} H.|tahun {} H|{} AH",
        "ms": "{} H|{}H|{} Hijrah|{} Hijriah|{} H.|tahun {}H",
        "bn": "{} হিজরি|{} হিজরী|হিজরি {}|{} হি.",
        "hi": "{} हिजरी|हिजरी {}|{} हि.|{} AH",
        "bs": "{}. h.|{} h.g.|{}. hidžretske godine|{} po hidžri",
        "sq": "{} H|{} hixhri|{} pas hixhretit",
        "uz": "{} hijriy|{} h.|hijriy {}",
        "kk": "{} ж. һижра|һижра {}",
        "he": "{} להג׳רה|{} הג׳רה|{} לספירת המוסלמים",
        "": "{} AH|AH {}|{} H|{} A.H.",
    },
    "hebrew": {
        "en": "{} AM|{} A.M.|AM {}|A.M. {}|{} anno mundi|{} (Hebrew)|{} Anno Mundi|{} (A.M.)|year {} A.M.",
        "he": "{} לבריאת העולם|{} לב״ע|{} ליצירה|שנת {}|בשנת {}",
        "yi": "{} לבה״ע|{}",
        "fr": "{} A. M.|{} AM|{} de la création|an {} de la création",
        "de": "{} A. M.|{} nach Erschaffung der Welt|{} AM",
        "ru": "{} г. от сотворения мира (евр.)|{} года|{} AM",
        "": "{} AM|{} A.M.|AM {}",
    },
    "ethiopic": {
        "am": "{} ዓ.ም.|{} ዓ.ም|{} ዓ.ም.|{} ዓ/ም|{} ዓም|{} ዓ. ም.|{} ዓመተ ምሕረት|{} ዓመተ ምህረት|"
        "በ{} ዓ.ም.|{} ዓ.ም (ኢት.)|{} እ.ኢ.አ",
        "ti": "{} ዓ.ም.ግ.|{} ዓ.ም.ግ|{} (ግእዝ)|{} ግእዝ",
        "en": "{} E.C.|{} EC|{} E.C|{} Eth. C.|{} (EC)|{} Ethiopian calendar|{} (E.C.)|"
        "{} Eth. cal.|{} Ethiopian Calendar|{} Eth.C.|{} Eth. Cal.|{} E. C.|{} A.Mt.",
        "de": "{} E.C.|{} äth. Kal.|{} (äthiopisch)",
        "fr": "{} E.C.|{} (calendrier éthiopien)|{} cal. éth.",
        "": "{} E.C.|{} EC",
    },
    "coptic": {
        "ar": "{} ش|{} للشهداء|{} قبطية|{} قبطي|سنة {} للشهداء",
        "en": "{} A.M.|{} AM|A.M. {}|AM {}|{} Anno Martyrum|{} of the Martyrs|{} Era of the Martyrs|"
        "{} (A.M.)|{} AM (Coptic)|{} Coptic|{} for the Martyrs",
        "": "{} A.M.|{} AM|AM {}",
    },
    "indian": {
        "en": "{} (Saka)|Saka {}|{} Saka|{} Saka Era|{} S.E.|{} SE|Saka Era {}|{} (Śaka)|{} Shaka|Śaka {}|"
        "Saka Samvat {}|{} (S.E.)|Shaka Samvat {}|{} (SAKA)",
        "hi": "शक {}|शक संवत {}|शक संवत् {}|{} शक|{} (शक)|{} शक संवत|शके {}|{} शकाब्द",
        "bn": "{} শকাব্দ|শকাব্দ {}|{} শক",
        "ml": "ശകവർഷം {}|{} ശക",
        "mr": "शके {}|{} शक|शक {}|शालिवाहन शके {}",
        "": "{} Saka|Saka {}|{} (Saka)",
    },
}

# (calendar, language) whose month names are another calendar's too where no era stands beside them: Bengali
# years, ours in Tigrinya.
_ALWAYS_WITH_ERA = {("indian", "bn"), ("indian", "ml"), ("ethiopic", "ti"), ("indian", "mr")}


@cache
def _forms(calendar: str, language: str) -> tuple[str, ...]:
    by_language = _FORMS[calendar]
    home = language.split("-")[0]
    forms = tuple(by_language.get(home, by_language[""]).split("|"))
    era = names.era(calendar, language)
    return (*forms, f"{{}} {era}", f"{{}} {era}") if era else forms


def beside(calendar: str, language: str, date: str, rng: Random) -> str:
    """A date in numbers with the era behind it."""
    forms = [form for form in _forms(calendar, language) if form.startswith("{}")]
    return rng.choice(forms).format(date)


def year(calendar: str, language: str, written: str, rng: Random, *, needed: bool) -> str:
    """A year, with its era where it is needed and in about half of the other cases.

    Args:
        calendar: a name of `data_gen.calendars.reckoning.CALENDARS`.
        language: whose words.
        written: the year's number, in whatever figures.
        rng: source of chance.
        needed: whether nothing else tells the calendar.
    """
    if not needed and (calendar, language) not in _ALWAYS_WITH_ERA and rng.random() < 0.5:
        return written
    return rng.choice(_forms(calendar, language)).format(written)
