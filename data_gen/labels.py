"""Words that make the number beside them something other than a date, by language, parted by `|`.

None of them stands before or after a date in `data_gen.phrases`: the word alone decides.
"""

from __future__ import annotations

from functools import cache

VERSION = {
    "en": "version|Version|ver.|release|rev.|build|firmware|Firmware|patch|update to|SDK|API",
    "de": "Version|Firmware|Softwarestand|Softwareversion|Programmversion|Rev.",
    "fr": "version|Version|révision|micrologiciel|logiciel version|mise à jour vers",
    "es": "versión|Versión|revisión|firmware|actualización a|software versión",
    "it": "versione|Versione|rev.|revisione|firmware|aggiornamento alla",
    "pt": "versão|Versão|revisão|firmware|atualização para",
    "nl": "versie|Versie|revisie|firmware|softwareversie",
    "sv": "version|mjukvara|programversion",
    "da": "version|softwareversion",
    "nb": "versjon|programvare",
    "fi": "versio|Versio|ohjelmistoversio",
    "et": "versioon",
    "lv": "versija",
    "lt": "versija",
    "pl": "wersja|Wersja|wersji|oprogramowanie|kompilacja",
    "cs": "verze|Verze|verzi|sestavení",
    "sk": "verzia|Verzia|zostava",
    "sl": "različica",
    "hr": "verzija|inačica",
    "sr": "верзија|издање|verzija",
    "bg": "версия|компилация",
    "ru": "версия|Версия|версии|вер.|релиз|сборка|прошивка|обновление до",
    "uk": "версія|Версія|версії|випуск|збірка|прошивка",
    "be": "версія|рэліз|зборка",
    "hu": "verzió|Verzió|verziója",
    "ro": "versiunea|versiune|firmware",
    "el": "έκδοση|Έκδοση|αναθεώρηση",
    "tr": "sürüm|Sürüm|sürümü|versiyon|güncelleme",
    "az": "versiya|buraxılış",
    "kk": "нұсқасы|нұсқа",
    "ka": "ვერსია|გამოშვება",
    "hy": "տարբերակ|թողարկում",
    "ar": "الإصدار|إصدار|النسخة|نسخة",
    "fa": "نسخه|نگارش|ویرایش",
    "he": "גרסה|גירסה",
    "ur": "ورژن|نسخہ",
    "hi": "संस्करण|वर्शन|रिलीज़",
    "bn": "সংস্করণ|ভার্সন",
    "ta": "பதிப்பு",
    "th": "เวอร์ชัน|รุ่น",
    "vi": "phiên bản|Phiên bản|bản cập nhật",
    "id": "versi|Versi|rilis",
    "ms": "versi|keluaran",
    "ja": "バージョン|バージョン：|ソフトウェア|リリース|ファームウェア",
    "zh": "版本|版本：|版本号|固件|更新至|软件版本|版本號",
    "ko": "버전|버전:|릴리스|펌웨어|빌드",
}  # fmt: skip
"""Before a number of two to four parts: `versión 2.10.12`."""

