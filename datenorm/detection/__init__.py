"""The language and field order of a text, and whether it contains a date: a second head of the network.

The head attends to the annotations of the encoder, once per question, with learnt queries. It is fitted when
a bundle is made and stored in a file of its own, which is loaded on demand.
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
