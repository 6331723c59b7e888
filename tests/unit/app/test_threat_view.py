"""The threat view: what stands against each ticked threat by strategy; silence is not missing."""

from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, box

from sbd_tool.app.guided_path import set_step, step_id, steps_of
from sbd_tool.app.history import History
from sbd_tool.app.pipeline import assess
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.app.threats import threat_rules, threat_view, threat_view_of, tick_threats
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.roles import Role
from sbd_tool.domain.threats import Cover
from sbd_tool.formats.resources import resource_path
from sbd_tool.scoring.threat_view import InPlace, threat_cells
from tests.generated_square import answered, layer, placed, project

RULES = load_rules(None)
CACHE = ResultCache()
KINDS = [kind.key for kind in RULES.catalogue.measures if not kind.is_flagged]
THREATS = tuple(threat.key for threat in RULES.catalogue.threats)


def ticked(of, *threats):
    return tick_threats(of, RULES.catalogue, tick=threats).apply(of)


def view(of):
    return threat_view(of, RULES, cache=CACHE)


def covers(of, threat):
    cells = view(ticked(of, threat)).zones[0].cells
    return {cell.column: cell for cell in cells if cell.threat == threat}


def test_nothing_is_said_of_threats_nobody_ticked():
    found = view(project())
    assert found.ticked == ()
    assert all(not zone.cells for zone in found.zones)


def test_a_threat_is_ticked_in_catalogue_order_and_undone_exactly():
    start = project()
    history = History(start)
    history.do(tick_threats(start, RULES.catalogue, tick=("ramming", "theft")))
    assert history.project.rules.threats == ("theft", "ramming")
    history.do(tick_threats(history.project, RULES.catalogue, untick=("theft",)))
    assert history.project.rules.threats == ("ramming",)
    assert history.undo()
    assert history.undo()
    assert history.project == start
    with pytest.raises(InputError):
        tick_threats(start, RULES.catalogue, tick=("predicted-person",))


def test_silence_is_not_asked_and_an_answer_none_is_missing_or_little():
    silent = covers(project(), "drugs")["social_strategies"]
    assert silent.cover is Cover.NOT_ASKED
    told = answered(project(), practices__O19="none", practices__P17="none")
    after = covers(told, "drugs")["social_strategies"]
    assert after.cover in (Cover.MISSING, Cover.LITTLE)


def test_a_practice_in_place_shows_with_its_objects():
    site = placed(project(), "foot-patrols", None)
    cell = next(
        cell for cell in covers(site, "robbery").values() if "foot-patrols" in dict(cell.in_place)
    )
    assert cell.cover.is_in_place
    assert cell.objects == ("measure-0",)
    assert "foot-patrols" not in cell.offer


def test_a_row_far_from_a_zone_does_not_serve_it():
    areas = layer(Role.CROWD_AREA, [box(2, 2, 12, 12), box(45, 45, 58, 58)])
    site = project()
    site = replace(site, layers=(*site.layers, areas))
    site = placed(site, "bollards-rated-fixed", LineString([(0, 0), (12, 0)]))
    zones = view(ticked(site, "ramming")).zones
    assert len(zones) == 2
    kinds = [{kind for cell in zone.cells for kind, _ in cell.in_place} for zone in zones]
    assert sorted("bollards-rated-fixed" in found for found in kinds) == [False, True]


def test_the_ring_stands_beside_ramming_whatever_else_is_in_place():
    assert "ramming" in threat_rules().beside_ring
    low, likely, high = view(ticked(project(), "ramming")).ring
    assert 0.0 <= low <= high <= 100.0
    assert likely is None or low <= likely <= high


def stands(kinds):
    return InPlace(reach=dict.fromkeys(kinds, 1.0), objects={}, asked=frozenset(KINDS))


def cells(kinds, threats=THREATS):
    return threat_cells(
        threats, stands(kinds), {}, RULES.catalogue, rubric=RULES.rubric, rules=threat_rules()
    )


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(KINDS), max_size=12), st.sampled_from(KINDS))
def test_another_measure_never_weakens_a_cell_and_order_does_not_matter(kinds, more):
    before, after = cells(kinds), cells([*sorted(kinds, reverse=True), more])
    for one, two in zip(before, after, strict=True):
        assert two.likely >= one.likely - 1e-12
        assert 0.0 <= one.low <= one.likely <= one.high <= 1.0


@settings(max_examples=20, deadline=None)
@given(st.permutations(THREATS))
def test_cells_do_not_hang_on_the_order_of_threats(order):
    usual = {(cell.threat, cell.column): cell for cell in cells(KINDS[:20])}
    other = {(cell.threat, cell.column): cell for cell in cells(KINDS[:20], tuple(order))}
    assert usual == other


def test_every_category_stands_in_one_column_with_the_strategy_of_the_catalogue():
    path = resource_path("catalogue", "categories.yaml")
    rows = yaml.safe_load(path.read_text("utf-8"))["categories"]
    columns = threat_rules().columns
    for row in rows:
        (column,) = [one for one in columns if row["id"] in one.categories]
        assert (column.key, column.strategy) == (row["column"], row["strategy"])


def test_a_step_keeps_its_tick_and_words_and_is_undone():
    start = project()
    history = History(start)
    history.do(set_step(start, "measures", is_done=True))
    history.do(set_step(history.project, "measures", words="12 Poller"))
    state = next(one for one in steps_of(history.project) if one.rule.key == "measures")
    assert (state.is_done, state.words) == (True, "12 Poller")
    assert list(history.project.records) == [step_id("measures")]
    assert history.undo()
    assert history.undo()
    assert history.project == start


def test_each_step_names_a_source_of_the_catalogue():
    for rule in threat_rules().steps:
        assert rule.source in RULES.catalogue.sources


def test_the_worked_example_of_one_cell():
    """docs/method/threats.md: two measures of effect 2 and 1 join to 1 - 0.7 x 0.85 = 0.405."""
    kinds = RULES.catalogue.measures
    column = next(one for one in threat_rules().columns if one.key == "management")
    offer = [k for k in kinds if k.category in column.categories and not k.is_flagged]
    two = next(k for k in offer if k.effect.protection == 2)
    one = next(
        k for k in offer if k.effect.protection == 1 and not set(k.threats).isdisjoint(two.threats)
    )
    threat = next(t for t in two.threats if t in one.threats)
    found = [c for c in cells((one.key, two.key), (threat,)) if c.column == "management"]
    assert found[0].likely == pytest.approx(0.405)
    assert found[0].cover is Cover.SOME


def test_a_report_reads_the_ledgers_that_are_there_and_says_the_same():
    found = ticked(placed(project(), "rated-planters", LineString([(1, 5), (1, 40)])), "ramming")
    judged = assess(found, RULES, with_suggestions=False, cache=CACHE)
    assert threat_view_of(found, RULES, judged) == view(found)