SECTION = {
    "en": "section|Section|chapter|Chapter|§|article|Art.|clause|paragraph|figure|Fig.|table|exercise|"
    "appendix|equation|rule|item|step|theorem",
    "de": "Abschnitt|Kapitel|Kap.|§|Art.|Ziffer|Absatz|Abb.|Tabelle|Aufgabe|Anlage|Punkt|Satz",
    "fr": "section|chapitre|chap.|§|article|art.|alinéa|figure|tableau|exercice|annexe|point",
    "es": "sección|capítulo|cap.|§|artículo|art.|apartado|figura|tabla|ejercicio|anexo|punto",
    "it": "sezione|capitolo|cap.|§|articolo|art.|comma|figura|tabella|esercizio|allegato|punto",
    "pt": "seção|secção|capítulo|cap.|§|artigo|art.|figura|tabela|exercício|anexo|item",
    "nl": "sectie|hoofdstuk|§|artikel|art.|paragraaf|figuur|tabel|oefening|bijlage",
    "sv": "avsnitt|kapitel|kap.|§|artikel|figur|tabell|övning|bilaga|punkt",
    "da": "afsnit|kapitel|kap.|§|artikel|figur|tabel|opgave|bilag|punkt",
    "nb": "avsnitt|kapittel|kap.|§|artikkel|figur|tabell|oppgave|vedlegg|punkt",
    "fi": "luku|kappale|§|artikla|kuva|taulukko|tehtävä|liite|kohta",
    "pl": "rozdział|rozdz.|§|artykuł|art.|ustęp|rysunek|rys.|tabela|zadanie|załącznik|punkt",
    "cs": "kapitola|kap.|§|článek|čl.|odstavec|obrázek|obr.|tabulka|cvičení|příloha|bod",
    "sk": "kapitola|§|článok|čl.|odsek|obrázok|tabuľka|príloha|bod",
    "hr": "poglavlje|§|članak|čl.|slika|tablica|zadatak|prilog|točka",
    "sr": "поглавље|члан|чл.|слика|табела|тачка",
    "bg": "глава|раздел|§|член|чл.|фигура|таблица|приложение|точка",
    "ru": "раздел|глава|гл.|§|статья|ст.|пункт|п.|рисунок|рис.|таблица|табл.|приложение|задача|параграф",
    "uk": "розділ|глава|§|стаття|ст.|пункт|п.|рисунок|рис.|таблиця|додаток|вправа",
    "hu": "fejezet|szakasz|§|cikk|ábra|táblázat|feladat|melléklet|pont",
    "ro": "secțiunea|capitolul|cap.|§|articolul|art.|figura|tabelul|exercițiul|anexa|punctul",
    "el": "ενότητα|κεφάλαιο|κεφ.|§|άρθρο|παράγραφος|σχήμα|πίνακας|άσκηση|παράρτημα",
    "tr": "bölüm|madde|§|şekil|tablo|alıştırma|ek|fıkra",
    "ar": "القسم|الفصل|المادة|البند|الشكل|الجدول|الملحق",
    "fa": "بخش|فصل|ماده|بند|شکل|جدول|پیوست",
    "he": "סעיף|פרק|סימן|איור|טבלה|נספח",
    "hi": "खंड|अध्याय|धारा|अनुच्छेद|चित्र|तालिका",
    "bn": "অধ্যায়|ধারা|অনুচ্ছেদ|চিত্র|সারণি",
    "th": "บทที่|ข้อ|มาตรา|รูปที่|ตารางที่|ภาคผนวก",
    "vi": "chương|mục|điều|khoản|hình|bảng|phụ lục|bài",
    "id": "bab|pasal|bagian|ayat|gambar|tabel|lampiran|butir",
    "ja": "章|節|図|表|付録|項目",
    "zh": "章节|章節|图|圖|表|附录|条款|例题",
    "ko": "절|제|그림|표|부록|항목",
}  # fmt: skip
"""Before the number of a part of a text: `Kapitel 3.2.1`, `art. 5.2`."""

