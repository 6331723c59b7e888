"""A city screens many squares: projects, rules and assessments travel between processes."""

import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.app.samples import build_sample, samples
from sbd_tool.domain.digest import design_digest


def screened(project, rules):
    card = assess(project, rules, with_suggestions=False).scorecard
    return card.openness.low, card.openness.high, card.protection.low, card.protection.high


def test_squares_screened_in_other_processes_score_as_they_do_here() -> None:
    rules = load_rules(None)
    projects = [build_sample(found, clock=FixedClock()) for found in samples()]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        there = list(pool.map(screened, projects, [rules] * len(projects)))
    assert there == [screened(project, rules) for project in projects]


def test_a_project_comes_back_from_a_pickle_as_it_was() -> None:
    project = build_sample(samples()[0], clock=FixedClock())
    assert design_digest(pickle.loads(pickle.dumps(project))) == design_digest(project)


def test_an_assessment_can_be_kept_and_read_again() -> None:
    project = build_sample(samples()[0], clock=FixedClock())
    found = assess(project, load_rules(project), with_suggestions=False)
    kept = pickle.loads(pickle.dumps(found))
    assert kept.scorecard == found.scorecard
    assert kept.provenance == found.provenance
