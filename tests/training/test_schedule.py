"""The learning rate rises in a line and falls along a cosine to zero."""

import pytest

from datenorm.training.schedule import averaging_decay, learning_rate


def test_rate_rises_then_falls_to_zero():
    rates = [learning_rate(share / 100, peak=0.3, warm_up=0.2) for share in range(101)]
    assert rates[0] == 0.0
    assert rates[10] == pytest.approx(0.15)
    assert max(rates) == rates[20] == pytest.approx(0.3)
    assert rates[60] == pytest.approx(0.15)
    assert rates[100] == pytest.approx(0.0)
    assert rates[:21] == sorted(rates[:21])
    assert rates[20:] == sorted(rates[20:], reverse=True)


def test_rate_stays_zero_after_the_end():
    assert learning_rate(1.5, peak=0.3, warm_up=0.2) == 0.0


def test_no_warm_up_starts_at_the_peak():
    assert learning_rate(0.0, peak=0.3, warm_up=0.0) == 0.3


def test_averages_forget_the_start_fast_and_then_keep():
    decays = [averaging_decay(step, decay=0.99) for step in range(1, 2000)]
    assert decays == sorted(decays)
    assert decays[0] < 0.2
    assert decays[-1] == 0.99
