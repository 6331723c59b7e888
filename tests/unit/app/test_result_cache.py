"""Results are used again only while nothing an analysis reads has changed."""

from dataclasses import replace

from shapely.geometry import Point

from sbd_tool.analysis.effective_site import build
from sbd_tool.analysis.spec import AnalysisSpec
from sbd_tool.app.reading_keys import result_key
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.effective import LIKELY_WORLD, Leaning, World
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text
from tests.generated_square import answered, placed, project

RULES = load_rules(None)
BARE = project()
SEATS = AnalysisSpec(
    key="seats",
    title=text("analysis.seating"),
    version=1,
    reads=(Role.SEAT,),
    run=lambda *_: None,
    reads_facts=("O10", "gap:*"),
    reads_numbers=("seat_length_m",),
)


def key(of, spec=SEATS, rubric=RULES.rubric, world=LIKELY_WORLD):
    site = build(of, RULES.catalogue, rubric, "base", "ordinary", world)
    return result_key(spec, site, rubric, (), ResultCache())


def with_number(name, value):
    numbers = [
        replace(number, value=value) if number.key == name else number
        for number in RULES.rubric.numbers
    ]
    return replace(RULES.rubric, numbers=Registry("number", numbers))


def test_the_same_site_has_the_same_key_in_another_process_or_value():
    assert key(BARE) == key(project())


def test_what_it_reads_changes_the_key():
    changed = [
        placed(BARE, "seating-edge", Point(1, 1)),
        answered(BARE, O10=2.0),
        answered(BARE, gap__x=1.0),
    ]
    assert len({key(BARE), *(key(of) for of in changed)}) == 4
    assert key(BARE) != key(BARE, replace(SEATS, version=2))
    assert key(BARE) != key(BARE, rubric=with_number("seat_length_m", 9.0))
    assert key(BARE) != key(BARE, world=World(attributes=Leaning.FEW))


def test_what_it_does_not_read_leaves_the_key():
    assert key(BARE) == key(placed(BARE, "pedestrian-lighting", Point(1, 1)))
    assert key(BARE) == key(answered(BARE, O14=50.0))
    assert key(BARE) == key(BARE, rubric=with_number("lamp_height_m", 9.0))


def test_counts_of_the_unseen_matter_only_to_what_reads_classes():
    many = World(leanings=((Role.SEAT, Leaning.MANY),))
    reader = replace(SEATS, reads_classes=True)
    assert key(BARE) == key(BARE, world=many)
    assert key(BARE, reader) != key(BARE, reader, world=many)


def test_the_oldest_result_goes_first_and_a_used_one_stays():
    cache = ResultCache(kept=2)
    cache.put("a", 1)
    cache.put("b", 2)
    assert cache.get("a") == 1
    cache.put("c", 3)
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (1, None, 3)


def test_a_plan_is_surveyed_once():
    cache = ResultCache()
    first = cache.survey(BARE.layers, BARE.square, RULES.rubric)
    assert cache.survey(BARE.layers, BARE.square, RULES.rubric) is first
    other = project()
    assert cache.survey(other.layers, other.square, RULES.rubric) is not first
