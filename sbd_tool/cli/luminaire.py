"""`sbd luminaire`: a maker's luminaire file for lamps of a project."""

from argparse import Namespace
from pathlib import Path

from sbd_tool import api
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.spoken import say
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words


def luminaire(arguments: Namespace, words: Words) -> int:
    """Keep the file, let the lamps name it, and say by which name."""
    attached = api.attach_luminaire(
        Path(arguments.project),
        Path(arguments.file),
        tuple(arguments.lamps or ()),
        author=arguments.by,
    )
    kept = attached.luminaire
    if arguments.json:
        flux = kept.photometry.emitted_lm
        told = {
            "schema_version": 1,
            "photometry": kept.key,
            "title": kept.title,
            "file": kept.file_name,
            "sha256": kept.sha256,
            "flux_lm": kept.flux_lm,
            "emitted_lm": round(flux, 1),
            "lamps": list(attached.lamps),
        }
        print(dump(told))
    else:
        say(
            words(
                text(
                    "light.attached",
                    count=len(attached.lamps),
                    title=literal(kept.title),
                    name=literal(kept.key),
                )
            )
        )
    return 0
