"""Labels lowered by a person: below what a kind or a role asks for, only with a name and a reason.

A lowered label lets wider editions show an object exactly as drawn. Who did that, and why, stays
with the project as a record of its own, so that it is told with the object, undone with it, merged
with it and printed in the reports of the police.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.marking import Tlp, is_narrower
from sbd_tool.domain.records import Record, records_of

KIND: Final = "label_lowered"
LONGEST_REASON: Final = 2_000
_NAMES: Final = UUID("5c1d1f4e-7a0b-5b36-9d0f-0b6c2d9a7e55")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowering:
    """A label lowered below what is inherited.

    Attributes:
        object_id: The object.
        label: Its label from then on.
        inherited: The label of its kind at that time.
        author: Who lowered it; a person's name.
        reason: Why.
        when: ISO 8601 UTC time.
    """

    object_id: str
    label: Tlp
    inherited: Tlp
    author: str
    reason: str
    when: str = ""

    def as_record(self) -> Record:
        """The record that keeps it; as narrow as the label that was lowered."""
        stamp = Stamp(
            id=lowered_id(self.object_id),
            marking=self.inherited.value,
            evidence=Evidence.SEEN,
            author=self.author,
            created=self.when,
            changed=self.when,
        )
        content = {
            "object": self.object_id, "label": self.label.value,
            "inherited": self.inherited.value, "author": self.author, "reason": self.reason,
        }  # fmt: skip
        return Record(stamp=stamp, kind=KIND, content=content)


def lowered_id(object_id: str) -> str:
    """Id of the one record an object has, so that two people who lower one label meet."""
    return str(uuid5(_NAMES, object_id))


def lowerings_of(records: Mapping[str, Record]) -> dict[str, Lowering]:
    """Object -> how its label was lowered; what does not read is left out."""
    found = (_read(record) for record in records_of(records, KIND))
    return {one.object_id: one for one in found if one is not None}


def without_lowerings(
    records: Mapping[str, Record], object_ids: Iterable[str]
) -> Mapping[str, Record]:
    """Records once objects are gone: who lowered their labels, and why, goes with them."""
    gone = {lowered_id(one) for one in object_ids} & records.keys()
    return {key: row for key, row in records.items() if key not in gone} if gone else records


def is_lowered(marking: str | None, inherited: Tlp) -> bool:
    """Whether a label somebody set is wider than the inherited one; an unknown one is amber.

    Examples:
        >>> is_lowered("TLP:CLEAR", Tlp.AMBER), is_lowered(None, Tlp.AMBER)
        (True, False)
    """
    if not marking:
        return False
    own = Tlp(marking) if marking in set(Tlp) else Tlp.AMBER
    return is_narrower(inherited, own)


def _read(record: Record) -> Lowering | None:
    told = {key: value for key, value in record.content.items() if isinstance(value, str)}
    labels = {told.get("label"), told.get("inherited")}
    if not told.get("object") or not labels <= set(Tlp):
        return None
    return Lowering(
        object_id=told["object"],
        label=Tlp(told["label"]),
        inherited=Tlp(told["inherited"]),
        author=told.get("author", ""),
        reason=told.get("reason", "")[:LONGEST_REASON],
        when=record.stamp.changed,
    )
