"""How catalogues and forms in many languages say that there is no date; what people say that tells none."""

from __future__ import annotations

UNDATED = {
    "en": "n.d.|n. d.|[n.d.]|no date|undated|unknown|date unknown|not known|unk.|not dated|missing|"
    "pending|date not known|date not given|not dateable|nd|N.D.|undated.|[undated]|"
    "date of publication not identified",
    "fr": "s.d.|[s.d.]|s. d.|sans date|non daté|inconnu|inconnue|date inconnue|à déterminer",
    "de": "o. J.|o.J.|[o. J.]|o. D.|ohne Datum|ohne Jahr|unbekannt|undatiert|Datum unbekannt|k. A.|"
    "offen",
    "es": "s.f.|s. f.|sin fecha|s.a.|desconocido|desconocida|fecha desconocida|sin datar|"
    "por determinar",
    "it": "s.d.|s. d.|senza data|sconosciuto|data ignota|non datato|ignota",
    "pt": "s.d.|s/d|sem data|desconhecido|data desconhecida|não datado|ignorada",
    "nl": "z.j.|z. j.|zonder jaar|zonder datum|onbekend|ongedateerd|datum onbekend|n.b.",
    "sv": "u.å.|u. å.|utan år|okänt|odaterad|odaterat|okänt datum|uppgift saknas",
    "da": "u.å.|uden år|ukendt|udateret|ukendt dato|dato ukendt",
    "nb": "u.å.|uten år|ukjent|udatert|ukjent dato",
    "nn": "u.å.|utan år|ukjend|udatert",
    "fi": "s.a.|ei päiväystä|tuntematon|päiväämätön|ei tiedossa",
    "is": "án árs|óþekkt|ódagsett|ártal óþekkt",
    "et": "s.a.|dateerimata|teadmata|tundmatu",
    "lv": "b.g.|bez gada|nezināms|nedatēts|datums nav zināms",
    "lt": "s.a.|be datos|nežinoma|nedatuota",
    "pl": "b.r.|b. r.|[b.r.]|b.d.|bez daty|bez roku|nieznany|nieznana data|niedatowany",
    "cs": "b.r.|bez data|neznámo|neznámé datum|nedatováno|s. a.",
    "sk": "b. r.|bez dátumu|neznámy|nedatované",
    "sl": "b. l.|brez datuma|neznano|nedatirano",
    "hr": "s.a.|bez datuma|nepoznato|nedatirano|bez godine",
    "sr": "б. г.|без датума|непознато|недатирано",
    "bs": "bez datuma|nepoznato|nedatirano",
    "mk": "без датум|непознато|недатирано",
    "bg": "б. г.|без дата|неизвестно|недатирано|неизвестна дата",
    "ru": "б.г.|б. г.|[б.г.]|б/д|без даты|без года|неизвестно|не датировано|дата неизвестна|"
    "нет данных",
    "uk": "б.р.|б. р.|без дати|без року|невідомо|не датовано|дата невідома",
    "be": "б. г.|без даты|невядома|не датавана",
    "hu": "é. n.|é.n.|dátum nélkül|ismeretlen|keltezetlen|évszám nélkül",
    "ro": "f.a.|f. a.|fără dată|necunoscut|nedatat|dată necunoscută",
    "el": "χ.χ.|χ. χ.|χωρίς ημερομηνία|άγνωστο|άγνωστη ημερομηνία|αχρονολόγητο",
    "tr": "t.y.|tarihsiz|tarih yok|bilinmiyor|belirsiz",
    "az": "tarixsiz|tarix yoxdur|naməlum|bilinmir",
    "kk": "күні жоқ|белгісіз|күні белгісіз",
    "ka": "უთარიღო|უცნობია|თარიღის გარეშე",
    "hy": "անթվակիր|անհայտ|առանց ամսաթվի",
    "ar": "د.ت.|د. ت.|بدون تاريخ|غير معروف|غير مؤرخ|مجهول",
    "fa": "بی‌تا|بی تا|بدون تاریخ|نامعلوم|نامشخص",
    "he": "חש״ד|ללא תאריך|לא ידוע|לא מתוארך|תאריך לא ידוע",
    "ur": "تاریخ ندارد|نامعلوم|بلا تاریخ",
    "hi": "तिथि अज्ञात|अज्ञात|दिनांक रहित|तिथि उपलब्ध नहीं",
    "bn": "তারিখ নেই|অজানা|তারিখবিহীন",
    "ta": "தேதி இல்லை|தெரியவில்லை|தேதியற்றது",
    "te": "తేదీ లేదు|తెలియదు",
    "mr": "दिनांक नाही|अज्ञात|तारीख नाही",
    "gu": "તારીખ નથી|અજ્ઞાત|તારીખ અજ્ઞાત",
    "kn": "ದಿನಾಂಕವಿಲ್ಲ|ತಿಳಿದಿಲ್ಲ|ದಿನಾಂಕ ತಿಳಿದಿಲ್ಲ",
    "ml": "തീയതിയില്ല|അറിയില്ല|തീയതി ലഭ്യമല്ല",
    "pa": "ਮਿਤੀ ਨਹੀਂ|ਅਗਿਆਤ|ਮਿਤੀ ਪਤਾ ਨਹੀਂ",
    "th": "ม.ป.ป.|ไม่ปรากฏปีที่พิมพ์|ไม่ทราบ|ไม่ระบุวันที่",
    "vi": "k.n.|không rõ|không có ngày|chưa rõ|không đề ngày",
    "id": "t.t.|tanpa tahun|tanpa tanggal|tidak diketahui|belum diketahui",
    "ms": "t.t.|tiada tarikh|tidak diketahui|tanpa tarikh",
    "fil": "walang petsa|hindi alam|di-alam",
    "sw": "haijulikani|bila tarehe|hakuna tarehe",
    "ko": "연도 미상|날짜 없음|미상|알 수 없음|연도불명",
    "ja": "日付なし|不明|年代不明|刊年不明|日付不詳|未定|出版年不明",
    "zh": "日期不详|不详|无日期|年代不詳|未知|出版年不詳|未注明日期|待定",
    "ca": "s.d.|sense data|desconegut|sense datar",
    "gl": "s.d.|sen data|descoñecido",
    "eu": "datarik gabe|ezezaguna|d.g.",
    "cy": "dim dyddiad|anhysbys|heb ddyddiad",
    "ga": "gan dáta|anaithnid",
    "la": "s.a.|s. a.|[s.a.]|sine anno|sine dato|sine loco et anno|s.l.a.",
    "eo": "sen dato|nekonata|sendata",
    "af": "s.j.|geen datum|onbekend|ongedateer",
    "sq": "pa datë|e panjohur|i panjohur",
}  # fmt: skip
"""Language → what stands for `undated` and `unknown`."""

