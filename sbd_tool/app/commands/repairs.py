"""Repairs of drawing errors a person agreed to, as one command."""

from dataclasses import dataclass, replace
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, By, changed
from sbd_tool.domain.diagnosis import Diagnosis, Removal
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text
from sbd_tool.ingest.doctor import StaleDiagnosisError, repaired


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyRepairs:
    """Carry out the repairs of diagnoses: one, or all of a kind.

    Two repairs that collide at one object are not both carried out: examine again for the rest.

    Attributes:
        diagnoses: What was found and agreed to; those without a repair are passed over.
    """

    key: ClassVar[str] = "plan.repair"
    diagnoses: tuple[Diagnosis, ...]
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("desk.do_repair", count=sum(one.is_repairable for one in self.diagnoses))

    @property
    def merge_key(self) -> str | None:
        """Each repair is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Repair all of them, as far as they combine, or refuse."""
        if not any(one.is_repairable for one in self.diagnoses):
            raise InputError(text("desk.repair_nothing"), text("desk.repair_nothing_hint"))
        _refuse_to_take_away_what_is_used(project, self.diagnoses)
        try:
            found = repaired(project.layers, self.diagnoses)
        except StaleDiagnosisError as stale:
            raise InputError(
                text("desk.repair_stale"), text("desk.repair_stale_hint"), stale.subject
            ) from None
        layers = tuple(
            new if new is old else replace(new, stamp=changed(old.stamp, self.by))
            for old, new in zip(project.layers, found.layers, strict=True)
        )
        return replace(project, layers=layers)


def _refuse_to_take_away_what_is_used(project: Project, diagnoses: tuple[Diagnosis, ...]) -> None:
    used = features_in_use(project)
    for one in diagnoses:
        if isinstance(one.edit, Removal) and one.objects[0] in used:
            raise InputError(
                text("desk.repair_in_use"), text("desk.repair_in_use_hint"), one.objects[0]
            )


def features_in_use(project: Project) -> frozenset[str]:
    """The square, and the features that measures came from: no repair takes them away."""
    used = {measure.plan_feature for measure in project.measures.values()} | {project.square}
    return frozenset(used - {""})
