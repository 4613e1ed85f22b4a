"""Phrases around a date, by language: `{d}` stands for the date, `{n}` for a name, `{p}` for a place.

None changes what the date says: nothing of before, after, until, about or between.
"""

from __future__ import annotations

LEADS = {
    "en": "on |the |on the |dated |born |b. |d. |died |Date: |date |DOB: |in |of |On |posted on |"
    "Born: |signed |updated |taken ",
    "fr": "le |Le |du |en date du |né le |née le |Fait le |daté du |Date : |Date: |mort le |"
    "décédé le |ce |publié le |signé le ",
    "de": "am |den |vom |der |geb. |geboren am |Datum: |dem |gest. |* |gestorben am |Stand: |Am |"
    "abends |Abends |abends |morgens |nachts |spät |spät |Spät |spät am |spätabends |früh am |"
    ", den |Ausgabe vom |Sitzung vom |Stichtag ",
    "es": "el |del |a |El |el día |nacido el |fecha: |Fecha: |día |nac. |fallecido el |con fecha |"
    "publicado el |a los |al |Al día |para el ",
    "it": "il |Il |del |li |addì |nato il |nata il |data: |Data: |giorno |morto il |dell'|in data |"
    "lì ",
    "pt": "em |no dia |a |de |dia |Data: |nascido em |aos |falecido em |publicado em |no |data ",
    "ca": "el |del |a |dia |nascut el |Data: |el dia ",
    "gl": "o |do |a |día |nado o |Data: |en ",
    "ro": "pe |la |din |la data de |născut la |data: |Data: |pe data de |în ",
    "nl": "op |de |van |den |geb. |geboren op |Datum: |d.d. |overleden op |Op |per |dd. ",
    "af": "op |die |van |gebore op |Datum: ",
    "sv": "den |d. |född |f. |Datum: |Den |daterad |död |född den |per ",
    "da": "den |d. |født |f. |Dato: |Den |dateret |død |født den |pr. ",
    "nb": "den |d. |født |f. |Dato: |Den |datert |død |født den |per ",
    "nn": "den |d. |fødd |f. |Dato: |Den |datert |død ",
    "is": "þann |fæddur |f. |Dags. |dagsetning: |hinn |d. ",
    "fi": "s. |synt. |syntynyt |Päiväys: |pvm |kuollut |k. |päivämäärä: ",
    "et": "sünd. |sündinud |kuupäev: |Kuupäev |suri ",
    "lv": "dzimis |datums: |miris |dz. ",
    "lt": "gimė |data: |gim. |mirė ",
    "pl": "dnia |w dniu |z |ur. |urodzony |Data: |z dnia |dn. |zm. |W dniu |urodzona ",
    "cs": "dne |ze dne |nar. |narozen |Datum: |v |zemřel |Dne |narozena ",
    "sk": "dňa |zo dňa |nar. |narodený |Dátum: |Dňa |zomrel ",
    "sl": "dne |roj. |rojen |Datum: |z dne |umrl ",
    "hr": "dana |dne |rođen |Datum: |u ",
    "bs": "dana |rođen |Datum: ",
    "sr": "дана |рођен |Датум: |dana |rođen ",
    "mk": "на |роден на |Датум: ",
    "bg": "на |роден на |Дата: |от |На ",
    "ru": "от |дата: |Дата: |род. |родился |родилась |в |дата рождения |ум. |умер |на |датировано ",
    "uk": "від |дата: |Дата: |народився |нар. |у |пом. |народилася ",
    "be": "ад |дата: |нарадзіўся |нар. |у ",
    "hu": "szül. |született |Dátum: |a |kelt: |Kelt |megh. ",
    "el": "στις |την |της |γεννήθηκε στις |Ημερομηνία: |Στις |γεν. ",
    "tr": "tarih: |Tarih: |doğum: |doğum tarihi |d. |ölüm: ",
    "az": "tarix: |doğum tarixi |Tarix: ",
    "kk": "күні: |туған күні |Күні: ",
    "uz": "sana: |tug‘ilgan |Sana: ",
    "ka": "თარიღი: |დაბ. |დაბადებული ",
    "hy": "ամսաթիվ՝ |ծնված՝ |ծնվ. ",
    "ar": "في |بتاريخ |تاريخ: |يوم |مواليد |ولد في |التاريخ: ",
    "fa": "در |تاریخ: |مورخ |در تاریخ |متولد ",
    "ur": "بتاریخ |تاریخ: |بروز |مورخہ ",
    "he": "ב-|בתאריך |ביום |תאריך: |נולד ב-|מיום ",
    "hi": "दिनांक |तारीख: |दिनांक: |जन्म |को ",
    "mr": "दिनांक |दि. |जन्म |तारीख: ",
    "ne": "मिति |मिति: |जन्म ",
    "bn": "তারিখ: |জন্ম |তারিখ |গত ",
    "ta": "தேதி: |தேதி |பிறந்த தேதி ",
    "te": "తేదీ: |తేదీ |పుట్టిన తేదీ ",
    "gu": "તારીખ: |તા. |જન્મ ",
    "th": "วันที่ |เมื่อวันที่ |ณ วันที่ |เกิดวันที่ |เกิด ",
    "lo": "ວັນທີ |ວັນທີ່ ",
    "km": "ថ្ងៃទី|កាលបរិច្ឆេទ: ",
    "my": "ရက်စွဲ |နေ့စွဲ ",
    "vi": "ngày |vào ngày |Ngày |sinh ngày |hôm |Ngày: |mất ngày ",
    "id": "tanggal |pada tanggal |pada |tgl. |Tanggal: |lahir |per |lahir pada ",
    "ms": "pada |bertarikh |tarikh: |Tarikh: |lahir ",
    "fil": "noong |noong ika-|petsa: |Petsa: |sa |ipinanganak noong ",
    "sw": "tarehe |mnamo |Tarehe: |alizaliwa ",
    "zu": "ngo-|usuku: |mhla ka-",
    "ja": "日付：|日付 |発行日 |作成日：|更新日 |生年月日 ",
    "zh": "日期：|于|日期 |出生日期：|生于|於|时间：|发布于 |更新时间：",
    "ko": "날짜: |일자 |작성일 |생년월일 |발행일: |등록일 ",
    "eo": "la |je la |naskiĝis la |dato: ",
    "la": "die |anno |natus ",
    "cy": "ar |dyddiad: |ganwyd ",
    "ga": "ar an |dáta: |a rugadh ",
    "eu": "data: |jaioa: |eguna: ",
    "sq": "më |data: |lindur më ",
    "lb": "de |den |gebuer de |Datum: ",
    "fy": "op |de |datum: ",
    "yi": "דעם |דאטום: ",
    "mn": "огноо: |төрсөн ",
}  # fmt: skip
"""Language → short words before a date, each with the space it needs, parted by `|`."""

