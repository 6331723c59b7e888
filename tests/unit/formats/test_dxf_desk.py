"""The import desk looks into a drawing and names everything in it, read or left out."""

import gzip

import ezdxf
import pytest

from sbd_tool.app.import_desk import mapping_of, proposed_roles
from sbd_tool.domain.dxf_inspection import SkipReason
from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.role_mapping import Named
from sbd_tool.domain.roles import Role
from sbd_tool.formats.dxf_desk import inspect_dxf
from sbd_tool.formats.dxf_scan import scan
from sbd_tool.formats.plans import read_plan


@pytest.fixture
def drawing(tmp_path):
    doc = ezdxf.new("R2010")
    doc.header["$INSUNITS"] = 4
    doc.layers.add("A-KERB", color=1)
    doc.layers.add("A-TREE", true_color=0x336699).lock()
    doc.layers.add("SECRET", color=5).freeze()
    doc.layers.add("OFF").off()
    block = doc.blocks.new("BAUM-01")
    block.add_circle((0, 0), 500)
    block.add_attdef("ART", (0, 0))
    model = doc.modelspace()
    model.add_line((0, 0), (10_000, 0), dxfattribs={"layer": "A-KERB"})
    model.add_line((0, 0), (0, 0), dxfattribs={"layer": "A-KERB"})
    for x in (1000, 5000):
        model.add_blockref("BAUM-01", (x, 2000), dxfattribs={"layer": "A-TREE"})
    model.add_text("Nordtor", dxfattribs={"layer": "OFF", "insert": (100, 9000)})
    model.add_ray((0, 0), (1, 1))
    model.add_line((0, 0), (1, 1), dxfattribs={"layer": "A-KERB", "invisible": 1})
    model.add_linear_dim((0, 5), (0, 0), (10, 0)).render()
    doc.layout("Layout1").add_line((0, 0), (1, 1))
    path = tmp_path / "platz.dxf"
    doc.saveas(path)
    return path


def test_layers_come_with_colour_state_counts_and_bounds(drawing):
    seen = inspect_dxf(drawing)
    layers = {layer.name: layer for layer in seen.layers}
    assert layers["A-KERB"].counts == {"LINE": 1}
    assert (layers["A-KERB"].color, layers["A-TREE"].color) == ("#ff0000", "#336699")
    assert layers["A-TREE"].counts == {"CIRCLE": 2, "INSERT": 2}
    assert layers["A-TREE"].is_locked
    assert layers["SECRET"].is_frozen
    assert layers["SECRET"].count == 0
    assert layers["OFF"].is_off
    assert layers["OFF"].texts == ("Nordtor",)
    assert layers["A-KERB"].bounds == (0, 0, 10_000, 0)
    assert seen.extent == (0, 0, 10_000, 9000)
    assert (seen.unit_m, seen.version, seen.crs) == (0.001, "AC1024", None)
    assert seen.texts == ("Nordtor",)


def test_blocks_come_with_references_parts_and_attributes(drawing):
    (block,) = (block for block in inspect_dxf(drawing).blocks if block.count)
    assert (block.name, block.count, block.layers) == ("BAUM-01", 2, ("A-TREE",))
    assert block.counts == {"CIRCLE": 1, "ATTDEF": 1}
    assert block.attributes == ("ART",)


def test_everything_left_out_is_named_by_reason_and_type(drawing):
    skipped = {(s.reason, s.entity): s.count for s in inspect_dxf(drawing).skipped}
    assert skipped == {
        (SkipReason.UNKNOWN, "RAY"): 1,
        (SkipReason.ANNOTATION, "DIMENSION"): 1,
        (SkipReason.PAPER, "LINE"): 1,
        (SkipReason.INVISIBLE, ""): 1,
        (SkipReason.WITHOUT_EXTENT, ""): 1,
    }


def test_a_drawing_the_first_library_trips_over_says_what_the_second_left_out(drawing):
    # The layout of the model has lost its name, as in a drawing seen in practice.
    words = drawing.read_text(encoding="utf-8").replace("\nModel\n", "\nModell\n")
    drawing.write_text(words, encoding="utf-8")
    seen = inspect_dxf(drawing)
    assert seen.is_fallback
    counts = {layer.name: dict(layer.counts) for layer in seen.layers}
    assert (counts["A-TREE"], counts["OFF"]) == ({"INSERT": 2}, {"TEXT": 1})
    assert (SkipReason.UNREAD, "RAY", 1) in {(s.reason, s.entity, s.count) for s in seen.skipped}
    assert "formats.dxf_skipped" in {finding.key for finding in read_plan(drawing).findings}


def test_a_packed_drawing_is_unpacked_and_other_files_are_refused_in_words(drawing, tmp_path):
    packed = tmp_path / "platz.dxf.gz"
    packed.write_bytes(gzip.compress(drawing.read_bytes()))
    assert inspect_dxf(packed).layers == inspect_dxf(drawing).layers
    for name, content in (("a.dxf", b""), ("b.txt", b"hello"), ("c.geojson", b'{"type":"x"}')):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(PlanUnreadableError):
            inspect_dxf(path)
    with pytest.raises(PlanUnreadableError):
        inspect_dxf(tmp_path / "missing.dxf")


def test_the_scan_survives_drawings_cut_short(drawing, tmp_path):
    whole = drawing.read_bytes()
    for share in (0.1, 0.5, 0.9):
        cut = tmp_path / "cut.dxf"
        cut.write_bytes(whole[: int(len(whole) * share)])
        assert len(scan(cut).entities) <= len(scan(drawing).entities)


def test_layers_and_blocks_get_proposals_and_a_mapping_decides(drawing):
    seen = inspect_dxf(drawing)
    roles = {(p.of, p.name): p for p in proposed_roles(seen)}
    assert roles[Named.LAYER, "A-KERB"].role is Role.KERB
    assert roles[Named.BLOCK, "BAUM-01"].role is Role.TREE
    assert 0 < roles[Named.LAYER, "A-KERB"].confidence < 1
    chosen = mapping_of(
        {(Named.LAYER, "A-KERB"): Role.WALL, (Named.LAYER, "SECRET"): None},
        edition="mine",
        author="Ada",
        reason="as agreed",
    )
    roles = {(p.of, p.name): p for p in proposed_roles(seen, chosen)}
    assert (roles[Named.LAYER, "A-KERB"].role, roles[Named.LAYER, "A-KERB"].confidence) == (
        Role.WALL,
        1.0,
    )
    assert roles[Named.LAYER, "SECRET"].is_left_out
