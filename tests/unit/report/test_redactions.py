"""A redaction log names every object and field an edition does not tell, with its rule."""

import csv
import io
import json
from dataclasses import replace

import pytest

from sbd_tool.app.language import load_words
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.project import Note
from sbd_tool.report.redaction_log import LogHead, LogSide, log_csv, log_json
from sbd_tool.report.redaction_rules import RULES
from sbd_tool.report.redactions import Done, counts_by_rule, redactions
from tests.planted_site import planted
from tests.report_site import BOLLARDS, CAMERA, CATALOGUE, KIOSK, assessment, content, site

WIDER = (Edition.PARTNER, Edition.PUBLIC)


def logged(edition, of=None, judged=None):
    of, judged = of or site(), judged or assessment()
    return redactions(of, judged, CATALOGUE, content(edition, of, judged))


def ids(rows):
    return {row.id for row in rows.values()}


def of_object(rows, which):
    return [row for row in rows if row.id == which]


@pytest.mark.parametrize("edition", WIDER)
def test_each_withheld_measure_is_named_with_its_rule(edition):
    rows = logged(edition)
    (bollards,), (camera,) = of_object(rows, BOLLARDS), of_object(rows, CAMERA)
    assert (bollards.rule, bollards.done) == ("barrier", Done.GENERALISED)
    is_cell = edition is Edition.PARTNER
    assert camera.done is (Done.GENERALISED if is_cell else Done.COUNTED)
    patrols = next(row for row in rows if row.kind == "foot-patrols")
    assert (patrols.rule, patrols.done, patrols.label) == ("label", Done.WITHHELD, Tlp.AMBER)


def test_fields_taken_from_an_open_object_are_named_without_their_values():
    of = site()
    kiosk = replace(
        of.measures[KIOSK],
        name="CANARY-NAME",
        note="CANARY-REMARK",
        parameters={"rating": "CANARY-RATING", "colour": "CANARY-COLOUR"},
        stamp=replace(of.measures[KIOSK].stamp, author="CANARY-AUTHOR"),
    )
    of = replace(of, measures={**of.measures, KIOSK: kiosk})
    found = {row.rule: row.fields for row in of_object(logged(Edition.PUBLIC, of), KIOSK)}
    assert found["free_words"] == ("name", "note")
    assert found["rating"] == ("parameters.rating",)
    assert found["not_listed"] == ("parameters.colour",)
    assert "author" in found["people"]
    partner = {row.rule: row.fields for row in of_object(logged(Edition.PARTNER, of), KIOSK)}
    assert partner["free_words"] == ("note",)
    side = LogSide(option="base", time_state="ordinary", rows=logged(Edition.PUBLIC, of))
    told = log_json(head(), [side], CATALOGUE, load_words("en")).decode()
    for value in ("CANARY-REMARK", "CANARY-RATING", "CANARY-COLOUR", "CANARY-AUTHOR"):
        assert value not in told
    assert "CANARY-NAME" in told


def test_lines_of_the_ledgers_are_logged():
    rows = logged(Edition.PARTNER)
    kept = {(row.table, row.id): row for row in rows}
    assert kept["protection", "P01"].rule == "weak_spot"
    assert kept["openness", "O01"].rule == "band"
    assert [row.kind for row in rows if row.table == "suggestions"] == ["rated-planters"]
    assert [row.kind for row in rows if row.table == "findings"] == ["b"]


def test_nothing_is_logged_for_the_police_but_what_is_red():
    assert logged(Edition.POLICE) == ()
    of = site()
    stamp = replace(of.measures[KIOSK].stamp, marking=Tlp.RED.value)
    of = replace(of, measures={**of.measures, KIOSK: replace(of.measures[KIOSK], stamp=stamp)})
    (row,) = logged(Edition.POLICE, of)
    assert (row.id, row.rule, row.label) == (KIOSK, "label", Tlp.RED)


@pytest.mark.parametrize("edition", Edition)
def test_every_planted_object_that_is_not_in_the_edition_is_in_the_log(edition):
    of, _ = planted()
    held = content(edition, of, assessment())
    rows = redactions(of, assessment(), CATALOGUE, held)
    told = {row.id for row in rows if not row.fields}
    for table in ("measures", "answers", "notes", "photos", "annotations"):
        gone = ids(getattr(of, table)) - ids(getattr(held.project, table))
        assert gone <= told
    features = {name for layer in of.layers for name in layer.ids}
    shown = {name for layer in held.project.layers for name in layer.ids}
    assert features - shown <= told
    assert {row.rule for row in rows} <= set(RULES)
    if edition is not Edition.POLICE:
        assert {"label", "barrier", "watching", "role", "place", "working"} <= {
            row.rule for row in rows
        }


def head():
    return LogHead(file="=public.pdf", sha256="ab" * 32, edition=Edition.PUBLIC)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_table_of_the_log_is_labelled_and_runs_no_formula(language):
    of = site()
    of = replace(of, notes={"n": Note(stamp=Stamp(id="n"), words="x", x_m=1.0, y_m=1.0)})
    side = LogSide(option="base", time_state="ordinary", rows=logged(Edition.PUBLIC, of))
    raw = log_csv(head(), [side], CATALOGUE, load_words(language))
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert {row["log_label"] for row in rows} == {"TLP:AMBER+STRICT"}
    assert {row["file"] for row in rows} == {"'=public.pdf"}
    assert any(row["part"] == "notes" and row["id"] == "n" for row in rows)
    assert all(row["why"] and not row["why"].startswith("labels.") for row in rows)
    told = json.loads(log_json(head(), [side], CATALOGUE, load_words(language)))
    assert told["sides"][0]["counts"] == counts_by_rule(side.rows)
    red = replace(side.rows[0], label=Tlp.RED)
    narrow = LogSide(option="base", time_state="ordinary", rows=(red,))
    assert json.loads(log_json(head(), [narrow], CATALOGUE, load_words("en")))["label"] == "TLP:RED"


def test_every_rule_has_its_sentence():
    from sbd_tool.domain.text import text

    for language in ("en", "de"):
        words = load_words(language)
        assert all("labels.why" not in words(text(f"labels.why_{rule}")) for rule in RULES)