TAILS = {
    "en": "|.|, in {p}|, {p}|at {p}| ({p})| edition| - {n}|: {n}| by {n}| AD| final| report| update|"
    " release",
    "de": "|.|, {p}|in {p}|, {n}| ({n})| abends| nachmittags| früh| Fassung",
    "ja": "に|は|の|、|付|付け|付で|発行|現在|。|の会議|生まれ|更新|公開|刊|に発表",
    "zh": "，|。|在{p}|的会议|发布|出版|生|日记|更新|于{p}|那天",
    "ko": "에|은|에는|의|자|, {p}| 발행|부| 현재|생| 기준",
    "tr": "'de|'da|'te|'ta|'de başladı|tarihinde| tarihinde| günü| yılında"
    "|’de|’da|den|dan|'den|'dan|'nin|günü| tarihli|'nde|'ün|'in",
    "hu": "-án|-én|-i|-jén|, {p}| napján|-ai|-e|-ei|-a",
    "fi": ", {p}|, {n}|. päivänä| päivätty| ({n})",
    "ka": "-ს|-ში|, {p}| წელს|-დან|-ის|-მდე| წელი| წლის| წ.",
    "eu": "an|ean|ko|(e)an|(e)ko|a| egunean|(e)tik|rako| urtean|aren",
    "et": ". a.| a.|. aastal| aasta|, {p}| kell",
    "lv": ". g.| gadā|. gada| g.|, {p}",
    "lt": " m.| metais| d.| metų|, {p}",
    "hy": "-ին|ին|թ.| թ.| թվականին|, {p}|ի|-ից",
    "el": ", {p}| στην {p}| μ.Χ.",
    "az": "-də|-da|-ci il|, {p}|-cü il| ildə| tarixində",
    "fa": " در {p}|، {p}| میلادی| م.",
    "ar": " م| م.| ميلادي|، {p}| في {p}",
    "he": " ב{p}|, {p}| לספירה",
    "hi": " को| को {p} में| की| का| से| के दिन|, {p}",
    "mr": " रोजी| ला|, {p}",
    "bn": " তারিখে| এ| তে|, {p}",
    "ta": " அன்று|, {p}",
    "te": " న|, {p}",
    "ru": " г.| года| в {p}| в г. {p}|, {p}| ({n})| году",
    "uk": " р.| року| у {p}|, {p}",
    "bg": " г.| в {p}| година|, {p}",
    "pl": " r.| roku| w {p}|, {p}",
    "cs": ", {p}| v {p}",
    "mn": " өдөр| онд|, {p}",
    "kk": " күні| ж.|, {p}| жылы| жыл|ж.|-да|-де",
    "ky": " күнү| ж.|, {p}| жылы|-чу|-чы|-ж.| жыл",
    "uz": " kuni| yil|, {p}|-yil| yilda| йил|da",
    "fr": "|.|, {p}|à {p}| ({p})| matin| soir|, {n}",
    "es": "|.|, {p}|en {p}| ({p})|, {n}",
    "th": " ที่{p}| {n}",
    "vi": " tại {p}|, {p}|.",
}  # fmt: skip
"""Language → what follows a date, glued to it or with its own space."""

