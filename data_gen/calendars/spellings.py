"""How the months of other calendars are spelt in Latin letters, and at home in ways that CLDR does not have.

CLDR has one spelling a language; libraries, newspapers and gravestones have many. Collected from general
usage: encyclopaedias, almanacs, library catalogues (ALA-LC romanisation), newspapers of the countries.
"""

from __future__ import annotations

_LATIN = {
    "persian": """
        Farvardin|Farwardin|Farvardīn|Farvardeen
        Ordibehesht|Ordībehesht|Ardibehesht|Urdibihisht
        Khordad|Khordād|Khurdad|Xordad
        Tir|Tīr|Teer
        Mordad|Mordād|Amordad|Murdad
        Shahrivar|Shahrīvar|Shahriwar|Sharivar
        Mehr|Mihr
        Aban|Ābān|Aaban
        Azar|Āzar
        Dey|Dei|Daī
        Bahman
        Esfand|Isfand|Espand
    """,
    "islamic": """
        Muharram|Muḥarram|Moharram|Muharam|Al-Muharram|Muharrem
        Safar|Ṣafar|Saphar|Safer
        Rabi' al-awwal|Rabi al-Awwal|Rabi I|Rabiʿ I|Rabīʿ al-awwal|Rabi' I|Rabi ul-Awwal|Rabi al-Awal
        Rabi' al-thani|Rabi al-Thani|Rabi II|Rabiʿ II|Rabīʿ al-thānī|Rabi' al-Akhir|Rabi II|Rabi ul-Akhir
        Jumada al-awwal|Jumada al-Ula|Jumada I|Jumādā I|Jumada al-Oula|Jamadi ul-Awwal|Jumada'l-ula
        Jumada al-thani|Jumada al-Akhirah|Jumada II|Jumādā II|Jumada al-Thaniya|Jamadi ul-Thani
        Rajab|Rejeb|Rajjab
        Sha'ban|Shaban|Shaʿban|Shaʻbān|Shabaan|Sha'baan|Cha'ban
        Ramadan|Ramaḍān|Ramadhan|Ramazan|Ramzan|Ramadaan|Ramadán|Ramadān
        Shawwal|Shawwāl|Shawal|Schawwal|Shavval
        Dhu al-Qi'dah|Dhu al-Qadah|Dhu'l-Qa'da|Zulqida|Dhul Qa'dah|Dhū al-Qaʿda|Dhul-Qidah|Zilqad|Dhu al-Qi'da
        Dhu al-Hijjah|Dhu'l-Hijja|Zulhijja|Dhul Hijjah|Dhū al-Ḥijja|Dhul-Hijjah|Zilhajj|Zil Hijjah
    """,
    "hebrew": """
        Nisan|Nissan|Nîsan
        Iyar|Iyyar|Iyyār|Eyar
        Sivan|Siwan|Siván
        Tammuz|Tamuz|Tamouz
        Av|Ab|Menachem Av|Menahem Av
        Elul|Ellul|Elool
        Tishrei|Tishri|Tishrey|Tischri|Tishre
        Cheshvan|Heshvan|Marcheshvan|Marheshvan|Chesvan|Ḥeshvan
        Kislev|Kislew|Chislev|Kisleiv
        Tevet|Teves|Tebeth|Teveth|Tebet|Teiveis
        Shevat|Shvat|Sh'vat|Shebat|Sebat|Schwat
        Adar
        Adar II|Adar Sheni|Adar Bet|Second Adar|Ve-Adar|Veadar
        Adar I|Adar Rishon|Adar Aleph|First Adar|Adar Alef
    """,
    "ethiopic": """
        Meskerem|Mäskäräm|Maskaram|Meskarem
        Tikimt|Teqemt|Ṭəqəmt|Tikemt|Tekemt
        Hidar|Ḫədar|Hedar
        Tahsas|Tahesas|Taḫśaś|Tahisas
        Tir|Ṭərr|Terr
        Yekatit|Yäkatit|Yakatit|Yekkatit
        Megabit|Mägabit|Magabit|Meggabit
        Miyazya|Miazia|Miyazia|Miazya
        Ginbot|Gənbot|Genbot
        Sene|Säne|Sane|Senie
        Hamle|Ḥamle|Hamlie
        Nehase|Nähase|Nehassie|Nehasse|Nahase
        Pagumen|Pagume|Ṗagʷəmen|Paguemen|Pagumien|Pwagme
    """,
    "coptic": """
        Thout|Tout|Tut|Thoth|Toot
        Paopi|Baba|Babah|Paophi|Phaophi|Paope
        Hathor|Hator|Hatur|Hatour|Athyr|Hatoor
        Koiak|Kiahk|Kiyahk|Choiak|Khoiak|Keyahk
        Tobi|Toba|Tubah|Tybi|Touba|Tobe
        Meshir|Amshir|Mechir|Mekhir
        Paremhat|Baramhat|Phamenoth|Baramhaat
        Parmouti|Baramouda|Baramudah|Pharmuthi|Parmoute
        Pashons|Bashans|Pachon|Bachans
        Paoni|Ba'una|Paona|Payni|Baounah|Bauna
        Epip|Abib|Epep|Epiphi|Abeeb
        Mesori|Mesra|Mesore|Misra
        Nasie|Nasi|Pi Kogi Enavot|Little Month|El-Nasi|Epagomenai
    """,
    "indian": """
        Chaitra|Caitra|Chait
        Vaisakha|Vaishakha|Vaiśākha|Baisakh
        Jyaistha|Jyeshtha|Jyaishtha|Jyeṣṭha|Jaistha
        Asadha|Ashadha|Āṣāḍha|Asharh|Aashaadha
        Sravana|Shravana|Śrāvaṇa|Shravan|Sravan
        Bhadra|Bhadrapada|Bhādrapada|Bhaadra
        Asvina|Ashvina|Aśvina|Ashwin|Aswina
        Kartika|Kārtika|Karthika|Kartik
        Agrahayana|Margasirsha|Mārgaśīrṣa|Agrahāyaṇa|Margashirsha
        Pausa|Pausha|Pauṣa|Pushya
        Magha|Māgha|Magh
        Phalguna|Phālguna|Phalgun|Phalgunah
    """,
}

