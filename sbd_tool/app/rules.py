"""The rules one assessment works with: catalogue and rubric, with a project's changes on them."""

from dataclasses import dataclass

from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import Rubric
from sbd_tool.formats.rules import read_catalogue, read_rubric


@dataclass(frozen=True)
class Rules:
    """Catalogue and rubric of one edition."""

    catalogue: Catalogue
    rubric: Rubric


def load_rules(project: Project | None = None) -> Rules:
    """The rules of a project, or the shipped ones.

    Raises:
        RuleFileError: The project's overlay or overrides break a rule.
    """
    if project is None:
        return Rules(read_catalogue(), read_rubric())
    rules = project.rules
    return Rules(
        read_catalogue((rules.catalogue_overlay,)),
        read_rubric(rules.rubric_overrides, rules.national_profile),
    )
