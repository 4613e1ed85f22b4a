"""data_gen: human-written dates in every language CLDR knows, paired with the value they mean.

Independent of datenorm: standard library, Babel, Faker and num2words only.
"""

GENERATOR_VERSION = 25
"""Goes up whenever the same seed gives another corpus; stored in every bundle."""
