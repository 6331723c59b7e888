"""An annotation goes as far as its label lets it, in every format, and no farther."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.measured import Quantum
from sbd_tool.report.editions import rebuild
from tests.generated_square import moved
from tests.leak_search import everything, found_in
from tests.report_site import CATALOGUE, site

LABELS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED", None)
OPEN = {
    Edition.PUBLIC: {"TLP:CLEAR"},
    Edition.PARTNER: {"TLP:CLEAR", "TLP:GREEN"},
    Edition.POLICE: {"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", None},
}


def word_of(label):
    return f"Canary{LABELS.index(label)}Words"


def annotated():
    rows = [
        Annotation(
            stamp=Stamp(
                id=f"remark-{number}",
                marking=label,
                author="CanaryAuthor",
                created="2019-01-02T03:04:05Z",
            ),
            kind=AnnotationKind.TEXT,
            geometry=moved(Point(15 + 2 * number, 14 + 3 * number)),
            words=word_of(label),
        )
        for number, label in enumerate(LABELS)
    ]
    return replace(site(), annotations={row.id: row for row in rows})


@pytest.fixture(scope="module")
def project():
    return annotated()


@pytest.mark.parametrize("edition", list(Edition))
def test_each_edition_holds_what_its_label_allows(project, edition):
    held = rebuild(project, None, CATALOGUE, edition).project.annotations
    assert {row.words for row in held.values()} == {word_of(label) for label in OPEN[edition]}
    if edition is not Edition.POLICE:
        assert {(row.stamp.author, row.stamp.created) for row in held.values()} == {("", "")}


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("suffix", ["pdf", "svg", "html", "gpkg", "geojson"])
def test_each_format_shows_the_words_that_are_allowed_and_no_other(
    project, edition, suffix, tmp_path
):
    target = tmp_path / f"{edition.value}.{suffix}"
    rules, words = load_rules(project), load_words("en")
    export(project, None, rules, target, edition=edition, words=words, clock=FixedClock())
    whole = everything(target)
    told = {label for label in LABELS if found_in(whole, word_of(label))}
    assert told == OPEN[edition]


def test_the_picture_changes_with_an_annotation_that_is_allowed_and_with_no_other(
    project, tmp_path
):
    def picture(name, *labels):
        kept = {row.id: row for row in project.annotations.values() if row.stamp.marking in labels}
        rules, words = load_rules(project), load_words("en")
        target = tmp_path / f"{name}.png"
        some = replace(project, annotations=kept)
        export(some, None, rules, target, edition=Edition.PUBLIC, words=words, clock=FixedClock())
        return target.read_bytes()

    without = picture("without")
    assert picture("amber", "TLP:AMBER", None) == without
    assert picture("clear", "TLP:CLEAR") != without


def test_what_is_left_out_of_the_police_edition_is_said(project):
    withheld = rebuild(project, None, CATALOGUE, Edition.POLICE).withheld
    words = load_words("en")
    assert "One annotation marked TLP:RED is left out." in [words(one) for one in withheld]


def test_a_hidden_annotation_is_in_no_wider_edition(project):
    hidden = {key: replace(row, is_visible=False) for key, row in project.annotations.items()}
    some = replace(project, annotations=hidden)
    assert not rebuild(some, None, CATALOGUE, Edition.PUBLIC).project.annotations
    assert len(rebuild(some, None, CATALOGUE, Edition.POLICE).project.annotations) == 5


def test_a_dimension_takes_its_figure_and_its_accuracy_into_the_tables(project, tmp_path):
    line = moved(LineString([(10, 10), (22, 10)]))
    row = Annotation(
        stamp=Stamp(id="dim", marking="TLP:CLEAR"),
        kind=AnnotationKind.DIMENSION,
        geometry=line,
        quantum=Quantum.LENGTH,
        accuracy_m=0.1,
    )
    some = replace(project, annotations={"dim": row})
    target = tmp_path / "d.geojson"
    rules, words = load_rules(some), load_words("de")
    export(some, None, rules, target, edition=Edition.PUBLIC, words=words, clock=FixedClock())
    raw = target.read_text(encoding="utf-8")
    assert "12,00\u202fm ± 0,14\u202fm" in raw
    assert '"sigma": 0.1414' in raw