PAGES = {
    "en": "p.|pp.|page|pages|Pages|lines|verses|vol.|lot|lots|plates|nos.|folios|columns",
    "de": "Seite|Seiten|Bd.|Los|Zeilen|Spalte|Bl.|Nrn.|Blatt",
    "fr": "page|pages|pp.|p.|vol.|lot|lots|lignes|planche|feuillets|tome",
    "es": "página|páginas|pág.|págs.|pp.|lote|líneas|tomo|folios",
    "it": "pagina|pagine|pag.|pagg.|pp.|lotto|righe|tavole|voll.",
    "pt": "página|páginas|pág.|pp.|lote|linhas|tomo|folhas",
    "nl": "pagina|blz.|pp.|kavel|regels|deel|kolom",
    "sv": "sida|sidor|sid.|rader|band|lott|blad",
    "da": "side|sider|linjer|bind|lot|blad",
    "fi": "sivu|sivut|rivit|osa|erä",
    "pl": "strona|strony|str.|wiersze|tom|poz.|karta",
    "cs": "strana|strany|str.|řádky|svazek|položka",
    "ru": "стр.|страница|страницы|том|лот|строки|лист|листы|л.",
    "uk": "стор.|сторінка|сторінки|том|лот|рядки|аркуш",
    "hu": "oldal|oldalak|sor|kötet|tétel",
    "el": "σελ.|σελίδα|σελίδες|τόμος|στίχοι",
    "tr": "sayfa|sayfalar|cilt|satır|parti",
    "ja": "ページ|頁|行|巻|ロット",
    "zh": "页|第页|行|卷|批次|拍品",
    "ko": "쪽|페이지|행|권",
    "ar": "ص|صفحة|الصفحات|المجلد",
    "he": "עמ׳|עמוד|עמודים|כרך",
}  # fmt: skip
"""Before a page or a span of pages: `pp. 1914-15`."""

NUMBERED = {
    "en": "no.|No.|room|Room|flight|ticket|lot|item|box|P.O. Box|PO Box|order|Order|invoice|Invoice|"
    "case|file|apartment|apt.|suite|locker|bus|gate|platform|serial no.|part no.|ref.|docket",
    "de": "Nr.|Zimmer|Raum|Flug|Los|Postfach|Bestellung|Rechnung|Rechnungsnr.|Aktenzeichen|Az.|Akte|Wohnung|"
    "Gleis|Linie|Artikel-Nr.|Auftrag|Vorgang|Schließfach",
    "fr": "n°|numéro|chambre|salle|vol|lot|boîte postale|BP|commande|facture n°|dossier|appartement|quai|"
    "ligne|réf.|bureau|affaire",
    "es": "n.º|núm.|número|habitación|sala|vuelo|lote|apartado|pedido|factura n.º|expediente|piso|andén|"
    "línea|ref.|caso",
    "it": "n°|numero|camera|stanza|volo|lotto|casella postale|ordine|fattura n°|pratica|binario|linea|rif.|"
    "prot.|scala",
    "pt": "n.º|número|quarto|sala|voo|lote|caixa postal|pedido|fatura n.º|processo|apto.|linha|ref.",
    "nl": "nr.|nummer|kamer|vlucht|kavel|postbus|bestelling|factuurnr.|dossier|spoor|lijn|ref.",
    "sv": "nr|nummer|rum|flyg|postbox|beställning|fakturanr|ärende|spår|linje|dnr",
    "da": "nr.|nummer|værelse|fly|postboks|ordre|fakturanr.|sag|spor|linje",
    "nb": "nr.|nummer|rom|fly|postboks|ordre|fakturanr.|sak|spor|linje",
    "fi": "nro|numero|huone|lento|postilokero|PL|tilaus|laskunro|asia|raide|linja",
    "pl": "nr|numer|pokój|lot|skrytka|zamówienie|faktura nr|sprawa|peron|linia|sygn.|mieszkanie|FV",
    "cs": "č.|číslo|pokoj|objednávka|faktura č.|spis|linka|č. j.|čj.|byt",
    "sk": "č.|číslo|izba|objednávka|faktúra č.|spis|linka",
    "hr": "br.|broj|soba|narudžba|račun br.|predmet|linija",
    "sr": "бр.|број|соба|рачун бр.|предмет|линија",
    "bg": "№|номер|стая|полет|поръчка|фактура №|дело|линия",
    "ru": "№|номер|комната|рейс|лот|а/я|заказ №|счёт №|дело №|квартира|кв.|путь|автобус|каб.|билет №",
    "uk": "№|номер|кімната|рейс|лот|замовлення №|рахунок №|справа №|квартира|кв.|автобус",
    "hu": "szoba|járat|rendelés|számla sorszáma|ügyszám|vágány|cikkszám",
    "ro": "nr.|număr|camera|zborul|comanda|factura nr.|dosar|linia|apartament",
    "el": "αρ.|αριθμός|δωμάτιο|πτήση|παραγγελία|τιμολόγιο αρ.|υπόθεση|γραμμή",
    "tr": "no:|numara|oda|uçuş|sipariş|fatura no|dosya|daire|peron|hat",
    "ar": "رقم|غرفة|رحلة|طلب رقم|فاتورة رقم|ملف|صندوق بريد",
    "fa": "شماره|اتاق|پرواز|سفارش|فاکتور شماره|پرونده",
    "he": "מספר|חדר|טיסה|הזמנה|חשבונית מס׳|תיק|קו",
    "hi": "क्रमांक|कमरा|उड़ान|आदेश संख्या|फ़ाइल|संख्या",
    "th": "เลขที่|ห้อง|เที่ยวบิน|ใบสั่งซื้อ",
    "vi": "số|phòng|chuyến bay|đơn hàng|hóa đơn số|hồ sơ",
    "id": "no.|nomor|kamar|penerbangan|pesanan|faktur no.|perkara",
    "ja": "番号|部屋|便名|注文番号|請求書番号|事件番号|品番|号室",
    "zh": "编号|房间|航班|订单号|发票号|案号|货号|房號|訂單",
    "ko": "번호|객실|항공편|주문번호|송장번호|사건번호|방",
}  # fmt: skip
"""Before the number of a thing: `Zimmer 1914`, `invoice 2014/0512`, `No. 5/12`."""

