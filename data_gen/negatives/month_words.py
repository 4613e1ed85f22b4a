"""Names and words that are spelt like months, programs by name, and books with chapters and verses."""

from __future__ import annotations

GIVEN_NAMES = {
    "en": "May|April|June|August|Augusta|January|Mae|Julian|Julia|Octavia|Marcia|Jan|Mar|Augustus",
    "de": "August|Jan|Juli|Mai|Julius|Jana|Augusta|April|Marz",
    "fr": "Avril|Mai|Juin|Auguste|Jules|Marceau|Juliette|Janvier",
    "es": "Abril|Julio|Mayo|Agosto|Augusto|Junio|Marzo|Enero|Julia",
    "it": "Agosto|Aprile|Maggio|Giulio|Augusto|Giulia|Marzia|Ottobrina",
    "pt": "Abril|Júlio|Augusto|Maio|Júlia|Marcio",
    "nl": "Jan|Mei|Augustus|Juli|Mart|Augusta",
    "sv": "Maj|Jan|Juni|August|Julia|Augusta|Majken",
    "da": "Jan|Maj|August|Juni|Julie|Augusta",
    "nb": "Jan|Mai|August|Juni|Julie|Augusta",
    "fi": "Maj|Juni|Heinä|Julia|Tammi",
    "pl": "Jan|Maja|August|Julia|Luty|Julian",
    "cs": "Jan|Máj|August|Júlie|Květen|Julius|Leden",
    "sk": "Ján|August|Júlia|Július|Maja",
    "hr": "Jan|Maja|Srpanj|Julija|Lipa",
    "tr": "Eylül|Ekim|Nisan|Ocak|Mayıs|Temmuz|Kasım",
    "ru": "Май|Майя|Юлий|Юлия|Август|Январь|Августа",
    "uk": "Травень|Липа|Юлія|Серпень|Майя",
    "hu": "Május|Júlia|Augusztus|Június|Április",
    "ro": "Mai|Iulia|August|Iulie|Marta",
    "vi": "Mai Thị|Mai Văn|Mai",
    "id": "Agus|Mei|Juni|Yuli|Okta|Augustinus",
}  # fmt: skip
"""Language → what people are called that is, or nearly is, a month."""

PHRASES = {
    "en": "march {n} miles|march on|they march {n} abreast|may {n} people enter?|you may take {n}|may I?|"
    "it may cost {n} dollars|Mars bar|{n} Mars bars|a set of {n}|the march took {n} hours|long march|"
    "an august body of {n}|he may be {n}|mar the {n} panels|decade|decide by {n} votes|second to none|"
    "may contain {n} nuts|octopus with {n} arms|the sun rose at {n}|monday blues|satin, {n} yards|"
    "{n}d ago|{n}h ago|{n}w ago|{n} mo. ago|{n} yrs ago|{n}d|{n}w {n}d|"
    "a fortnight ago|{n} fortnights|the day after tomorrow|in due course|the 1st of its kind|the 3rd man|"
    "It may rain. You may stay.|may it please the court|May they live long!|We may lose by {n}. Or may we?|"
    "How may we help?|may or may not|May the best of {n} win.|She may be late; he may not.|it may march on",
    "de": "Mai Thai {n} Euro|Mars Riegel {n} Stück|der dumme August|ein Marsch von {n} km|"
    "{n} Maikäfer|Märzenbecher|Januskopf|jährlich {n}|Dezibel {n}|Julklapp|vor vierzehn Tagen|in {n} Tagen",
    "fr": "sept frères|les {n} Mars et Snickers|marche de {n} km|sept sur {n}|janvier, nom de famille|"
    "mais {n} fois|avrillé|juin, mot de {n} lettres|d'ici {n} jours|dans une quinzaine|planète Mars",
    "es": "mar de {n} islas|marzal|mayo y {n} más|mayonesa {n} g|ene, letra {n}|más de {n}|"
    "dentro de quince días|hace {n} días|en {n} semanas|agostado",
    "it": "mare {n} gradi|marcia per {n} km|sei volte {n}|set di {n}|ottobrata romana|fra {n} giorni|"
    "{n} giorni fa|maggiore di {n}|lugliatica",
    "pt": "mar de {n} ilhas|maior que {n}|set com {n} jogos|março, sobrenome|há {n} dias|daqui a {n} dias|"
    "outra vez {n}",
    "nl": "meid van {n}|mars van {n} km|juist {n}|decibel {n}|over {n} dagen|{n} dagen geleden",
    "sv": "marsch {n} km|planeten Mars|om {n} dagar|för {n} dagar sedan|decibel {n}",
    "pl": "majonez {n} g|marsz na {n} km|za {n} dni|{n} dni temu|lipa ma {n} lat",
    "cs": "květák {n} kg|za {n} dní|před {n} dny|máj je báseň|pochod na {n} km|listopadka",
    "ru": "марш на {n} км|майка размер {n}|майор, {n} полк|через {n} дней|{n} дней назад|шоколадка Марс|"
    "мартышка {n} лет|августейшая особа",
    "uk": "марш на {n} км|через {n} днів|{n} днів тому|травень як прізвище",
    "tr": "{n} ocaklı fırın|ekim alanı {n} dönüm|{n} gün önce|{n} gün sonra|nisan yağmuru",
    "ro": "mai mult de {n}|mai sunt {n} locuri|mai mic de {n}|acum {n} zile|peste {n} zile|marș de {n} km",
    "hu": "májas hurka {n} dkg|márciusi ifjak|{n} nappal ezelőtt|{n} nap múlva|deci {n}",
    "fi": "{n} päivää sitten|{n} päivän päästä|marssi {n} km|tammi on {n} m korkea|heinä {n} kg|lokasuoja",
    "vi": "hoa mai {n} cánh|mai sau|{n} ngày trước|ngày mai|cách đây {n} năm",
    "id": "{n} hari lalu|{n} hari lagi|mei lan|lusa|minggu depan|juni atau juli siapa?",
    "ja": "{n}日前|{n}日後|{n}か月|{n}月分|{n}年間|{n}日間|火星チョコ{n}個|再来週|月が{n}つ|日の出",
    "zh": "{n}天前|{n}天后|{n}个月|{n}年来|{n}日内|月亮|{n}年级|日本|每月{n}次|前{n}天",
    "ko": "{n}일 전|{n}일 후|{n}개월|{n}년간|{n}일간|{n}학년|월급|일요일마다",
    "ar": "قبل {n} أيام|بعد {n} أيام|كوكب المريخ|لمدة {n} أيام",
    "he": "לפני {n} ימים|בעוד {n} ימים|מאי נפקא מינה|{n} ימים",
    "fa": "{n} روز پیش|{n} روز بعد|سیاره مریخ",
    "hi": "{n} दिन पहले|{n} दिन बाद|मंगल ग्रह",
    "th": "{n} วันก่อน|อีก {n} วัน|ดาวอังคาร",
    "el": "πριν {n} μέρες|σε {n} μέρες|ο πλανήτης Άρης|μάιος, {n} γράμματα έχει",
    "bg": "преди {n} дни|след {n} дни|марш на {n} км|майка на {n}",
}  # fmt: skip
"""Language → phrases with month-like words or spans of time that name no day; `{n}` is a number."""

