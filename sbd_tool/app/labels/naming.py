"""What a person means by the names of things that get a label."""

from collections.abc import Iterator, Sequence

from sbd_tool.domain.annotations import Annotation
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.written import Part, written_of


def labelled_named(project: Project, names: Sequence[str]) -> tuple[str, ...]:
    """Ids of what can carry a label: one name may stand for several things.

    A measure goes by its name, an annotation by its words, a text of the report by the key of its
    part, a plan layer by its name; each of them by its id too.

    Raises:
        InputError: Nothing is called that, or a part nobody has written.
    """
    found: dict[str, None] = {}
    for name in names:
        mine = tuple(_meant(project, name.strip()))
        if not mine:
            raise InputError(
                text("marks.no_object", name=literal(name[:80])),
                text("marks.no_object.hint"),
                name[:80],
            )
        found.update(dict.fromkeys(mine))
    return tuple(found)


def _meant(project: Project, name: str) -> Iterator[str]:
    written = written_of(project.records)
    ids = {layer.id for layer in project.layers} | {one.stamp.id for one in written.values()}
    if name in project.measures or name in project.annotations or name in ids:
        yield name
        return
    if not name:
        return
    yield from (row.id for row in project.measures.values() if row.name.strip() == name)
    yield from (row.id for row in project.annotations.values() if _said(row) == name)
    yield from (layer.id for layer in project.layers if layer.name == name)
    if name in set(Part) and Part(name) in written:
        yield written[Part(name)].stamp.id


def _said(row: Annotation) -> str:
    return " ".join(row.words.split())
