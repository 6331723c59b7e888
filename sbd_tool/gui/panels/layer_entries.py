"""Rows of the layer tree from a project: names, badges and facts in words."""

import re
from typing import Final

from sbd_tool.domain.layers import Layer, Level, RoleOrigin, Underlay
from sbd_tool.domain.locks import is_layer_locked
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.layer_annotations import annotation_group
from sbd_tool.gui.panels.layer_model import OWN_GROUP, Entry
from sbd_tool.gui.panels.layer_notes import note_rows
from sbd_tool.gui.panels.layer_tints import tints_of

SHAPE_SUFFIX: Final = re.compile(r" \((points|lines|areas)\)$")
SURE_FROM: Final = 0.8  # a guess this sure is shown as a plain row; the strip below tells it


def role_words(look: Look, role: str) -> str:
    """Name of a role."""
    if not role:
        return look.say("role.none")
    own = f"gui.role.{role}"
    return look.say(f"role.{role}") if look.words.has(own) else look.words_of(f"map.role_{role}")


def layer_words(look: Look, layer: Layer, siblings: int) -> str:
    """Name of a layer: the file's own, or the role where the file only had classes of objects."""
    role = layer.role.value if layer.role is not None else ""
    bare, shape = layer.name, ""
    if (found := SHAPE_SUFFIX.search(bare)) is not None:
        bare, shape = bare[: found.start()], found[1]
    is_class = bool(role) and bare.rpartition(": ")[2].casefold() == role.replace("_", " ")
    if layer.name and not is_class:
        return layer.name
    words = role_words(look, role)
    is_alone = siblings < 2 or not shape  # noqa: PLR2004 - alone it needs no distinction
    return words if is_alone else f"{words} · {look.say(f'shape.{shape}')}"


def entries_of(
    look: Look,
    project: Project | None,
    families: dict[str, str],
    *,
    shows_measures: bool,
    wanted: str = "",
    saved: Project | None = None,
) -> Entry:
    """Rows of a project; the returned root is not shown itself.

    Args:
        look: Words.
        project: What is open.
        families: Family of each kind of measure.
        shows_measures: Whether the map shows measures.
        wanted: Only layers and pictures whose name or role holds these words.
        saved: The project as its file holds it, to tell which layers were edited since.
    """
    root = Entry("", "group", "")
    if project is None:
        return root
    pictures = Entry("pictures", "group", look.say("layers.pictures"))
    for underlay in reversed(project.underlays):
        pictures.add(_picture_entry(look, underlay))
    measures = _measure_group(look, project, families, shows_measures=shows_measures)
    above = (annotation_group(look, project), note_rows(look, project))
    for group in (*above, measures, *_plan_groups(look, project, saved), pictures):
        if wanted:
            words = wanted.casefold()
            group.children = [
                one for one in group.children if words in f"{one.name} {one.note}".casefold()
            ]
        if group.children:
            group.count = sum(child.count for child in group.children)
            root.add(group)
    return root


def _measure_group(
    look: Look, project: Project, families: dict[str, str], *, shows_measures: bool
) -> Entry:
    measures = Entry("measures", "group", look.say("layers.measures"), is_visible=shows_measures)
    counts: dict[str, int] = {}
    for measure in project.measures.values():
        family = families.get(measure.kind, "care")
        counts[family] = counts.get(family, 0) + 1
    for family, count in counts.items():
        measures.add(
            Entry(family, "family", look.say(f"family.{family}"), count, is_visible=shows_measures)
        )
    return measures


def _plan_groups(look: Look, project: Project, saved: Project | None) -> tuple[Entry, ...]:
    """Groups people made, the rest of the plan, and what lies above or below the square."""
    plan = Entry("plan", "group", look.say("layers.plan"))
    apart = Entry("apart", "group", look.say("layers.apart"))
    groups: dict[str, Entry] = {}
    for layer in reversed(project.layers):
        siblings = sum((one.role, one.level) == (layer.role, layer.level) for one in project.layers)
        entry = _layer_entry(look, layer, siblings)
        _add_signs(look, project, layer, entry, saved)
        home = apart if layer.level is not Level.GROUND else plan
        if layer.group and home is plan:
            key = OWN_GROUP + layer.group
            home = groups.setdefault(layer.group, Entry(key, "group", layer.group))
        home.add(entry)
    return (*groups.values(), plan, apart)


def _add_signs(
    look: Look, project: Project, layer: Layer, entry: Entry, saved: Project | None
) -> None:
    """Small signs for what sets a layer apart, and the same in words."""
    before = None if saved is None else saved.layer(layer.id)
    is_edited = before is not None and (
        before.attributes is not layer.attributes or before.geometry is not layer.geometry
    )
    marking = layer.stamp.marking
    is_placeless = any(
        "crs" in one.key and one.layer and one.layer in {layer.name, layer.source.name}
        for one in project.findings
    )
    signs = (
        ("lock-simple", "locked", is_layer_locked(project, layer.id)),
        ("palette", "styled", layer.style is not None),
        ("pencil-simple", "edited", is_edited),
        ("shield", "restricted", bool(marking) and marking != Tlp.CLEAR.value),
        ("globe-simple", "placeless", is_placeless),
    )
    entry.signs = tuple(
        (sign, look.words_of(f"table.sign.{key}")) for sign, key, is_there in signs if is_there
    )
    entry.tints = tints_of(layer.style)
    told = [words for _, words in entry.signs]
    entry.note = " · ".join([*([entry.note] if entry.note else []), *told])
    entry.fact = ", ".join([entry.fact, *told])


def _layer_entry(look: Look, layer: Layer, siblings: int) -> Entry:
    role = layer.role.value if layer.role is not None else ""
    words = role_words(look, role)
    is_guessed = layer.role_origin is RoleOrigin.PROPOSED
    level = "" if layer.level is Level.GROUND else look.say(f"level.{layer.level.value}")
    name = layer_words(look, layer, siblings)
    is_doubtful = is_guessed and layer.role_confidence < SURE_FROM
    hidden = "" if layer.is_visible else look.say("layers.hidden")
    is_confirmed = layer.role_origin is RoleOrigin.CONFIRMED
    standing = look.say("layers.guessed") if is_guessed else ""
    standing = look.say("layers.confirmed") if is_confirmed else standing
    objects = look.say("layers.objects", count=len(layer))
    facts = (name, words if words != name else "", objects, level, standing, hidden)
    return Entry(
        layer.id,
        "layer",
        name,
        len(layer),
        role=role,
        is_visible=layer.is_visible,
        is_guessed=is_guessed,
        is_doubtful=is_doubtful,
        is_confirmed=is_confirmed,
        confidence=layer.role_confidence,
        opacity=layer.opacity,
        note=" · ".join(part for part in (words, level, standing, layer.source.name) if part),
        badge=standing if is_doubtful else level,
        fact=", ".join(part for part in facts if part),
    )


def _picture_entry(look: Look, underlay: Underlay) -> Entry:
    hidden = "" if underlay.is_visible else look.say("layers.hidden")
    return Entry(
        underlay.id,
        "picture",
        underlay.name,
        is_visible=underlay.is_visible,
        opacity=underlay.opacity,
        note=underlay.source.name,
        fact=", ".join(part for part in (underlay.name, hidden) if part),
    )
