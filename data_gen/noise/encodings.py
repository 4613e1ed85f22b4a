"""Text damaged between programs: UTF-8 read as another encoding, HTML and URL escapes."""

from __future__ import annotations

import re
from html.entities import codepoint2name
from random import Random
from urllib.parse import quote

from data_gen.language import NO_LANGUAGE, pairs, pick, rows, texts
from data_gen.noise.slips import WORD, free_letters

_CP1252 = {code: bytes([code]).decode("cp1252", "replace") for code in range(128, 256)}
# Browsers read the five undefined bytes of windows-1252 as control characters (WHATWG Encoding Standard).
_CP1252 = {code: chr(code) if sign == "\ufffd" else sign for code, sign in _CP1252.items()}
_NEAR_DIGIT = re.compile(r"[²³¹¼½¾ªº][0-9]|[0-9][²³¹¼½¾ªº]|\ufffd")


def mojibake(text: str, rng: Random) -> str:
    """The text read in the wrong encoding, once or twice, or with undecodable letters.

    Texts with native digits and numerals stay as they are, since these would no longer be numbers.
    """
    if text.isascii() or any(map(str.isnumeric, (character for character in text if character > "\x7f"))):
        return text
    roll = rng.random()
    if roll < 0.15:
        return _lost(text, rng)
    if roll < 0.65:
        spoilt = _as_cp1252(text)
        if roll < 0.23 and len(text) < 24 and max(text) < "\u0250":
            spoilt = _as_cp1252(spoilt)
    elif roll < 0.76:
        spoilt = text.encode("utf-8", "ignore").decode(
            rng.choice(texts(NO_LANGUAGE, f"noise.utf8_{_script(text)}")), "replace"
        )
    else:
        written, read = rng.choice(rows(NO_LANGUAGE, f"noise.encodings_{_script(text)}"))
        try:
            spoilt = text.encode(written).decode(read)
        except UnicodeError:
            return text
    if _NEAR_DIGIT.search(spoilt) or len(spoilt) > 2 * len(text) + 20:
        return text
    return spoilt


def _as_cp1252(text: str) -> str:
    """UTF-8 read as windows-1252."""
    return "".join(_CP1252.get(byte) or chr(byte) for byte in text.encode("utf-8", "ignore"))


def _lost(text: str, rng: Random) -> str:
    """Letters outside ASCII become the replacement character: `d\ufffdcembre`.

    Only if the word keeps enough other letters, and never the one letter that distinguishes two months.
    """
    sign = rng.choice(("\ufffd", "\ufffd", "\ufffd\ufffd", "\u25a1"))
    pieces: list[str] = []
    last = 0
    for match in WORD.finditer(text):
        word = match.group()
        lost = [index for index, letter in enumerate(word) if letter > "\x7f"]
        if not lost or len(lost) * 3 > len(word) or not set(lost) <= set(free_letters(tuple(word))):
            continue
        pieces.append(text[last : match.start()])
        pieces.append("".join(letter if letter <= "\x7f" else sign for letter in word))
        last = match.end()
    return "".join(pieces) + text[last:]


def _script(text: str) -> str:
    highest = max(text)
    if highest < "\u0370":
        return "latin"
    if highest < "\u0400":
        return "greek"
    return "cyrillic" if highest < "\u0530" else "other"


def html(text: str, rng: Random) -> str:
    """Adds HTML entities, tags or URL escapes."""
    roll = rng.random()
    if roll < 0.35 and " " in text:
        return text.replace(" ", pick(rng, NO_LANGUAGE, "noise.spaces"), -1 if rng.random() < 0.6 else 1)
    if roll < 0.7 and not text.isascii():
        style = rng.choices(("name", "decimal", "hexadecimal"), (60, 28, 12))[0]
        return "".join(_entity(character, style) for character in text)
    if roll < 0.72:
        return quote(text) if len(quote(text)) < 3 * len(text) else text
    if roll < 0.85:
        entities = pairs(NO_LANGUAGE, "noise.mark_entities")
        present = [sign for sign in entities if sign in text]
        if present:
            sign = rng.choice(present)
            return text.replace(sign, entities[sign])
    return tag(text, rng)


def _entity(character: str, style: str) -> str:
    code = ord(character)
    if code < 128 or character.isdigit():
        return character
    if style == "name" and code in codepoint2name:
        return f"&{codepoint2name[code]};"
    number = f"x{code:X}" if style == "hexadecimal" else str(code)
    return f"&#{number};" if code < 0x530 else character


def tag(text: str, rng: Random) -> str:
    """A text between HTML tags, or beside one."""
    name = pick(rng, NO_LANGUAGE, "noise.tags")
    roll = rng.random()
    if roll < 0.7:
        return f"<{name}>{text}</{name}>"
    return f"{text}</{name}>" if roll < 0.85 else f"{text}<br>"


_SPACES = ("\u00ca", "\u00ca", "\u00c2\u00a0", "\u00c2 ", "\ufffd", "\u00e1", "&nbsp;", "\u00ff")
"""What a space that does not break becomes: in Mac OS Roman or UTF-8 read as Latin-1, in code page 437 …"""
_DASHES = (
    "\ufffd",
    "\u0096",
    "\u0097",
    "\u00d0",
    "\u00d1",
    "\u00e2\u20ac\u201c",
    "\u00e2\u20ac\u201d",
    "&ndash;",
)
_SPACE = re.compile(r"(?<=\S) (?=\S)")
_DASH = re.compile(r"(?<=[\w.]) ?[-\u2013\u2014] ?(?=\w)")


def broken_space(text: str, rng: Random) -> str:
    """A space or a dash that was read in the wrong encoding, between words or before the text: `Ê26 July`."""
    if not text.isascii() and "\u2013" not in text:
        return text
    dashes = list(_DASH.finditer(text))
    if dashes and rng.random() < 0.5:
        match = rng.choice(dashes)
        gap = " " if " " in match[0] else ""
        return f"{text[: match.start()]}{gap}{rng.choice(_DASHES)}{gap}{text[match.end() :]}"
    places = [match.start() for match in _SPACE.finditer(text)]
    roll, sign = rng.random(), rng.choice(_SPACES)
    if not places or roll < 0.3:
        return sign + text if roll < 0.25 else text + sign
    place = rng.choice(places)
    return text[:place] + sign + text[place + 1 :]
