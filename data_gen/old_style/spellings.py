"""How months were spelt before 1800, in six languages and in Latin."""

from __future__ import annotations

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
