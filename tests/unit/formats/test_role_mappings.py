"""A city writes down once what its layers and blocks mean, shares it, and every import obeys."""

from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from sbd_tool.domain.errors import RuleFileError
from sbd_tool.domain.layers import RoleOrigin
from sbd_tool.domain.role_mapping import Named, PatternRule, RoleMapping
from sbd_tool.domain.roles import Role
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.role_mapping_file import (
    LEAVE_OUT,
    read_role_mapping,
    role_mapping_words,
    write_role_mapping,
)
from sbd_tool.formats.rule_files import RuleFile, parse
from sbd_tool.ingest.role_mapping import mapped, rule_for
from tests.raw_plans import assembled, raw_layer, raw_plan

CITY = """
schema_version: 1
edition: Musterstadt CAD 2026
author: Vermessungsamt Musterstadt
reason: CAD guideline, version 3
layers:
- {pattern: "V-*-BORD", role: kerb, reason: kerbs of all kinds}
- {pattern: "V-*-HILF?", role: leave_out}
- {pattern: "*", role: context, shapes: [area]}
blocks:
- {pattern: "POL_*", role: barrier, sets: {barrier: bollard, height_m: 0.9}}
"""
LINE = shapely.LineString([(500_000, 5_300_000), (500_010, 5_300_000)])
POINT = shapely.Point(500_005, 5_300_005)


def city(words=CITY):
    return read_role_mapping((RuleFile("city.yaml", words),))


def test_a_mapping_is_read_with_author_reason_and_rules():
    mapping = city()
    assert (mapping.edition, mapping.author) == (
        "Musterstadt CAD 2026",
        "Vermessungsamt Musterstadt",
    )
    assert [rule.role for rule in mapping.rules] == [Role.KERB, None, Role.CONTEXT, Role.BARRIER]
    assert mapping.rules[3].sets == {"barrier": "bollard", "height_m": 0.9}


def test_patterns_ignore_case_and_blocks_are_asked_before_layers():
    mapping = city()
    assert rule_for(mapping, "v-01-bord", "", "line").role is Role.KERB
    assert rule_for(mapping, "V-01-BORD", "pol_70", "line").role is Role.BARRIER
    assert rule_for(mapping, "V-01-HILF2", "", "line").role is None
    assert rule_for(mapping, "V-01-HILF", "", "line") is None
    assert rule_for(mapping, "else", "", "area").role is Role.CONTEXT
    assert rule_for(mapping, "else", "", "line") is None


def test_a_later_mapping_is_asked_first():
    own = CITY.replace("Musterstadt CAD 2026", "Project").replace("role: kerb", "role: wall")
    mapping = read_role_mapping((RuleFile("a", CITY), RuleFile("b", own)))
    assert mapping.edition == "Musterstadt CAD 2026 + Project"
    assert rule_for(mapping, "V-01-BORD", "", "line").role is Role.WALL
    assert read_role_mapping(()) is None


def test_features_get_their_role_and_what_is_left_out_is_counted():
    plan = raw_plan(
        raw_layer([(LINE, {}), (POINT, {"block": "POL_70", "height_m": 1.1})], name="V-01-BORD"),
        raw_layer([(LINE, {}), (LINE, {})], name="V-01-HILF1"),
        raw_layer([(LINE, {})], name="other"),
    )
    done = mapped(plan, city())
    assert [dict(row) for row in done.layers[0].attributes] == [
        {"role": "kerb"},
        {"block": "POL_70", "barrier": "bollard", "height_m": 1.1, "role": "barrier"},
    ]
    assert len(done.layers[1]) == 0
    assert done.layers[2] is plan.layers[2]
    assert {f.key: f.sentence.as_mapping()["count"] for f in done.findings} == {
        "desk.mapping_left_out": 2,
        "desk.mapping_applied": 2,
    }
    assert len(plan.layers[1]) == 2
    assert mapped(plan, None) is plan


def test_tags_of_a_street_map_and_missing_geometry_are_no_business_of_a_mapping():
    osm = raw_layer([(LINE, {"highway": "path"})], name="V-01-BORD", is_osm=True)
    bare = raw_layer([(None, {"n": 1})], name="V-01-BORD")
    done = mapped(raw_plan(osm, bare), city())
    assert done.layers[0] is osm
    assert done.layers[1] is bare


def test_an_import_takes_the_city_s_word_over_the_shipped_names():
    plan = raw_plan(raw_layer([(LINE, {})], name="V-MAUER-BORD"), raw_layer([(LINE, {})], name="x"))
    without = assembled(plan)
    with_city = assembled(plan, mapping=city())
    assert {layer.role for layer in without.layers} == {Role.WALL, None}
    by_role = {layer.role: layer for layer in with_city.layers}
    assert set(by_role) == {Role.KERB, None}
    assert by_role[Role.KERB].role_origin is RoleOrigin.GIVEN


def test_what_is_written_reads_back_the_same(tmp_path):
    mapping = city()
    path = tmp_path / "city.yaml"
    write_role_mapping(mapping, path)
    assert read_role_mapping((path,)) == mapping
    odd = RoleMapping(
        edition="e", author="a", reason="r",
        rules=(PatternRule(of=Named.LAYER, pattern="[*]: - 'ä", role=Role.TREE),),
    )  # fmt: skip
    assert read_role_mapping((RuleFile("o", role_mapping_words(odd)),)) == odd


def test_a_mapping_without_author_or_reason_is_not_written(tmp_path):
    path = tmp_path / "city.yaml"
    for lacking in ("author", "reason", "edition"):
        with pytest.raises(RuleFileError):
            write_role_mapping(replace(city(), **{lacking: ""}), path)
    assert not path.exists()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("role: kerb", "role: curbstone", "curbstone"),
        ("schema_version: 1", "schema_version: 2", "schema_version"),
        ("author: Vermessungsamt Musterstadt", "", "author"),
        ("shapes: [area]", "shapes: [volume]", "volume"),
        ('pattern: "V-*-BORD"', "pattern: [1]", "pattern"),
        ("reason: kerbs of all kinds", "color: red", "color"),
        ("barrier: bollard", "barrier: {a: 1}", "barrier"),
    ],
)
def test_a_broken_mapping_is_refused_with_entry_and_field(before, after, said):
    assert before in CITY
    with pytest.raises(RuleFileError) as refused:
        city(CITY.replace(before, after))
    assert said in str(refused.value.what.as_mapping())


def test_the_example_of_the_method_page_is_a_mapping():
    page = (Path(__file__).parents[3] / "docs" / "method" / "import.md").read_text(encoding="utf-8")
    mapping = city(page.split("```yaml")[1].split("```")[0])
    assert [rule.role for rule in mapping.rules] == [Role.KERB, None, Role.BARRIER]


def test_the_schema_knows_every_role():
    schema = parse(RuleFile.at(resource_path("roles", "schema.json")))
    rows = schema["$defs"]["mapping"]["properties"]["layers"]["items"]["properties"]
    assert set(rows["role"]["enum"]) == {*(set(Role) - {Role.UNDERLAY}), LEAVE_OUT}
