"""Words that say which of all years a day without one is in: next 6th of April, le 3 mai dernier.

What is written is the day; in which year it falls is reckoned from a reference date and no part of the value.
"""

from __future__ import annotations

from random import Random

_WORDS = {
    "en": "next {d}|next {d}|this {d}|last {d}|this coming {d}|the coming {d}|coming {d}|upcoming {d}|"
    "{d} next|this past {d}|past {d}|{d} last|{d} inst.|{d} this year|every {d}|the next {d}",
    "de": "nächsten {d}|nächster {d}|kommenden {d}|am kommenden {d}|letzten {d}|diesen {d}|"
    "am {d} dieses Jahres|vergangenen {d}|{d} d. J.|{d} nächsten Jahres",
    "fr": "le {d} prochain|{d} prochain|prochain {d}|le {d} dernier|{d} dernier|ce {d}|le {d} de cette année|"
    "le {d} courant|chaque {d}",
    "es": "próximo {d}|el próximo {d}|este {d}|el pasado {d}|pasado {d}|el {d} próximo|el {d} pasado|"
    "{d} de este año|{d} próximo|cada {d}",
    "it": "prossimo {d}|il prossimo {d}|il {d} prossimo|{d} prossimo|lo scorso {d}|scorso {d}|il {d} scorso|"
    "questo {d}|{d} p.v.|{d} u.s.|{d} c.a.",
    "pt": "próximo {d}|no próximo {d}|no próximo dia {d}|este {d}|passado {d}|no passado dia {d}|"
    "{d} próximo|{d} passado|{d} deste ano",
    "ca": "el proper {d}|proper {d}|el passat {d}|aquest {d}|{d} vinent",
    "gl": "o próximo {d}|próximo {d}|o pasado {d}|este {d}",
    "ro": "{d} viitor|următorul {d}|pe {d} trecut|{d} anul acesta|{d} a.c.",
    "nl": "volgende {d}|aanstaande {d}|a.s. {d}|{d} aanstaande|{d} a.s.|komende {d}|afgelopen {d}|"
    "jongstleden {d}|{d} jl.|vorige {d}|deze {d}",
    "af": "volgende {d}|komende {d}|aanstaande {d}|verlede {d}",
    "sv": "nästa {d}|kommande {d}|nu på {d}|förra {d}|den {d} nästa|den {d} i år|senaste {d}",
    "da": "næste {d}|kommende {d}|sidste {d}|den {d} i år|forrige {d}",
    "nb": "neste {d}|kommende {d}|sist {d}|den {d} i år|forrige {d}",
    "is": "næsta {d}|{d} næstkomandi|{d} nk.|{d} sl.|síðasta {d}",
    "fi": "ensi {d}|seuraava {d}|viime {d}|tuleva {d}|tänä vuonna {d}",
    "et": "järgmine {d}|tuleval {d}|eelmine {d}|sel aastal {d}",
    "pl": "najbliższy {d}|następny {d}|przyszły {d}|zeszły {d}|ubiegły {d}|{d} br.|{d} bieżącego roku",
    "cs": "příští {d}|nejbližší {d}|minulý {d}|{d} t. r.|letos {d}|tento {d}",
    "sk": "budúci {d}|najbližší {d}|minulý {d}|{d} t. r.|tento {d}",
    "sl": "naslednji {d}|prihodnji {d}|prejšnji {d}|letos {d}|{d} t. l.",
    "hr": "sljedeći {d}|idući {d}|prošli {d}|ovaj {d}|{d} o. g.|{d} ove godine",
    "sr": "следећи {d}|прошли {d}|sledeći {d}|prošli {d}|{d} ове године|{d} t. g.",
    "mk": "следниот {d}|минатиот {d}|овој {d}",
    "bg": "следващия {d}|следващият {d}|миналия {d}|този {d}|{d} т. г.|{d} тази година",
    "ru": "следующее {d}|ближайшее {d}|прошлое {d}|{d} с. г.|{d} сего года|{d} этого года|минувшее {d}",
    "uk": "наступне {d}|найближче {d}|минуле {d}|{d} ц. р.|{d} цього року",
    "be": "наступнае {d}|мінулае {d}|{d} гэтага года",
    "hu": "jövő {d}|következő {d}|múlt {d}|idén {d}|f. é. {d}|az idei {d}",
    "el": "επόμενη {d}|την επόμενη {d}|προσεχή {d}|περασμένη {d}|φέτος {d}|{d} ε.έ.",
    "tr": "gelecek {d}|önümüzdeki {d}|geçen {d}|bu {d}|bu yıl {d}|geçtiğimiz {d}",
    "az": "gələn {d}|ötən {d}|bu {d}|bu il {d}",
    "lt": "kitas {d}|ateinantis {d}|praėjęs {d}|šių metų {d}|š. m. {d}",
    "lv": "nākamais {d}|nākamajā {d}|pagājušais {d}|šogad {d}|š. g. {d}",
    "eu": "datorren {d}|hurrengo {d}|joan den {d}|aurtengo {d}",
    "eo": "la venonta {d}|venonta {d}|la pasinta {d}|ĉi-jare la {d}",
    "id": "{d} mendatang|{d} depan|{d} lalu|tahun ini {d}|{d} tahun ini",
    "ms": "{d} depan|{d} akan datang|{d} lalu|{d} tahun ini",
    "fil": "sa darating na {d}|ngayong {d}|noong nakaraang {d}|susunod na {d}",
    "vi": "{d} tới|{d} sắp tới|{d} vừa qua|{d} này|{d} năm nay",
    "sw": "{d} ijayo|{d} iliyopita|{d} mwaka huu",
    "ar": "{d} القادم|{d} المقبل|{d} الماضي|{d} الجاري|{d} من هذا العام",
    "fa": "{d} آینده|{d} گذشته|{d} امسال",
    "he": "{d} הקרוב|{d} הבא|{d} האחרון|{d} השנה",
    "hi": "अगले {d}|आगामी {d}|पिछले {d}|इस साल {d}|गत {d}",
    "bn": "আগামী {d}|গত {d}|এই {d}",
    "th": "{d} หน้า|{d} ที่จะถึงนี้|{d} ที่ผ่านมา|{d} ปีนี้",
    "ja": "次の{d}|今度の{d}|来る{d}|去る{d}|今年の{d}|本年{d}|毎年{d}",
    "zh": "今年{d}|本年{d}|即将到来的{d}|刚过去的{d}|每年{d}|下一个{d}",
    "ko": "오는 {d}|지난 {d}|다음 {d}|올해 {d}|돌아오는 {d}|매년 {d}",
}  # fmt: skip
"""Language → what people say around such a day; `{d}` stands for it."""


def before(text: str, language: str, rng: Random) -> str:
    """The day with such words, in its language where there are some, else as it is."""
    forms = _WORDS.get(language)
    return rng.choice(forms.split("|")).replace("{d}", text) if forms else text
