"""How months were spelt before 1800, in six languages and in Latin."""

from __future__ import annotations

_MONTHS = {
    "en": """
        Januarie|Ianuary|Ianuarie|Januarye|Janvary|Jan:|Janry|Janu:|Ianu.|Januar|Jan:ry|Janʳʸ
        Februarie|Februarye|Feb:|Febr|Febry|Febru:|Februar|Feb:ry|Febʸ|Februarij|Feverell
        Marche|Martch|March|Mar:|Mche|Marcij|Martij
        Aprill|Aprille|Aprell|Apr:|Aprl|Aprilis|Avrill|Apʳˡ|Apl
        Maie|Maye|May|Maij|Maii|Mai
        Iune|Iun|June|Junne|Jun:|Junij|Iunij|Iuine
        Iuly|Iulie|Iulye|Julie|Julye|Iul:|Julij|Jullie|Iulij
        Auguſt|Auguste|Awgust|Augt|Augᵗ|Aug:|Agust|Avgust|Auguſte|Augusti
        Septembre|September|7ber|7br|7bre|Septemb.|Septemb:|Septembr|Sept:|Septembᵉʳ|Septebre|7bris
        Octobre|Octobr|Octob.|Octob:|8ber|8br|8bre|Octobʳ|October|Octobar|Oct:|8bris
        Nouember|Novembre|Nouembre|Novemb.|Nov:|9ber|9br|9bre|Novembr|Novembʳ|Nouemb.|9bris
        Decembre|Decembr|Decemb.|Decemb:|10ber|10br|Xber|xber|Xbr|Dec:|December|Decembʳ|10bre|Xbris
    """,
    "de": """
        Jenner|Jänner|Januarii|Januarij|Hartung|Januarius|Jener|Jan.
        Hornung|Feber|Februarii|Februarij|Hornungs|Februarius|Horn.
        Mertz|Martz|Martii|Martij|Lenzmonat|Mertzen|Merzens|Merz|Lentzmonat
        Aprill|Aprilis|Ostermonat|Aprillen|Ostermond|Apprill
        May|Meyen|Maii|Maij|Mayen|Wonnemonat|Mey|Wonnemond
        Brachmonat|Junii|Junij|Brachet|Brachmonats|Junius|Brachmond|Brachm.
        Heumonat|Julii|Julij|Heuet|Heumonats|Julius|Heumond|Heum.
        Augstmonat|Augusti|Augst|Augustus|Erntemonat|Augustmonat|Ougst
        Herbstmonat|7bris|7bre|7br.|7ber|Septembris|Herbstmond|Herbstm.
        Weinmonat|8bris|8bre|8br.|8ber|Octobris|October|Octob.|Weinmonats|Weinm.
        Wintermonat|9bris|9bre|9br.|9ber|Novembris|Novemb.|Winterm.
        Christmonat|Xbris|10bris|Xber|10ber|Xbre|Decembris|December|Decemb.|Christm.
    """,
    "fr": """
        Ianuier|Januier|Janvyer|Iennuier|janv.|jenvier
        Feburier|Febvrier|Fevrier|Feurier|Fébvrier|febv.
        Mars|Marz|mars
        Apvril|Auril|Avril|apuril
        May|Maj|Mey
        Iuin|Juing|Juin|Iuing
        Iuillet|Juillet|Jullet|Iullet|Jueillet
        Aoust|Aouſt|Augst|Aoûst
        7bre|7mbre|Septembre|7bre.|VIIbre|septemb.
        8bre|Octobre|8bre.|VIIIbre|octob.|Octbre
        9bre|Nouembre|9mbre|9bre.|IXbre|nouemb.
        Xbre|10bre|Décembre|Decembre|Xbre.|xbre|decemb.
    """,
    "nl": """
        Januarij|Louwmaand|Januarii|Januari|Jan:|Jannewarij|Lauwmaand
        Februarij|Sprokkelmaand|Februarii|Febr:|Februwarij|Sprokkelm.
        Maert|Meert|Lentemaand|Martij|Maart|Martii
        Aprill|Grasmaand|Aprilis|Appril
        Meij|Mey|Bloeimaand|Maij|Bloeymaand
        Junij|Zomermaand|Juny|Wedemaand|Junii
        Julij|Hooimaand|July|Hooymaand|Julii
        Augustij|Oogstmaand|Augusti|Augustus|Ougst
        7ber|Herfstmaand|7bris|7br|September|Septembris
        8ber|Wijnmaand|8bris|8br|October|Wynmaand
        9ber|Slachtmaand|9bris|9br|November|Slagtmaand
        Xber|10ber|Wintermaand|Xbris|10br|December|Decemb:
    """,
    "es": """
        Henero|Enero|Hen.º|Jenero|Genero|En.º
        Hebrero|Febrero|Feb.º|Febro
        Março|Marzo|Mzo|Marco
        Abril|Abrill|Ab.l|Habril
        Mayo|Maio|May.o
        Iunio|Junyo|Junio|Jun.º
        Iulio|Jullio|Julio|Julyo|Jul.º
        Agosto|Ag.to|Agto
        Setiembre|7bre|7.bre|Septiembre|Setienbre|7re
        Otubre|8bre|8.bre|Octubre|Otobre|8re
        Nobiembre|9bre|9.bre|Nouiembre|Noviembre|9re
        Diziembre|Xbre|X.bre|Deziembre|10bre|Dizienbre|Dbre
    """,
    "it": """
        Gennaro|Genaro|Gennajo|Zenaro|Genn.o|Gen.ro
        Febbraro|Febraro|Febbrajo|Febb.o|Fevraro|Feb.ro
        Marzo|Março|Martio
        Aprile|Aprille|Ap.le|Avril
        Maggio|Magio|Mag.o|Mazo
        Giugno|Zugno|Giug.o|Iugno
        Luglio|Lujo|Lug.o|Luio
        Agosto|Ag.o|Avosto|Augusto
        7bre|7mbre|Settembre|VIIbre|7embre|Sett.e
        8bre|Ottobre|VIIIbre|8ttobre|Ott.e|8bre.
        9bre|Novembre|IXbre|9mbre|9embre|Nov.e
        Xbre|10bre|Decembre|Xmbre|Dicembre|Xcembre
    """,
    "la": """
        Ianuarii|Januarii|Ianuarij|Januarij|Ian.|Jan.
        Februarii|Februarij|Februar.|Feb.|Febr.
        Martii|Martij|Mart.|Mar.
        Aprilis|April.|Apr.
        Maii|Maij|Mai|Maji
        Iunii|Junii|Iunij|Junij|Iun.|Jun.
        Iulii|Julii|Iulij|Julij|Iul.|Jul.
        Augusti|Aug.|August.
        Septembris|7bris|Sept.|Septemb.|VIIbris
        Octobris|8bris|Oct.|Octob.|VIIIbris
        Novembris|9bris|Nov.|Novemb.|Nouembris|IXbris
        Decembris|10bris|Xbris|Dec.|Decemb.
    """,
}

MONTHS = {
    language: tuple(tuple(line.strip().split("|")) for line in text.strip().splitlines())
    for language, text in _MONTHS.items()
}
"""Language → for each month its spellings."""

ABLATIVES = (
    "Ianuario Februario Martio Aprili Maio Iunio Iulio Augusto Septembri Octobri Novembri Decembri".split()
)
"""The months as `mense` has them beside it."""

# With Kalends, Nones and Ides, which are feminine: at them (ablative), before them (accusative).
AT = (
    "Ianuariis Februariis Martiis Aprilibus Maiis Iuniis Iuliis Augustis Septembribus Octobribus Novembribus "
    "Decembribus"
).split()
BEFORE = (
    "Ianuarias Februarias Martias Apriles Maias Iunias Iulias Augustas Septembres Octobres Novembres "
    "Decembres"
).split()
