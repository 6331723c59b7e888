"""A maker's luminaire file takes the place of the assumed distribution."""

import pytest

from sbd_tool.app.luminaires import with_luminaires
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.progress import SILENT
from sbd_tool.scoring.indicators import INDICATORS
from tests.generated_square import project

NARROW = """IESNA:LM-63-2002
[LUMINAIRE] Spot
TILT=NONE
1 -1 1 3 1 1 2 0.1 0.1 0
1 1 20
0 20 25
0
9000 8000 0
"""


def test_a_lamp_named_after_a_file_is_lit_as_its_maker_says(tmp_path) -> None:
    from dataclasses import replace

    from sbd_tool.analysis import ANALYSES
    from sbd_tool.analysis.effective_site import build
    from sbd_tool.domain.effective import LIKELY_WORLD
    from sbd_tool.domain.roles import Role

    path = tmp_path / "Spot_20W.ies"
    path.write_text(NARROW, encoding="latin-1")
    rules = with_luminaires(load_rules(None), [path])
    site = build(project(lamps=6), rules.catalogue, rules.rubric, "base", "ordinary", LIKELY_WORLD)
    words = {"photometry": "Spot_20W", "mounting_height_m": 5.0}
    lamps = tuple(
        replace(one, attributes={**one.attributes, **words}) for one in site.of(Role.LAMP)
    )
    there = replace(site, elements={**site.elements, Role.LAMP: lamps})
    results = {}
    for key in ("arrivals", "light"):
        results[key] = ANALYSES[key].run(there, results, rules.rubric, SILENT)
    light = results["light"]
    assert not light.is_indicative
    # A cone of 25 degrees 5 m up lights a disc of 17 m2 under each of the six lamps.
    assert light.lit_share * len(light.grid.points) < 6 * 25
    found = INDICATORS["P09"].observe(there, results, rules.rubric)
    assert found.evidence is not Evidence.ASSUMED
    assert found.note.key == "light.lamps_only"


def test_a_broken_file_changes_nothing(tmp_path) -> None:
    path = tmp_path / "broken.ldt"
    path.write_text("no luminaire", encoding="latin-1")
    with pytest.raises(SbdError):
        with_luminaires(load_rules(None), [path])