SENTENCES = {
    "en": "{n} was born on {d} in {p}.|The letter of {d} reached {n}.|We met {n} in {p} on {d}.|"
    "{n} married {n} on {d}.|Invoice issued {d} to {n}|Please confirm {d} with {n}.|"
    "Meeting with {n}, {d}, {p}|Did {n} leave {p} on {d}?|Photo taken {d}, {p}|"
    "The treaty was signed at {p} on {d}.|{n} died {d}|My flight to {p} is on {d}|"
    "Is {d} all right for you?|The agreement, dated {d}, is void.|Last edited {d} by {n}|"
    "{p}: {d}|{n} ({d}, {p})|Book us a room in {p} for {d} please|Copyright {d} {n}|"
    "It has to be {d}.|{d} - {n} arrives in {p}|Opened to traffic on {d}.",
    "fr": "{n} est né à {p} le {d}.|Lettre de {n} du {d}|Fait à {p}, le {d}|"
    "Nous arriverons à {p} le {d}.|Le traité fut signé à {p} le {d}.|{n}, {p}, {d}|"
    "Rendez-vous le {d} avec {n}|Acte du {d}, notaire {n}|Est-ce que le {d} vous convient ?|"
    "{n} épousa {n} le {d}|Facture du {d}|{n} est décédée le {d} à {p}.",
    "de": "{n} wurde am {d} in {p} geboren.|Brief von {n} vom {d}|{p}, den {d}|"
    "Wir kommen am {d} in {p} an.|Der Vertrag wurde am {d} unterzeichnet.|Passt dir der {d}?|"
    "Rechnung vom {d}|Treffen mit {n} am {d}|{n} starb am {d} in {p}.|Beschluss vom {d}|"
    "Haben Sie am {d} Zeit?|Eröffnet am {d}.|{n} (geb. {d})",
    "es": "{n} nació en {p} el {d}.|Carta de {n} del {d}|En {p}, a {d}|Llegamos a {p} el {d}.|"
    "El tratado se firmó el {d} en {p}.|¿Te viene bien el {d}?|Factura del {d}|"
    "Reunión con {n} el {d}|{n} murió el {d}.|Publicado el {d} por {n}|"
    "{n} se casó con {n} el {d}.|La cita es el {d}",
    "it": "{n} nacque a {p} il {d}.|Lettera di {n} del {d}|{p}, {d}|Arriviamo a {p} il {d}.|"
    "Il trattato fu firmato il {d}.|Va bene il {d}?|Fattura del {d}|Riunione con {n} il {d}|"
    "{n} morì il {d}.|{p}, lì {d}|Pubblicato il {d} da {n}",
    "pt": "{n} nasceu em {p} em {d}.|Carta de {n} de {d}|{p}, {d}|Chegamos a {p} em {d}.|"
    "O tratado foi assinado em {d}.|Pode ser {d}?|Fatura de {d}|Reunião com {n} em {d}|"
    "{n} morreu em {d}.|Publicado em {d} por {n}|A consulta é dia {d}",
    "nl": "{n} werd op {d} in {p} geboren.|Brief van {n} van {d}|{p}, {d}|"
    "We komen op {d} in {p} aan.|Het verdrag werd op {d} getekend.|Schikt {d} jou?|"
    "Factuur van {d}|Afspraak met {n} op {d}|{n} overleed op {d}.|Geplaatst op {d} door {n}|"
    "De vergadering is {d}",
    "sv": "{n} föddes den {d} i {p}.|Brev från {n} den {d}|{p} den {d}|Vi kommer till {p} den {d}.|"
    "Avtalet slöts den {d}.|Passar {d}?|Möte med {n} {d}|{n} dog {d}.",
    "da": "{n} blev født den {d} i {p}.|Brev fra {n} den {d}|{p}, den {d}|"
    "Vi ankommer til {p} den {d}.|Aftalen blev indgået den {d}.|Møde med {n} {d}|{n} døde {d}.",
    "nb": "{n} ble født {d} i {p}.|Brev fra {n} den {d}|{p}, {d}|Vi kommer til {p} {d}.|"
    "Avtalen ble inngått {d}.|Møte med {n} {d}|{n} døde {d}.",
    "fi": "{n} syntyi {d} kaupungissa {p}.|Kirje, {n}, {d}|{p}, {d}|Sopimus allekirjoitettiin {d}.|"
    "Sopiiko {d}?|Kokous {d}, {n}|{n} kuoli {d}.|Juna lähtee {d}",
    "et": "{n} sündis {d}.|Leping sõlmiti {d}.|Kiri, {n}, {d}|{p}, {d}|Koosolek {d}",
    "lv": "{n} dzimis {d}.|Līgums parakstīts {d}.|{p}, {d}|Sapulce {d}",
    "lt": "{n} gimė {d}.|Sutartis pasirašyta {d}.|{p}, {d}|Susitikimas {d}",
    "is": "{n} fæddist {d}.|Bréf frá {n}, {d}|Fundur {d} í {p}|Samningurinn var undirritaður {d}.",
    "pl": "{n} urodził się {d} w {p}.|List z dnia {d}|{p}, dnia {d}|Umowę podpisano {d}.|"
    "Spotkanie z {n} {d}|Faktura z dnia {d}|{n} zmarł {d}.|Czy pasuje ci {d}?",
    "cs": "{n} se narodil {d} v {p}.|Dopis ze dne {d}|V {p} dne {d}|Smlouva byla podepsána {d}.|"
    "Schůzka s {n} {d}|Faktura ze dne {d}|{n} zemřel {d}.",
    "sk": "{n} sa narodil {d} v {p}.|List zo dňa {d}|V {p} dňa {d}|Zmluva bola podpísaná {d}.|"
    "Stretnutie {d}",
    "sl": "{n} se je rodil {d} v {p}.|Pismo z dne {d}|V {p}, {d}|Pogodba je bila podpisana {d}.",
    "hr": "{n} je rođen {d} u {p}.|Pismo od {d}|U {p}, {d}|Ugovor je potpisan {d}.|Sastanak {d}",
    "sr": "{n} је рођен {d} у {p}.|Уговор је потписан {d}.|У {p}, {d}|Sastanak je {d}",
    "bg": "{n} е роден на {d} в {p}.|Договорът е подписан на {d}.|Писмо от {d}|Среща на {d}|{p}, {d}",
    "mk": "{n} е роден на {d}.|Договорот е потпишан на {d}.|Состанок на {d}",
    "ru": "{n} родился {d} в городе {p}.|Письмо от {d}|г. {p}, {d}|Договор подписан {d}.|"
    "Мы приедем {d}.|Встреча с {n} {d}|Счёт от {d}|{n} умер {d}.|Вам подходит {d}?|"
    "Приказ от {d}",
    "uk": "{n} народився {d} у місті {p}.|Лист від {d}|м. {p}, {d}|Договір підписано {d}.|"
    "Ми приїдемо {d}.|Зустріч {d}|{n} помер {d}.",
    "be": "{n} нарадзіўся {d}.|Ліст ад {d}|Дагавор падпісаны {d}.|{p}, {d}",
    "ro": "{n} s-a născut la {d} în {p}.|Scrisoare din {d}|{p}, {d}|Tratatul a fost semnat la {d}.|"
    "Întâlnire pe {d}|{n} a murit la {d}.",
    "hu": "{n} {d} született.|Kelt: {p}, {d}|A szerződést {d} írták alá.|Találkozó: {d}|"
    "{n} levele, {d}",
    "el": "Ο {n} γεννήθηκε στις {d}.|Επιστολή της {d}|{p}, {d}|Η συνθήκη υπογράφηκε στις {d}.|"
    "Συνάντηση στις {d}|Φτάνουμε στις {d}.",
    "tr": "{n}, {d} tarihinde {p} kentinde doğdu.|{d} tarihli mektup|{p}, {d}|"
    "Sözleşme {d} günü imzalandı.|Toplantı {d}|{n} {d} günü öldü.|{d} sizin için uygun mu?|"
    "{n} {d}'da doğdu.|{n} {d}'de öldü.|{d}'ta {p} kentine vardık.|"
    "Anlaşma {d}'te imzalandı.|Toplantı {d}’de başlıyor.",
    "az": "{n} {d} anadan olub.|{p}, {d}|Görüş {d}|Müqavilə {d} imzalanıb.",
    "kk": "{n} {d} дүниеге келді.|{p}, {d}|Кездесу {d} болады.",
    "ka": "{n} დაიბადა {d}.|{p}, {d}|შეხვედრა {d}|ხელშეკრულება {d} დაიდო.",
    "hy": "{n} ծնվել է {d}։|{p}, {d}|Հանդիպում {d}",
    "ar": "ولد {n} في {d}.|وصلنا إلى {p} في {d}.|وقعت الاتفاقية بتاريخ {d}|اجتماع مع {n} يوم {d}|"
    "هل يناسبك {d}؟|{p}، {d}|توفي {n} في {d}",
    "fa": "{n} در {d} متولد شد.|نامه مورخ {d}|{p}، {d}|جلسه در {d} برگزار می‌شود.|"
    "قرارداد در {d} امضا شد.",
    "ur": "{n} {d} کو پیدا ہوئے۔|{p}، {d}|ملاقات {d} کو ہوگی۔",
    "he": "{n} נולד ב-{d} ב{p}.|המכתב מיום {d}|{p}, {d}|ההסכם נחתם ב-{d}.|פגישה עם {n} ב-{d}|"
    "הגענו ב-{d}",
    "hi": "{n} का जन्म {d} को {p} में हुआ।|{d} का पत्र|{p}, {d}|बैठक {d} को होगी।|"
    "समझौते पर {d} को हस्ताक्षर हुए।|क्या {d} ठीक रहेगा?|हम {d} को {p} पहुँचेंगे।",
    "mr": "{n} यांचा जन्म {d} रोजी झाला.|बैठक {d} रोजी आहे.|{p}, {d}",
    "bn": "{n} {d} তারিখে জন্মগ্রহণ করেন।|সভা {d} তারিখে|{p}, {d}|চুক্তি {d} স্বাক্ষরিত হয়।",
    "ta": "{n} {d} அன்று பிறந்தார்.|கூட்டம் {d}|{p}, {d}",
    "te": "{n} {d} న జన్మించారు.|సమావేశం {d}|{p}, {d}",
    "th": "{n} เกิดวันที่ {d} ที่{p}|ประชุมวันที่ {d}|จดหมายลงวันที่ {d}|{p} {d}|ลงนามเมื่อ {d}",
    "vi": "{n} sinh ngày {d} tại {p}.|Thư đề ngày {d}|{p}, ngày {d}|Hiệp định được ký ngày {d}.|"
    "Họp vào {d}|Chúng tôi đến {p} ngày {d}.",
    "id": "{n} lahir pada {d} di {p}.|Surat tertanggal {d}|{p}, {d}|"
    "Perjanjian ditandatangani pada {d}.|Rapat pada {d}|Kami tiba di {p} tanggal {d}.",
    "ms": "{n} dilahirkan pada {d}.|Surat bertarikh {d}|{p}, {d}|Mesyuarat pada {d}",
    "fil": "Ipinanganak si {n} noong {d}.|Nilagdaan ang kasunduan noong {d}.|{p}, {d}|"
    "Dumating kami noong {d}.",
    "sw": "{n} alizaliwa tarehe {d}.|Mkutano ni {d}|{p}, {d}|Mkataba ulitiwa saini {d}.",
    "ja": "{n}は{d}に{p}で生まれた。|{d}に{p}へ出発します|{d}の会議について|会議は{d}です。|"
    "{d}付の手紙|{d}は都合がよいですか。|契約は{d}に結ばれた。|{d}発行|お届け日は{d}となります|"
    "{n}（{d}生まれ）|次回は{d}に開催",
    "zh": "{n}于{d}出生于{p}。|会议定于{d}举行|{d}的信|我们{d}到达{p}|条约于{d}签订。|{d}你有空吗？|"
    "{n}，{d}，{p}|{d}那天我在{p}|合同日期为{d}|{n}（{d}生）|请把{d}记下来",
    "ko": "{n}은 {d}에 {p}에서 태어났다.|회의는 {d}입니다.|{d}자 편지|{d}에 {p}에 도착합니다.|"
    "계약은 {d}에 체결되었다.|{d}에 시간 있어요?|{p}, {d}|{n} ({d}생)",
    "eo": "{n} naskiĝis la {d} en {p}.|Kunveno la {d}|{p}, {d}",
    "ca": "{n} va néixer a {p} el {d}.|Carta del {d}|{p}, {d}|Reunió el {d}",
    "gl": "{n} naceu en {p} o {d}.|Carta do {d}|{p}, {d}",
    "eu": "{n} {d} jaio zen.|{p}, {d}|Bilera: {d}",
    "cy": "Ganwyd {n} ar {d}.|Cyfarfod ar {d}|{p}, {d}",
    "ga": "Rugadh {n} ar {d}.|Cruinniú {d}|{p}, {d}",
    "sq": "{n} lindi më {d} në {p}.|Takimi më {d}|{p}, {d}",
    "af": "{n} is op {d} gebore.|Vergadering op {d}|{p}, {d}",
}  # fmt: skip
"""Language → sentences of people with a date in them."""