COUNTED = {
    "en": "copies|pieces|words|people|miles|items|euros|dollars|votes|inhabitants|pages|cups|tsp|years old|"
    "points|seats|steps|cm|kg|hours|days|students|bottles",
    "de": "Stück|Exemplare|Wörter|Einwohner|Euro|Stimmen|Seiten|Meter|Jahre alt|Tage|Stunden|Punkte|Plätze",
    "fr": "exemplaires|pièces|mots|habitants|euros|voix|pages|mètres|ans|jours|heures|points|places|francs",
    "es": "ejemplares|piezas|palabras|habitantes|euros|votos|páginas|metros|años de edad|días|horas|puntos",
    "it": "copie|pezzi|parole|abitanti|euro|voti|pagine|metri|giorni|ore|punti|posti|lire",
    "pt": "exemplares|peças|palavras|habitantes|euros|votos|páginas|metros|dias|horas|pontos|reais",
    "nl": "exemplaren|stuks|woorden|inwoners|euro|stemmen|pagina's|meter|dagen|uren|punten",
    "sv": "exemplar|stycken|ord|invånare|kronor|röster|sidor|meter|dagar|timmar|poäng",
    "da": "eksemplarer|stykker|ord|indbyggere|kroner|stemmer|sider|meter|dage|timer|point",
    "nb": "eksemplarer|stykker|ord|innbyggere|kroner|stemmer|sider|meter|dager|timer|poeng",
    "fi": "kappaletta|sanaa|asukasta|euroa|ääntä|sivua|metriä|päivää|tuntia|pistettä",
    "pl": "egzemplarzy|sztuk|słów|mieszkańców|złotych|głosów|stron|metrów|dni|godzin|punktów",
    "cs": "kusů|výtisků|slov|obyvatel|korun|hlasů|stran|metrů|dní|hodin|bodů",
    "sk": "kusov|výtlačkov|slov|obyvateľov|eur|hlasov|strán|metrov|dní|hodín|bodov",
    "hr": "komada|primjeraka|riječi|stanovnika|kuna|glasova|metara|dana|sati|bodova",
    "ru": "экземпляров|штук|слов|жителей|рублей|голосов|страниц|метров|дней|часов|баллов|человек|шт.",
    "uk": "примірників|штук|слів|жителів|гривень|голосів|сторінок|метрів|днів|годин|балів|осіб",
    "bg": "броя|думи|жители|лева|гласа|страници|метра|дни|часа|точки",
    "hu": "példány|darab|szó|lakos|forint|szavazat|méter|nap|óra|pont",
    "ro": "exemplare|bucăți|cuvinte|locuitori|lei|voturi|pagini|metri|zile|ore|puncte",
    "el": "αντίτυπα|τεμάχια|λέξεις|κάτοικοι|ευρώ|ψήφοι|σελίδες|μέτρα|ημέρες|ώρες|βαθμοί",
    "tr": "adet|kopya|kelime|kişi|lira|oy|sayfa|metre|saat|puan",
    "ar": "نسخة|قطعة|كلمة|نسمة|دولار|صوت|صفحة|متر|ساعة|نقطة",
    "he": "עותקים|יחידות|מילים|תושבים|שקלים|קולות|עמודים|מטרים|שעות|נקודות",
    "hi": "प्रतियाँ|टुकड़े|शब्द|निवासी|रुपये|वोट|पृष्ठ|मीटर|घंटे|अंक",
    "vi": "bản|cái|từ|người|đồng|phiếu|trang|mét|giờ|điểm",
    "id": "eksemplar|buah|kata|jiwa|rupiah|suara|halaman|meter|jam|poin",
    "ja": "部|個|語|人|円|票|ページ|メートル|時間|点|枚|台|冊",
    "zh": "本|个|字|人|元|票|页|米|小时|分|件|台|公里",
    "ko": "부|개|단어|명|원|표|쪽|미터|시간|점|권|대",
}  # fmt: skip
"""After a number that counts things: `1960 copies`, `10-12 Jahre alt`."""

