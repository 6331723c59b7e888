"""No export leaves before it was attacked: what is withheld must not be in the finished bytes."""

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import Final

from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.project import Project
from sbd_tool.domain.seal import seals_in
from sbd_tool.formats.translations import vocabulary
from sbd_tool.report.editions import rebuild
from sbd_tool.report.leaks.attack import attack, refuse_leaks
from sbd_tool.report.leaks.secrets import secrets_of
from sbd_tool.report.leaks.unpacking import pieces, readings
from sbd_tool.report.modelling import report_model
from sbd_tool.report.spec import Exporter, ExportJob, Taken
from sbd_tool.report.spoken import spoken

_DRAWING_WORDS: Final = ("LWPOLYLINE", "POLYLINE", "INSERT", "CIRCLE", "HATCH", "MTEXT", "SPLINE")
"""Kinds of objects in a drawing: files that hold some say so, and plans name them as attributes."""
_PICTURE_WORDS: Final = ("image/png", "image/jpeg")
"""A document with a picture names its kind, whatever the picture shows."""
_KEPT: Final = 32
_known_words: OrderedDict[tuple[object, ...], str] = OrderedDict()
_lock: Final = Lock()


def refuse_a_leak(
    project: Project, job: ExportJob, exporter: Exporter, raw: bytes, name: str
) -> int:
    """Search a finished export for everything that its edition withholds.

    Args:
        project: The whole project.
        job: What the exporter was given.
        exporter: What wrote the bytes.
        raw: The finished bytes, before any encryption.
        name: Name of the file to be.

    Returns:
        How many things were searched for.

    Raises:
        LeakFoundError: One of them is there.
    """
    sides = job.atlas if job.beside is None else (job.beside, *job.atlas)
    beside = tuple((side.content, side.model) for side in sides)
    secrets = secrets_of(project, job.content, job.model, beside)
    leaks = attack(raw, name, secrets, lambda: _usual_words(job, exporter))
    refuse_leaks(leaks, name)
    return secrets.count


def _usual_words(job: ExportJob, exporter: Exporter) -> str:
    """Words that stand in a file of this format whatever the project is: they tell nothing.

    They are our sentences, the catalogue, the rubric, and an export of an empty project; kept for
    the next export that differs in nothing these depend on.
    """
    seal, whole = seals_in(job.model.seal)[0], job.content.project
    key = (
        exporter.key, exporter.write, seal.edition, seal.template, seal.language, seal.numbers,
        seal.software, seal.catalogue_digest, seal.rubric_digest, whole.catalogue_edition,
        whole.crs, job.made.date(),
    )  # fmt: skip
    with _lock:
        found = _known_words.get(key)
    if found is None:
        found = _words_of_nothing(job, exporter)
        with _lock:
            _known_words[key] = found
            while len(_known_words) > _KEPT:
                _known_words.popitem(last=False)
    return found


def _words_of_nothing(job: ExportJob, exporter: Exporter) -> str:
    known = [
        *_DRAWING_WORDS,
        *_PICTURE_WORDS,
        *vocabulary(),
        *spoken(job.content.catalogue),
        *spoken(job.rubric),
    ]
    for piece in pieces(_empty_export(job, exporter)):
        if not piece.is_packed:
            known.extend(readings(piece))
    return "\n".join(known)


def _empty_export(job: ExportJob, exporter: Exporter) -> bytes:
    whole = job.content.project
    bare = Project(id="", title="", crs=whole.crs, catalogue_edition=whole.catalogue_edition)
    content = rebuild(bare, None, job.content.catalogue, job.content.edition)
    model = report_model(content, job.rubric, job.made)
    blank = replace(job, content=content, model=model, scale=None, beside=None, atlas=())
    taken = Taken()
    exporter.write(blank, taken, SILENT)
    return taken.raw