_AT_HOME = {
    ("islamic", "ar"): """
        محرم|المحرم|محرّم|محرم الحرام
        صفر|صفر الخير
        ربيع الأول|ربيع الاول|ربيع أول
        ربيع الآخر|ربيع الثاني|ربيع الاخر|ربيع ثاني
        جمادى الأولى|جمادى الاولى|جمادى الأول|جماد أول|جمادى الاول
        جمادى الآخرة|جمادى الثانية|جمادى الاخرة|جماد ثاني|جمادى الثاني
        رجب|رجب المرجب
        شعبان|شعبان المعظم
        رمضان|رمضان المبارك|رمضان المعظم
        شوال|شوّال|شوال المكرم
        ذو القعدة|ذي القعدة|ذوالقعدة|ذو القعده|ذي القعده
        ذو الحجة|ذي الحجة|ذوالحجة|ذو الحجه|ذي الحجه
    """,
    ("islamic", "fa"): """
        محرم|محرم‌الحرام
        صفر|صفر المظفر
        ربیع‌الاول|ربیع الاول|ربیع‌الأول
        ربیع‌الثانی|ربیع الثانی|ربیع‌الآخر
        جمادی‌الاول|جمادی الاول|جمادی‌الاولی
        جمادی‌الثانی|جمادی الثانی|جمادی‌الآخر
        رجب|رجب‌المرجب
        شعبان|شعبان‌المعظم
        رمضان|رمضان‌المبارک
        شوال|شوال‌المکرم
        ذیقعده|ذی‌القعده|ذوالقعده
        ذیحجه|ذی‌الحجه|ذوالحجه
    """,
    ("islamic", "ur"): """
        محرم|محرم الحرام
        صفر|صفر المظفر
        ربیع الاول|ربیع الاوّل
        ربیع الثانی|ربیع الآخر
        جمادی الاول|جمادی الاولیٰ
        جمادی الثانی|جمادی الآخر|جمادی الثانیہ
        رجب|رجب المرجب
        شعبان|شعبان المعظم
        رمضان|رمضان المبارک
        شوال|شوال المکرم
        ذوالقعدہ|ذی القعدہ|ذیقعد
        ذوالحجہ|ذی الحجہ|ذوالحج
    """,
    ("islamic", "tr"): """
        Muharrem|Muharremü'l-haram
        Safer|Saferü'l-hayr
        Rebiülevvel|Rebîülevvel|Rebiyülevvel|R. Evvel
        Rebiülahir|Rebîülâhir|Rebiyülahir|R. Ahir
        Cemaziyelevvel|Cemâziyelevvel|Cemaziyülevvel|C. Evvel
        Cemaziyelahir|Cemâziyelâhir|Cemaziyülahir|C. Ahir
        Recep|Receb
        Şaban|Şa'ban|Şâban
        Ramazan
        Şevval|Şevvâl
        Zilkade|Zi'l-ka'de|Zilka'de
        Zilhicce|Zi'l-hicce
    """,
    ("persian", "fa"): """
        فروردین|فروردين|فروردین ماه
        اردیبهشت|ارديبهشت|اردیبهشت ماه
        خرداد|خرداد ماه|خردادماه
        تیر|تير|تیرماه
        مرداد|امرداد|مردادماه
        شهریور|شهريور|شهریورماه
        مهر|مهرماه|مهر ماه
        آبان|آبان‌ماه|ابان
        آذر|آذرماه|اذر
        دی|دي|دی‌ماه|دی ماه
        بهمن|بهمن‌ماه
        اسفند|اسفندماه|اسفند ماه
    """,
    ("persian", "ps"): """
        وری|حمل
        غویی|ثور
        غبرګولی|جوزا
        چنګاښ|سرطان
        زمری|اسد
        وږی|سنبله
        تله|میزان
        لړم|عقرب
        لیندۍ|قوس
        مرغومی|جدی
        سلواغه|دلو
        کب|حوت
    """,
    ("hebrew", "he"): """
        ניסן
        אייר|איר
        סיון|סיוון
        תמוז
        אב|מנחם אב|מנחם-אב
        אלול
        תשרי
        חשוון|חשון|מרחשוון|מרחשון
        כסלו|כסליו
        טבת
        שבט
        אדר
        אדר ב׳|אדר ב'|אדר שני|אדר ב|ואדר
        אדר א׳|אדר א'|אדר ראשון|אדר א
    """,
    ("ethiopic", "am"): """
        መስከረም
        ጥቅምት
        ኅዳር|ህዳር|ሕዳር
        ታኅሣሥ|ታህሳስ|ታሕሣሥ|ታኅሳስ
        ጥር
        የካቲት
        መጋቢት
        ሚያዝያ|ሚያዚያ
        ግንቦት
        ሰኔ
        ሐምሌ|ሀምሌ
        ነሐሴ|ነሀሴ
        ጳጉሜን|ጳጉሜ|ጷጉሜን
    """,
    ("coptic", "ar"): """
        توت
        بابه|بابة
        هاتور|هتور
        كيهك|كهيك
        طوبة|طوبه
        أمشير|امشير
        برمهات
        برمودة|برموده
        بشنس
        بؤونة|بؤونه|بؤنة
        أبيب|ابيب
        مسرى|مسري
        نسيئ|النسيء|نسئ|الشهر الصغير
    """,
    ("indian", "hi"): """
        चैत्र|चैत
        वैशाख|बैशाख
        ज्येष्ठ|जेठ
        आषाढ़|आषाढ
        श्रावण|सावन
        भाद्रपद|भाद्र|भादों
        आश्विन|अश्विन
        कार्तिक
        अग्रहायण|मार्गशीर्ष
        पौष
        माघ
        फाल्गुन|फागुन
    """,
}


def _parsed(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.strip().split("|")) for line in text.strip().splitlines())


LATIN = {calendar: _parsed(text) for calendar, text in _LATIN.items()}
"""Calendar → for each month its spellings in English and, at times, in other languages in Latin letters."""

AT_HOME = {key: _parsed(text) for key, text in _AT_HOME.items()}
"""(calendar, language) → for each month how it is written where the calendar lives."""
