"""What people say of their own plans and deeds with a date in it: I leave on {d}, wir heiraten am {d}.

Short, in the first or second person, with dates of any kind, two-digit years in numbers among them.
"""

from __future__ import annotations

PLANS = {
    "en": "I leave on {d}|we get there {d}|see you on {d}|I'll be away from {p} on {d}|I started work {d}|"
    "are you free {d}|my exam is {d}|our wedding is on {d}|I moved house {d}|call me {d}|we open {d}|"
    "remind me on {d}|I was there on {d}|pay the rent {d}|school starts {d}",
    "de": "ich reise am {d} ab|wir heiraten am {d}|bis zum Treffen am {d}|mein Kurs beginnt am {d}|"
    "ich bin am {d} umgezogen|erinnere mich am {d}|wir sehen uns {d}|die Prüfung ist am {d}",
    "fr": "je pars le {d}|on se voit le {d}|nous déménageons le {d}|mon examen est le {d}|"
    "rappelle-moi le {d}|je serai à {p} le {d}|on se marie le {d}|j'arrive {d}",
    "es": "salgo el {d}|nos vemos el {d}|me caso el {d}|llego {d}|empiezo a trabajar el {d}|"
    "mi examen es el {d}|estaré en {p} el {d}|recuérdamelo el {d}|me mudé el {d}",
    "it": "parto il {d}|ci vediamo il {d}|arrivo {d}|mi sposo il {d}|il corso comincia il {d}|"
    "sarò a {p} il {d}|ricordamelo il {d}|mi sono trasferito il {d}",
    "pt": "parto em {d}|chego em {d}|vejo-te em {d}|caso-me em {d}|a viagem começa em {d}|saio {d}|"
    "vou para {p} em {d}|estarei em {p} em {d}|o meu exame é em {d}|lembra-me em {d}|mudei-me em {d}",
    "nl": "ik vertrek op {d}|we zien elkaar {d}|ik verhuis op {d}|mijn examen is {d}|"
    "ik ben {d} in {p}|we trouwen op {d}|herinner me op {d}",
    "sv": "jag reser {d}|vi ses {d}|jag flyttar {d}|vi gifter oss {d}|jag är i {p} {d}|kursen börjar {d}|"
    "påminn mig {d}|jag kommer hem {d}|provet är {d}|vi flyger {d}",
    "da": "jeg rejser {d}|vi ses {d}|jeg flytter {d}|vi bliver gift {d}|mind mig om det {d}",
    "nb": "jeg reiser {d}|vi ses {d}|jeg flytter {d}|vi gifter oss {d}|minn meg på det {d}",
    "fi": "lähden {d}|nähdään {d}|muutan {d}|menemme naimisiin {d}|koe on {d}|tulen {d}",
    "pl": "wyjeżdżam {d}|do zobaczenia {d}|biorę ślub {d}|egzamin mam {d}|przyjadę {d}|przypomnij mi {d}",
    "cs": "odjíždím {d}|uvidíme se {d}|zkoušku mám {d}|přijedu {d}|stěhujeme se {d}|připomeň mi to {d}",
    "sk": "odchádzam {d}|vidíme sa {d}|skúšku mám {d}|prídem {d}",
    "hr": "putujem {d}|vidimo se {d}|ispit imam {d}|dolazim {d}|selimo se {d}",
    "sr": "путујем {d}|видимо се {d}|испит имам {d}|dolazim {d}|vidimo se {d}",
    "bg": "тръгвам на {d}|ще се видим на {d}|изпитът е на {d}|пристигам {d}",
    "ru": "уезжаю {d}|увидимся {d}|экзамен у меня {d}|я приеду {d}|свадьба {d}|напомни {d}|мы переехали {d}",
    "uk": "їду {d}|побачимось {d}|іспит у мене {d}|приїду {d}|весілля {d}|нагадай {d}",
    "be": "еду {d}|пабачымся {d}|прыеду {d}|іспыт {d}",
    "ro": "plec pe {d}|ne vedem pe {d}|examenul e pe {d}|ajung {d}|ne mutăm pe {d}",
    "hu": "{d} indulok|találkozunk {d}|a vizsga {d}|költözünk {d}|{d} érkezem",
    "el": "φεύγω στις {d}|τα λέμε στις {d}|παντρεύομαι στις {d}|φτάνω {d}|εξετάσεις {d}",
    "tr": "{d} yola çıkıyorum|{d} görüşürüz|sınavım {d}|{d} taşınıyoruz|düğün {d}|{d}'da yola çıkıyorum|"
    "{d}'de geleceğim|{d}'ta buluşalım|{d}'te evleniyoruz|{d}’da taşındım|"
    "{d}’de işe başlıyorum|{d}'da görüşelim",
    "az": "{d}-də yola çıxıram|{d}-da görüşərik|imtahanım {d}|{d} köçürük|toy {d}",
    "id": "saya berangkat {d}|sampai jumpa {d}|ujian saya {d}|kami pindah {d}",
    "ms": "saya bertolak {d}|jumpa lagi {d}|peperiksaan {d}",
    "vi": "tôi đi ngày {d}|hẹn gặp {d}|tôi thi ngày {d}|chuyển nhà {d}",
    "ar": "سأسافر في {d}|أراك يوم {d}|الامتحان يوم {d}|سأصل في {d}",
    "he": "אני נוסע ב-{d}|נתראה ב-{d}|המבחן ב-{d}|אגיע ב-{d}",
    "fa": "{d} می‌روم|امتحان من {d} است|{d} می‌بینمت",
    "hi": "मैं {d} को जा रहा हूँ|{d} को मिलते हैं|मेरी परीक्षा {d} को है",
    "th": "ฉันออกเดินทาง {d}|เจอกัน {d}|สอบวันที่ {d}",
    "ja": "{d}に出かけます|{d}に会いましょう|試験は{d}です|{d}に引っ越した",
    "zh": "我{d}出发|{d}见|我{d}考试|我们{d}搬家了",
    "ko": "{d}에 떠나요|{d}에 만나요|시험은 {d}이에요|{d}에 이사했어요",
    "ca": "marxo el {d}|ens veiem el {d}|arribo {d}|l'examen és el {d}",
    "gl": "marcho o {d}|vémonos o {d}|chego {d}",
    "eu": "{d} noa|{d} ikusiko gara|azterketa {d}",
}  # fmt: skip
"""Language → such sentences; `{d}` stands for the date, `{p}` for a place."""