TIME_JOINTS = {
    "en": " at | @ |, at | - |, | ",
    "de": " um | um | gegen |, | ab | - | von ",
    "fr": " à |, à | vers | - ",
    "es": " a las |, a las | - ",
    "it": " alle | alle ore |, ore | - ",
    "pt": " às |, às | - ",
    "nl": " om |, om | - ",
    "ro": " la ora |, ora ",
    "ru": " в |, в | - ",
    "uk": " о |, о ",
    "bg": " в |, в ",
    "pl": " o | o godz. |, godz. ",
    "cs": " v |, v ",
    "sk": " o ",
    "hr": " u ",
    "sl": " ob ",
    "sv": " kl. | kl |, kl. ",
    "da": " kl. | kl. ",
    "nb": " kl. | klokka ",
    "fi": " klo | kello |, klo ",
    "et": " kell ",
    "tr": " saat |, saat ",
    "el": " στις |, ώρα ",
    "ja": "の||に| の",
    "zh": "||的| ",
    "ko": " | 의 |, ",
    "ar": " في الساعة | الساعة |، ",
    "he": " בשעה |, ",
    "hi": " को | समय ",
    "id": " pukul | jam ",
    "ms": " pukul | jam ",
    "vi": " lúc |, lúc | vào lúc ",
    "th": " เวลา | ",
    "hu": ", | ",
    "ca": " a les | a les ",
}  # fmt: skip
"""Language → what stands between a date and the time after it."""
