"""The languages most people write dates in, and how often each is drawn."""

from __future__ import annotations

from collections.abc import Mapping

SHARES: Mapping[str, float] = {
    "en": 30,
    "de": 9,
    "fr": 8,
    "es": 8,
    "it": 5,
    "pt": 5,
    "nl": 4,
    "ru": 5,
    "ja": 4,
    "zh": 5,
    **dict.fromkeys(("ko", "ar", "pl"), 3),
    **dict.fromkeys(("sv", "tr", "cs", "da", "fi", "hu", "ro", "uk", "vi", "id", "hi", "fa", "he"), 2),
    **dict.fromkeys(("el", "th", "nb", "hr", "sr", "bg", "bn"), 1.5),
    **dict.fromkeys(("ca", "sk", "sl", "lt", "lv", "et", "ka", "la", "eu"), 1),
    **dict.fromkeys(("be", "mk", "mn", "fil", "cy", "gl", "sq", "az", "kk", "hy", "is", "af", "ms"), 0.6),
}
"""Language → rough share of what a user brings.

Half of the examples are drawn so; the other half is spread evenly over all languages, so that small ones are
learnt too.
"""
