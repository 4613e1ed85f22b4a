from datenorm.display.scale import SHADES, colour, shade, style


def luminance(weight):
    red, green, blue = colour(weight)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_more_attention_is_always_lighter():
    steps = [luminance(step / 100) for step in range(101)]
    assert steps == sorted(steps)
    assert steps[-1] - steps[0] > 150


def test_weights_a_little_outside_are_taken_for_the_nearest():
    assert colour(-0.001) == colour(0.0)
    assert colour(1.0001) == colour(1.0)


def test_ink_can_be_read_on_every_colour():
    for step in range(101):
        ink = style(step / 100).color.triplet
        assert abs(luminance(step / 100) - ink.red) > 60


def test_shades_go_from_blank_to_full():
    assert [shade(weight) for weight in (0.0, 0.05, 0.25, 0.5, 0.75, 1.0)] == [" ", "░", "▒", "▓", "█", "█"]
    assert len({glyph for _, glyph in SHADES}) == len(SHADES)
