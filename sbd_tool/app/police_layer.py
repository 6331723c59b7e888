"""The sealed police layer of a project: sealed, opened, and what everybody may know of it."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.app.vaults import Vault, vault_from_files
from sbd_tool.domain.coordinates import reprojected
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record, records_of
from sbd_tool.domain.sealed import KIND, ProtectionGoal, SealedContent, SealedObject
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.formats.measures_geojson import read_measures
from sbd_tool.formats.sealed_box import SealedBox, box_of, close_box, is_genuine, open_box

LAYER_ID: Final = "sealed-police-layer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What everybody may know of a sealed layer.

    Attributes:
        goal: The protection goal.
        is_genuine: Box and goal are as they were signed.
        fingerprint: Of the key it is signed with.
        author, when: Who sealed it last, and when.
    """

    goal: ProtectionGoal
    is_genuine: bool
    fingerprint: str
    author: str
    when: str


def released(project: Project) -> Released | None:
    """What everybody may know, or None where the project has no sealed layer."""
    record, box = _box(project)
    if record is None:
        return None
    stamp = record.stamp
    if box is None:
        return Released(
            goal=ProtectionGoal(), is_genuine=False, fingerprint="", author=stamp.author,
            when=stamp.changed,
        )  # fmt: skip
    return Released(
        goal=box.goal,
        is_genuine=is_genuine(box),
        fingerprint=box.fingerprint,
        author=stamp.author,
        when=stamp.changed,
    )


def goal_said(goal: ProtectionGoal) -> Text:
    """The goal in a sentence."""
    words = literal(goal.words) if goal.words.strip() else text("sealed.no_more_words")
    if goal.vehicle and goal.speed_kmh is not None:
        speed = Quantity(goal.speed_kmh, "km/h", 0 if goal.speed_kmh.is_integer() else 1)
        vehicle = text(f"sealed.vehicle_{goal.vehicle}")
        return text("sealed.goal_full", vehicle=vehicle, speed=speed, words=words)
    if goal.vehicle:
        vehicle = text(f"sealed.vehicle_{goal.vehicle}")
        return text("sealed.goal_vehicle", vehicle=vehicle, words=words)
    return text("sealed.goal_words", words=words)


def opened_layer(project: Project, vault: Vault) -> SealedContent:
    """Open the layer; an empty one where the project has none yet.

    Raises:
        ProjectFileError: The vault does not open it, or it was tampered with.
    """
    record, box = _box(project)
    if record is None:
        return SealedContent()
    if box is None:
        raise InputError(text("sealed.tampered"), text("sealed.tampered.hint"))
    return open_box(box, vault)


def seal(content: SealedContent, vault: Vault, stamp: Stamp, by: By = NOBODY) -> PutRecords:
    """The command that keeps a layer closed: nothing plain reaches project, journal or log.

    Raises:
        InputError: It is too large, the goal does not read, or nobody could open it.
    """
    content.goal.checked()
    box = close_box(content, vault)
    kept = replace(stamp, id=LAYER_ID, evidence=Evidence.SEEN, marking=Tlp.AMBER_STRICT.value)
    record = Record(stamp=kept, kind=KIND, content=box.as_content())
    return PutRecords(records=(record,), says=text("sealed.do_seal"), by=by)


def objects_from(path: Path, crs: str) -> tuple[SealedObject, ...]:
    """Objects of a GeoJSON file: geometry, and ``words`` or ``name`` of its properties.

    Args:
        path: The file, WGS84.
        crs: CRS of the project.

    Raises:
        PlanUnreadableError: It cannot be read.
        InputError: It holds no object with a geometry, or coordinates that are no degrees.
    """
    to_metres = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    found = []
    for row in read_measures(path, text("sealed.no_objects.hint")):
        if row.geometry is not None and not row.fault:
            _check_degrees(row.geometry, path)
            words = row.properties.get("words") or row.properties.get("name") or ""
            moved = reprojected(row.geometry, to_metres)
            found.append(SealedObject(geometry=moved, words=str(words)))
    if not found:
        raise InputError(text("sealed.no_objects"), text("sealed.no_objects.hint"), path.name)
    return tuple(found)


def _check_degrees(geometry: BaseGeometry, path: Path) -> None:
    west, south, east, north = geometry.bounds
    if west < -180.0 or east > 180.0 or south < -90.0 or north > 90.0:  # noqa: PLR2004 - degrees
        raise InputError(text("sealed.no_degrees"), text("sealed.no_objects.hint"), path.name)


def layer_vault(passphrase_file: str | None, key_file: str | None, recipients: list[str]) -> Vault:
    """The vault of the layer, which is not that of the project.

    Raises:
        InputError: None was named, or a file holds none.
    """
    made = vault_from_files(
        None if passphrase_file is None else Path(passphrase_file),
        None if key_file is None else Path(key_file),
        recipients,
    )
    if made is None:
        raise InputError(text("sealed.no_key"), text("sealed.no_key.hint"))
    return made


def _box(project: Project) -> tuple[Record | None, SealedBox | None]:
    found = records_of(project.records, KIND)
    return (found[0], box_of(found[0].content)) if found else (None, None)
