"""A map with two sides: both under the rules of the edition, sealed, refused where it cannot be."""

import json
import re
from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point

from sbd_tool.app.language import load_words
from sbd_tool.app.projects import save_project
from sbd_tool.app.rules import load_rules
from sbd_tool.app.verifying import verify
from sbd_tool.cli.main import main
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Option, TimeState
from sbd_tool.domain.text import text
from tests.generated_square import moved
from tests.report_site import site

HIDDEN = "Quernlock hinge plate"


def row(number, kind, shape, option, **more):
    stamp = Stamp(id=f"00000000-0000-4000-8000-00000000000{number}", option=option)
    return Measure(stamp=stamp, kind=kind, geometry=moved(shape), **more)


def designed():
    """Base, a greener option with seats and secret bollards, and one nobody asked for."""
    base = site()
    rows = (
        row(1, "seating-edge", Point(20.31, 12.47), "green", name="Sun bench"),
        row(2, "bollards-rated-fixed", LineString([(4.3, 3.1), (30.7, 3.9)]), "green", note=HIDDEN),
        row(3, "seating-edge", Point(22.83, 14.19), "other", name="Unasked bench"),
    )
    return replace(
        base,
        measures={**base.measures, **{one.id: one for one in rows}},
        options=(
            *base.options,
            Option(key="green", name="Green square"),
            Option(key="other", name="Unasked option"),
        ),
        time_states=(*base.time_states, TimeState(key="night", name="Night")),
    )


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    path = tmp_path_factory.mktemp("two") / "square.sbd.gpkg"
    save_project(designed(), path)
    return path


@pytest.fixture(scope="module")
def exported(kept):
    def made(edition, *more):
        target = kept.parent / f"{edition}{len(more)}.html"
        if not target.exists():
            line = ["export", str(kept), str(target), "--edition", edition, *more]
            assert main(line) == 0
        return target

    return made


GREEN = ("--option", "green", "--compare-option", "base")


def say(key):
    return load_words("en")(text(f"naming.{key}"))


def told(path):
    page = path.read_text(encoding="utf-8")
    return json.loads(re.search(r'id="sbd-content">(.*?)</script>', page, re.DOTALL)[1])


def test_the_right_side_is_the_option_and_the_left_what_it_is_compared_with(exported):
    content = told(exported("police", *GREEN))
    assert content["sides"] == {"before": say("option_base"), "after": "Green square"}
    right = {layer["key"]: layer["count"] for layer in content["layers"] if layer["isSplit"]}
    left = {layer["key"]: layer["count"] for layer in content["before"]}
    assert (left.get("seating-edge", 0), right["seating-edge"]) == (0, 1)
    assert right["bollards-rated-fixed"] == left["bollards-rated-fixed"] + 1
    assert "2 measures stand only on the right side." in content["changes"]
    assert len(content["ledgers"]) == len(content["ledgersBefore"]) == 2
    assert not any(layer["isSplit"] for layer in content["layers"] if layer["key"] == "carriageway")


def test_a_public_comparison_withholds_on_both_sides_what_its_edition_withholds(exported):
    page = exported("public", *GREEN).read_text(encoding="utf-8")
    assert "Green square" in page
    for secret in (HIDDEN, "CANARY", "V/7200", "Unasked", "Sun bench", "bollards-rated-fixed"):
        assert secret not in page, secret


def test_two_states_are_compared_like_two_options(exported):
    content = told(exported("partner", "--compare-state", "night"))
    assert content["sides"] == {"before": "Night", "after": say("state_ordinary")}
    assert content["changes"] == ["No measure differs between the two sides."]


def test_a_change_on_the_other_side_is_a_difference_from_the_report(exported):
    report, project = exported("police", *GREEN), designed()
    found = verify(report, project, load_rules(project))
    assert found.is_same
    assert (found.seal.option, found.seal.beside_option) == ("green", "base")
    more = row(4, "seating-edge", Point(31.3, 17.9), "base")
    changed = replace(project, measures={**project.measures, more.id: more})
    assert "project.beside.measures" in {
        one.what for one in verify(report, changed, load_rules(changed)).differences
    }


@pytest.mark.parametrize(
    ("name", "more", "word"),
    [
        ("x.pdf", ("--compare-option", "green"), "interactive map"),
        ("x.html", ("--compare-option", "base"), "nothing to compare"),
        ("x.html", ("--compare-state", "noon"), "noon"),
    ],
)
def test_what_cannot_be_compared_is_refused_before_any_work(kept, capsys, name, more, word):
    target = kept.parent / name
    assert main(["export", str(kept), str(target), *more]) == 2
    assert word in capsys.readouterr().err
    assert not target.exists()