TALK = {
    "en": "How much does that cost?|Please call me back.|Where is the nearest station?|"
    "Thanks a lot!Can we march on?|See attached file|to whom it may concern|see above|"
    "as soon as possible|on request",
    "fr": "Combien ça coûte ?|Merci de me rappeler.|Où se trouve la gare ?|voir ci-joint|"
    "dès que possible",
    "de": "Wie viel kostet das?|Bitte rufen Sie zurück.|Wo ist der Bahnhof?|siehe Anlage|"
    "so bald wie möglich",
    "es": "¿Cuánto cuesta esto?|Llámame, por favor.|¿Dónde está la estación?|véase adjunto|"
    "cuanto antes",
    "it": "Quanto costa?|Per favore richiamami.|Dov'è la stazione?|vedi allegato|appena possibile",
    "pt": "Quanto custa isso?|Ligue para mim, por favor.|Onde fica a estação?|ver anexo|"
    "assim que possível",
    "nl": "Hoeveel kost dat?|Bel me terug, alsjeblieft.|Waar is het station?|zie bijlage|"
    "zo snel mogelijk",
    "sv": "Hur mycket kostar det?|Ring mig, tack.|Var ligger stationen?|se bilaga|"
    "så snart som möjligt",
    "pl": "Ile to kosztuje?|Proszę oddzwonić.|Gdzie jest dworzec?|patrz załącznik|jak najszybciej",
    "cs": "Kolik to stojí?|Zavolejte mi, prosím.|Kde je nádraží?|viz příloha|co nejdříve|"
    "Děkuji mnohokrát",
    "ru": "Сколько это стоит?|Перезвоните мне, пожалуйста.|Где находится вокзал?|см. приложение",
    "uk": "Скільки це коштує?|Передзвоніть мені, будь ласка.|Де вокзал?|див. додаток|якнайшвидше|"
    "Дякую",
    "tr": "Bu ne kadar?|Lütfen beni arayın.|İstasyon nerede?|ekteki dosyaya bakınız|en kısa zamanda",
    "el": "Πόσο κοστίζει;|Πάρε με τηλέφωνο.|Πού είναι ο σταθμός;|βλ. συνημμένο|το συντομότερο|"
    "Ευχαριστώ πολύ",
    "ar": "كم السعر؟|اتصل بي من فضلك.|أين المحطة؟|انظر المرفق|في أقرب وقت ممكن|شكرا جزيلا",
    "he": "כמה זה עולה?|תתקשר אליי בבקשה.|איפה התחנה?|ראה נספח|בהקדם האפשרי|תודה רבה",
    "hi": "इसकी कीमत क्या है?|कृपया मुझे फ़ोन करें।|स्टेशन कहाँ है?|संलग्न देखें|धन्यवाद|यह ठीक नहीं है।",
    "ja": "これはいくらですか。|折り返しお電話ください。|駅はどこですか。|別紙参照|至急|"
    "ありがとうございます|順次発送",
    "zh": "这个多少钱？|请给我回电话。|车站在哪里？|见附件|尽快|谢谢|我们的会议很长|他很高兴",
    "ko": "이거 얼마예요?|전화 주세요.|역이 어디에 있나요?|첨부 참조|가능한 한 빨리|감사합니다",
    "id": "Berapa harganya?|Tolong telepon saya.|Di mana stasiunnya?|lihat lampiran|secepatnya|"
    "Terima kasih",
    "vi": "Cái này bao nhiêu tiền?|Hãy gọi lại cho tôi.|Nhà ga ở đâu?|xem đính kèm|càng sớm càng tốt|"
    "Cảm ơn",
    "th": "ราคาเท่าไหร่|กรุณาโทรกลับ|สถานีอยู่ที่ไหน|ดูเอกสารแนบ|ขอบคุณ",
    "hu": "Mennyibe kerül?|Kérem, hívjon vissza.|Hol van az állomás?|lásd a mellékletet|"
    "Köszönöm szépen",
    "fi": "Paljonko tämä maksaa?|Soita minulle, kiitos.|Missä asema on?|katso liite|Kiitos paljon",
    "ro": "Cât costă?|Vă rog să mă sunați.|Unde este gara?|vezi anexa|Mulțumesc mult",
}  # fmt: skip
"""Language → requests, questions and notes that name no day."""
