"""Laws 1 and 10 of docs/method/scoring.md for explanations: parts sum to the whole, to the bit."""

from itertools import pairwise
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point

from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Reading
from sbd_tool.formats.rules import read_rubric
from sbd_tool.scoring.curve import points
from sbd_tool.scoring.explain import object_shares
from sbd_tool.scoring.ledger import ledger_score
from sbd_tool.scoring.object_groups import Player, groups_of
from sbd_tool.scoring.waterfall import waterfall

RUBRIC = read_rubric()
RULES = [rule for rule in RUBRIC.indicators if rule.weight]
EXACT = 1e-9


@st.composite
def readings(draw):
    found = {}
    for rule in RULES:
        if draw(st.booleans()):
            low, high = rule.breaks[0][0], rule.breaks[-1][0]
            spread = abs(high - low)
            value = draw(st.floats(min(low, high) - spread / 4, max(low, high) + spread / 4))
            doubt = draw(st.floats(0, spread / 2))
            worst, best = (value - doubt, value + doubt) if rule.is_up else (value + doubt, value)
            found[rule.key] = Reading(worst=worst, likely=value, best=best)
    return found


@settings(max_examples=120, deadline=None)
@given(readings(), st.sampled_from(list(LedgerKey)))
def test_earned_and_held_are_the_score_and_lost_is_what_is_missing(found, key):
    ledger = ledger_score(RUBRIC, key, found)
    fall = waterfall(RUBRIC, ledger)
    if ledger.score is None:
        assert fall.earned == fall.lost == 0.0
        return
    assert fall.earned + fall.held == pytest.approx(ledger.score, abs=EXACT)
    assert fall.lost - fall.held == pytest.approx(100.0 - ledger.score, abs=EXACT)
    assert all(line.earned >= -EXACT and line.lost >= -EXACT for line in fall.lines)
    assert fsum(family.earned for family in fall.families) == pytest.approx(fall.earned, abs=EXACT)
    assert fsum(family.lost for family in fall.families) == pytest.approx(fall.lost, abs=EXACT)


@settings(max_examples=60, deadline=None)
@given(readings(), st.sampled_from(list(LedgerKey)))
def test_each_bar_begins_where_the_one_before_ended(found, key):
    fall = waterfall(RUBRIC, ledger_score(RUBRIC, key, found))
    lines = fall.lines
    for one, following in pairwise(lines):
        assert following.earned_from == pytest.approx(one.earned_from + one.earned, abs=EXACT)
        assert following.lost_from == pytest.approx(one.lost_from - one.lost, abs=EXACT)
    assert [line.lost for line in fall.costliest] == sorted(
        (line.lost for line in lines if line.lost > 0), reverse=True
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.floats(0, 200), st.floats(0, 200), st.booleans()),
        max_size=40,
    ),
    st.integers(3, 10),
)
def test_groups_hold_every_object_once_and_never_mix_classes_or_runs(things, most):
    players = [
        Player(id=str(n), cls=cls, geometry=Point(x, y), is_run=is_run)
        for n, (cls, x, y, is_run) in enumerate(things)
    ]
    groups = groups_of(players, 10.0, most)
    classes = {player.id: player.cls for player in players}
    assert sorted(one for group in groups for one in group) == sorted(classes)
    assert all(len({classes[one] for one in group}) == 1 for group in groups)
    assert len(groups) <= most


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-5, 5), min_size=1, max_size=10), st.floats(0.001, 1))
def test_shares_and_the_rest_sum_to_the_points_exact_or_sampled(worths, factor):
    groups = [(str(n),) for n in range(len(worths))]

    def worth(there):
        return 50.0 + fsum(worths[int(one)] for one in there) + (3.0 if len(there) > 2 else 0.0)

    shares = object_shares(groups, worth, factor, RUBRIC, ("O09",))
    everyone = frozenset(one for group in groups for one in group)
    assert shares.is_exact is (len(groups) <= 8)
    assert shares.total == pytest.approx(factor * worth(everyone), abs=EXACT)
    again = object_shares(groups, worth, factor, RUBRIC, ("O09",))
    assert again == shares, "same seed, same bits"


def test_the_worked_example_of_two_rows_of_benches():
    """docs/method/explaining.md: 30 m and 10 m of seats for 1000 m2 share 80 points 60 to 20."""
    metres = {"long": 30.0, "short": 10.0}
    curve = RUBRIC.indicators["O09"]

    def worth(there):
        return points(curve, 100.0 * fsum(metres[one] for one in there) / 1000.0)

    shares = object_shares((("long",), ("short",)), worth, 1.0, RUBRIC, ("O09",))
    assert {one.objects[0]: one.earned for one in shares.shares} == pytest.approx(
        {"long": 60.0, "short": 20.0}
    )
    assert shares.rest == 0.0