STREETS = {
    "fr": "rue du {d}|Rue du {d}|place du {d}|avenue du {d}|boulevard du {d}|{h} rue du {d}|{h}, rue du {d}",
    "it": "via {d}|Via {d}|piazza {d}|Piazza {d}|viale {d}|corso {d}|Via {d}, {h}|Piazza {d} n. {h}",
    "es": "calle {d}|Calle {d}|avenida {d}|Avenida {d}|plaza {d}|Plaza del {d}|Calle {d} n.º {h}",
    "pt": "rua {d}|Rua {d}|avenida {d}|Avenida {d}|praça {d}|Rua {d}, {h}|Av. {d}, n.º {h}",
    "de": "Straße des {d}|Platz des {d}|Straße des {d} {h}|Platz des {d} {h}",
    "pl": "ul. {d}|ulica {d}|plac {d}|al. {d}|ul. {d} {h}|os. {d}",
    "cs": "ulice {d}|náměstí {d}|třída {d}|ul. {d} {h}",
    "sk": "ulica {d}|námestie {d}|ul. {d} {h}",
    "ru": "улица {d}|ул. {d}|площадь {d}|проспект {d}|ул. {d}, д. {h}|пер. {d}",
    "uk": "вулиця {d}|вул. {d}|площа {d}|вул. {d}, {h}",
    "bg": "улица {d}|ул. {d}|площад {d}|ул. {d} {h}",
    "sr": "улица {d}|трг {d}|ulica {d}",
    "hr": "ulica {d}|trg {d}|Ulica {d} {h}",
    "ro": "strada {d}|str. {d}|bulevardul {d}|piața {d}|str. {d} nr. {h}",
    "el": "οδός {d}|πλατεία {d}|οδός {d} {h}",
    "tr": "{d} caddesi|{d} sokak|{d} bulvarı|{d} caddesi no: {h}|{d} mahallesi",
    "en": "{d} Street|{d} Avenue|{d} Road|{h} {d} Street|{d} Square",
    "vi": "đường {d}|phố {d}",
    "id": "jalan {d}|Jl. {d} no. {h}",
}  # fmt: skip
"""Streets named for a day of a month, `{d}`; `{h}` is a house number."""


@cache
def label_words(language: str) -> frozenset[str]:
    """The words of all these tables in a language, in lower case."""
    tables = (VERSION, SECTION, PAGES, NUMBERED, COUNTED)
    return frozenset(word.lower() for table in tables for word in table.get(language, "").split("|") if word)
