"""The workbench: a person settles what the network leaves open in a column.

`Project` keeps a column in one file (docs/adr/0029-project-file.md): each distinct text with its rows, what
the model says of it, and what people decide. No HTTP and no printing; `datenorm review` puts a page on it.

    project = Project.create("births.review", "births.csv", "born", normalizer=Normalizer.load())
    with BackgroundConversion(project):
        project.summary()                    # counts, settings, progress, whether there is something to undo
        project.facets(ReviewFilter(status=("ambiguous",)))
        project.groups(ReviewFilter(shape=("dd/dd/dddd",)), sort="count", limit=100)
        project.decide(Scope(ids=(7,)), Ruling("value", "1914-24"))
        project.decide(Scope(shape_of=7), Ruling("order", "DMY"), preview=True)
        project.change_settings(ReviewSettings(locale="en-GB"), preview=True)
        project.undo()
        project.export("table", "births_iso.csv")
    learning = BackgroundLearning(project)
    learning.start()                         # trains on the decisions; `state` says how it goes
    learning.accept()

`ReviewSettings`, `ReviewFilter`, `Scope` and `Ruling` have a method `of` that takes objects of JSON and
checks them; answers are dataclasses, which `dataclasses.asdict` turns into objects for JSON. A text may hold
lone surrogates, where bytes of the table are not valid in its encoding. All methods may be called from any
thread. Errors are `InputError` and `ConfigError`.
"""

from datenorm.workbench.background import BackgroundConversion
from datenorm.workbench.background_learning import BackgroundLearning, LearningState
from datenorm.workbench.comparison import ModelEffect, Shift, effect_of_model
from datenorm.workbench.database import is_project
from datenorm.workbench.export import EXPORT_FORMS
from datenorm.workbench.learning import Learning, LearningFiles, learn
from datenorm.workbench.meaning import CheckedValue, check_value, in_words
from datenorm.workbench.project import Project
from datenorm.workbench.requests import (
    MARKS,
    WAITING,
    ReviewFilter,
    ReviewSettings,
    Ruling,
    Scope,
)
from datenorm.workbench.results import (
    Change,
    ConversionProgress,
    Effect,
    ExportReport,
    FacetCount,
    Facets,
    GivenDecision,
    GroupPage,
    HistoryEntry,
    OfferedReading,
    ProjectSummary,
    TextCount,
    TextGroup,
    UndoState,
)
from datenorm.workbench.shapes import shape_of

__all__ = [
    "EXPORT_FORMS",
    "MARKS",
    "WAITING",
    "BackgroundConversion",
    "BackgroundLearning",
    "Change",
    "CheckedValue",
    "ConversionProgress",
    "Effect",
    "ExportReport",
    "FacetCount",
    "Facets",
    "GivenDecision",
    "GroupPage",
    "HistoryEntry",
    "Learning",
    "LearningFiles",
    "LearningState",
    "ModelEffect",
    "OfferedReading",
    "Project",
    "ProjectSummary",
    "ReviewFilter",
    "ReviewSettings",
    "Ruling",
    "Scope",
    "Shift",
    "TextCount",
    "TextGroup",
    "UndoState",
    "check_value",
    "effect_of_model",
    "in_words",
    "is_project",
    "learn",
    "shape_of",
]
