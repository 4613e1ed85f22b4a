"""In which language and field order a text is written, and whether it holds a date: a second head.

The decoder writes a value; this head looks at the same annotations, once for each question, with queries
that are learnt and the same for every text. It is fitted when a bundle is made and lies in a file of its own,
which only those load who ask.
"""

from datenorm.detection.detector import Detection, Detector, Guess, detect
from datenorm.detection.head import (
    DETECTED_ORDERS,
    HEAD_NAME,
    NO_ORDER,
    QUESTIONS,
    DetectionHead,
    HeadOutput,
    load_head,
    save_head,
)

__all__ = [
    "DETECTED_ORDERS",
    "HEAD_NAME",
    "NO_ORDER",
    "QUESTIONS",
    "Detection",
    "DetectionHead",
    "Detector",
    "Guess",
    "HeadOutput",
    "detect",
    "load_head",
    "save_head",
]
