"""The rules one assessment works with: catalogue and rubric, with a project's changes on them."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sbd_tool.app.weighing import weighted
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.luminaire_files import LuminaireFile
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import Rubric
from sbd_tool.formats.rules import read_catalogue, read_rubric

Luminaires = Mapping[str, LuminaireFile]
_KEPT: Final = 8


@dataclass(frozen=True)
class Rules:
    """Catalogue and rubric of one edition."""

    catalogue: Catalogue
    rubric: Rubric


def load_rules(project: Project | None = None) -> Rules:
    """The rules of a project with its light distributions and weights, or the shipped ones.

    Raises:
        RuleFileError: The project's overlay or overrides break a rule.
    """
    if project is None:
        return Rules(read_catalogue(), read_rubric())
    rules = project.rules
    rubric = read_rubric(rules.rubric_overrides, rules.national_profile)
    lit = _LIT_RUBRICS.of(rubric, project.luminaires)
    return Rules(read_catalogue((rules.catalogue_overlay,)), weighted(lit, project))


class _LitRubrics:
    """Rubrics with the light distributions of a project; the same parts give the same object.

    Results are kept for a rubric as long as it is the very same one.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int, int], tuple[Rubric, Luminaires, Rubric]] = OrderedDict()

    def of(self, rubric: Rubric, luminaires: Luminaires) -> Rubric:
        if not luminaires:
            return rubric
        key = (id(rubric), id(luminaires))
        known = self._known.get(key)
        if known is None:
            own = {one.key: one.photometry for one in luminaires.values()}
            lit = replace(rubric, luminaires={**rubric.luminaires, **own})
            known = (rubric, luminaires, lit)  # held, so that no other object takes their identity
            self._known[key] = known
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return known[2]


_LIT_RUBRICS: Final = _LitRubrics()
