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


def _parsed(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.strip().split("|")) for line in text.strip().splitlines())


LATIN = {calendar: _parsed(text) for calendar, text in _LATIN.items()}
"""Calendar → for each month its spellings in English and, at times, in other languages in Latin letters."""
