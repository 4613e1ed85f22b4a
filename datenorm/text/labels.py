"""Labels of characters: outside of dates, or at the start, inside or at the end of one, or a whole date.

With a label of their own for the end and for a date of one character, two dates may touch. Standard library
only; any module may import it.
"""

from __future__ import annotations

from collections.abc import Iterable

OUTSIDE, START, INSIDE, END, WHOLE = range(5)

LABELS = ("outside", "start", "inside", "end", "whole")


def labels_of(spans: Iterable[tuple[int, int]], length: int) -> list[int]:
    """The labels of a text with dates.

    Args:
        spans: start and end of each date; they do not overlap.
        length: characters of the text.

    >>> labels_of([(1, 4), (4, 5)], 6)
    [0, 1, 2, 3, 4, 0]
    """
    labels = [OUTSIDE] * length
    for start, end in spans:
        if end - start == 1:
            labels[start] = WHOLE
        else:
            labels[start:end] = [START, *[INSIDE] * (end - start - 2), END]
    return labels


def spans_of(labels: Iterable[int]) -> list[tuple[int, int]]:
    """The dates of labels that follow each other legally: the inverse of `labels_of`.

    >>> spans_of([0, 1, 2, 3, 4, 0])
    [(1, 4), (4, 5)]
    """
    spans, start = [], 0
    for place, label in enumerate(labels):
        if label in (START, WHOLE):
            start = place
        if label in (END, WHOLE):
            spans.append((start, place + 1))
    return spans
