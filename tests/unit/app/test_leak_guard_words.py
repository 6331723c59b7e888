"""What stands in every file of a format is learned once, not at every export."""

from dataclasses import replace

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export_job
from sbd_tool.app.language import load_words
from sbd_tool.app.leak_guard import refuse_a_leak
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.progress import SILENT
from sbd_tool.report.exporters import EXPORTERS
from sbd_tool.report.leaks.attack import LeakFoundError
from sbd_tool.report.spec import Exporter, Taken
from tests.report_site import assessment, site


class Counting:
    """An honest exporter that counts the exports of nothing."""

    def __init__(self):
        self.empty = 0
        self.exporter = Exporter(key="geojson", title=EXPORTERS["geojson"].title, write=self.write)

    def write(self, job, sink, progress):
        self.empty += not job.content.project.title
        assert job.beside is None
        EXPORTERS["geojson"].write(job, sink, progress)


def job_of(project, edition=Edition.PUBLIC, language="en"):
    return export_job(
        project, assessment(), load_rules(project), edition=edition, scale=None,
        words=load_words(language), now=FixedClock().now(),
    )  # fmt: skip


def attacked(project, job, exporter):
    taken = Taken()
    exporter.write(job, taken, SILENT)
    refuse_a_leak(project, job, exporter, taken.raw, "out.geojson")


def test_an_empty_export_is_written_once_for_each_format_edition_and_language():
    counting, project = Counting(), replace(site(), title="Hidden Square")
    # a withheld word that stands in every file, so that the usual words are asked for
    kiosk = next(iter(project.measures))
    row = replace(project.measures[kiosk], note="FeatureCollection")
    project = replace(project, measures={**project.measures, kiosk: row})
    for _ in range(3):
        attacked(project, job_of(project), counting.exporter)
    assert counting.empty == 1
    attacked(project, job_of(project, Edition.PARTNER), counting.exporter)
    attacked(project, job_of(project, language="de"), counting.exporter)
    assert counting.empty == 3


def test_what_was_learned_excuses_no_leak_of_another_project():
    counting, project = Counting(), site()
    kiosk = next(iter(project.measures))
    row = replace(project.measures[kiosk], note="Amberlock cellar door")
    project = replace(project, measures={**project.measures, kiosk: row})
    job = job_of(project)
    attacked(project, job, counting.exporter)
    with pytest.raises(LeakFoundError):
        refuse_a_leak(
            project, job, counting.exporter, b'{"x":"Amberlock cellar door"}', "o.geojson"
        )
