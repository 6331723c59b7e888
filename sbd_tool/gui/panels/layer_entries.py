"""Rows of the layer tree from a project: names, badges and facts in words."""

import re
from typing import Final

from sbd_tool.domain.layers import Layer, Level, RoleOrigin, Underlay
from sbd_tool.domain.project import Project
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.layer_model import Entry

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
    look: Look, project: Project | None, families: dict[str, str], *, shows_measures: bool
) -> Entry:
    """Rows of a project; the returned root is not shown itself."""
    root = Entry("", "group", "")
    if project is None:
        return root
    measures = Entry("measures", "group", look.say("layers.measures"), is_visible=shows_measures)
    counts: dict[str, int] = {}
    for measure in project.measures.values():
        family = families.get(measure.kind, "care")
        counts[family] = counts.get(family, 0) + 1
    for family, count in counts.items():
        measures.add(
            Entry(family, "family", look.say(f"family.{family}"), count, is_visible=shows_measures)
        )
    plan = Entry("plan", "group", look.say("layers.plan"))
    apart = Entry("apart", "group", look.say("layers.apart"))
    for layer in reversed(project.layers):
        siblings = sum((one.role, one.level) == (layer.role, layer.level) for one in project.layers)
        entry = _layer_entry(look, layer, siblings)
        (plan if layer.level is Level.GROUND else apart).add(entry)
    pictures = Entry("pictures", "group", look.say("layers.pictures"))
    for underlay in reversed(project.underlays):
        pictures.add(_picture_entry(look, underlay))
    for group in (measures, plan, apart, pictures):
        if group.children:
            group.count = sum(child.count for child in group.children)
            root.add(group)
    return root


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
