"""What the user brings to a run: pairs, and patterns to write dates by. Needs the `train` extra."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from random import Random

from data_gen.locales import hint_table, inventory
from data_gen.user_patterns import PatternError, Style, draw, read_styles
from datenorm.errors import InputError
from datenorm.pipeline.pools import OwnPools, Share, StylePools
from datenorm.training.batching import TrainingPair
from datenorm.training.recipes import OwnFile, Recipe
from datenorm.training.user_pairs import UserPairs, read_user_pairs

PAIRS, PATTERNS = "yours", "your patterns"
"""Names of the sets to measure with: the user's pairs that are held out, dates in patterns of the user's."""

# Dates in the user's patterns to find their characters in, and to measure with.
_SCANNED, _MEASURED = 2_000, 500


@dataclass(frozen=True)
class OwnMaterial:
    """Pairs and patterns of the user's, read and checked.

    Attributes:
        pairs: None where there is no file of them.
        styles: () where there is no file of patterns.
        shares: for `mixed`.
        seed: of dates and of the order of pairs.
    """

    pairs: UserPairs | None
    styles: tuple[Style, ...]
    shares: Sequence[Share]
    seed: int

    @property
    def languages(self) -> frozenset[str]:
        """Languages that a pair or a pattern names."""
        named = {style.language for style in self.styles if style.language}
        return (self.pairs.languages if self.pairs is not None else frozenset()) | named

    def examples(self) -> Iterator[TrainingPair]:
        """What all their characters stand in."""
        pairs = self.pairs.learnt if self.pairs is not None else ()
        return chain(pairs, self._drawn("characters", _SCANNED))

    def held_out(self) -> Mapping[str, Sequence[TrainingPair]]:
        """Name of a set → pairs that are not learnt."""
        pairs = self.pairs.held_out if self.pairs is not None else ()
        sets = {PAIRS: pairs, PATTERNS: list(self._drawn("held out", _MEASURED))}
        return {name: found for name, found in sets.items() if found}

    def _drawn(self, purpose: str, count: int) -> Iterator[TrainingPair]:
        return draw(self.styles, count, Random(f"styles/{self.seed}/{purpose}")) if self.styles else iter(())


def read_own_material(recipe: Recipe) -> OwnMaterial:
    """Read the files that a recipe names.

    Raises:
        InputError: if one cannot be used, or is not what it was when the run began.
    """
    pairs: UserPairs | None = None
    styles: tuple[Style, ...] = ()
    shares: list[Share] = []
    if recipe.data is not None:
        pairs = read_user_pairs(_unchanged(recipe.data), hint_table())
        languages = recipe.languages or tuple(inventory())
        make_pairs = partial(OwnPools, pairs.learnt, languages, seed=recipe.seed)
        shares.append(Share(recipe.data.share, make_pairs))
    if recipe.patterns is not None:
        path = _unchanged(recipe.patterns)
        try:
            styles = read_styles(path.read_text(encoding="utf-8"))
        except (PatternError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: {error}") from error
        shares.append(Share(recipe.patterns.share, partial(StylePools, styles, seed=recipe.seed)))
    return OwnMaterial(pairs, styles, shares, recipe.seed)


def _unchanged(file: OwnFile) -> Path:
    path = Path(file.path)
    try:
        checksum = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    if checksum != file.checksum:
        raise InputError(f"{path} has changed since the run began", hint="`force` starts again")
    return path