PROGRAMS = (
    "Python|python|PHP|Ubuntu|Debian|iOS|Android|macOS|Mac OS X|Windows|Kernel|Linux|Java|Node|npm|jQuery|"
    "React|Django|Rails|Ruby|Go|Rust|MySQL|PostgreSQL|SQLite|Oracle|Apache|nginx|Chrome|Firefox|Safari|Edge|Opera|"
    "WordPress|Drupal|Joomla|Excel|Word|Photoshop|Unity|Unreal|Xcode|Docker|Kubernetes|Git|OpenSSL|glibc|gcc|"
    "clang|Qt|GTK|GNOME|KDE|LibreOffice|NumPy|pandas|TensorFlow|PyTorch|Spring Boot|Tomcat|Maven|Gradle|"
    "package|plugin|driver|kernel|library|libxml2|Bluetooth|USB|HTTP|TLS|HTML|Wi-Fi|iPhone|Galaxy|Pixel"
).split("|")
"""What has versions or models by number."""

VERSES = {
    "en": "John|Genesis|Gen|Ps|Psalm|Mark|Luke|Matt|Romans|Rom|Acts|Exodus|Isaiah|1 Cor|Rev|Prov|Surah",
    "de": "Joh|Mk|Mt|Lk|Gen|Ps|Röm|Offb|Jes|Hebr|Psalm|1 Kor|Sure",
    "fr": "Jean|Marc|Luc|Mt|Gn|Ps|Ap|Rm|Ésaïe|Actes|Psaume|Sourate",
    "es": "Juan|Marcos|Lucas|Mt|Gn|Sal|Ap|Rom|Isaías|Hechos|Salmo|Sura",
    "it": "Gv|Mc|Lc|Mt|Gen|Sal|Ap|Rm|Isaia|Atti|Salmo",
    "pt": "João|Marcos|Lucas|Mt|Gn|Sl|Ap|Rm|Isaías|Atos|Salmo",
    "nl": "Joh.|Marcus|Lucas|Mat.|Gen.|Psalm|Rom.|Openb.|Jesaja",
    "pl": "J|Mk|Łk|Mt|Rdz|Ps|Ap|Rz|Iz|Dz",
    "ru": "Ин.|Мк.|Лк.|Мф.|Быт.|Пс.|Рим.|Ис.|Деян.|Сура",
    "sv": "Joh|Mark|Luk|Matt|1 Mos|Ps|Rom|Upp|Jes",
    "ar": "سورة البقرة|سورة النساء|يوحنا|مزمور",
    "he": "בראשית|שמות|תהילים|ישעיהו|דברים",
    "la": "Ioh|Marc|Luc|Matth|Gen|Ps|Rom|Apoc",
}  # fmt: skip
"""Language → books that are cited by chapter and verse."""
