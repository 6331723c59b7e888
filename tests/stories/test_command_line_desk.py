"""The import desk on the command line: look into a drawing, map it, examine what came of it."""

import json
from pathlib import Path

import pytest

from sbd_tool.cli.main import main
from tests.fictional_drawing import RULES, write_drawing


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    return write_drawing(tmp_path / "court.dxf")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


def test_inspect_tells_layers_blocks_texts_and_what_is_left_out(drawing, capsys):
    assert main(["inspect", str(drawing), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    objects = {layer["name"]: layer["objects"] for layer in told["layers"]}
    assert objects["Z-10"] == 1
    assert objects["Z-20"] == 2
    assert [block["references"] for block in told["blocks"] if block["name"] == "MOEBEL_1"] == [3]
    assert "Fountain court" in told["texts"]
    assert {"reason": "annotation", "type": "DIMENSION", "count": 1} in told["skipped"]
    assert told["unit_m"] == 0.001


def test_inspect_asks_a_rule_file_before_it_guesses(drawing, rules, capsys):
    assert main(["inspect", str(drawing), "--mapping", str(rules), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    roles = {layer["name"]: (layer["role"], layer["left_out"]) for layer in told["layers"]}
    assert roles["Z-20"] == ("building", False)
    assert roles["HILF"] == (None, True)


def test_inspect_speaks_in_lines_too(drawing, capsys):
    assert main(["--language", "en", "inspect", str(drawing)]) == 0
    said = capsys.readouterr().out
    assert "court.dxf" in said
    assert "Z-10" in said
    assert "DIMENSION" in said


def test_import_with_a_rule_file_gives_roles_and_leaves_out_what_it_says(
    drawing, rules, tmp_path, capsys
):
    target = tmp_path / "court.sbd.gpkg"
    code = main(
        [
            "import", str(drawing), "-o", str(target), "--mapping", str(rules),
            "--crs", "local", "--units", "mm", "--json",
        ]
    )  # fmt: skip
    assert code in {0, 1}
    told = json.loads(capsys.readouterr().out)
    counts: dict[str, int] = {}
    for layer in told["layers"]:
        counts[layer["role"]] = counts.get(layer["role"], 0) + layer["features"]
    assert counts["building"] == 2
    assert counts["tree"] >= 5
    assert counts["seat"] >= 3
    assert "desk.mapping_left_out" in {finding["key"] for finding in told["findings"]}

    assert main(["doctor", str(target), "--json"]) in {0, 1}
    assert isinstance(json.loads(capsys.readouterr().out)["diagnoses"], list)


def test_a_unit_may_be_a_number_of_metres_and_nothing_absurd(drawing, tmp_path, capsys):
    words = ["import", str(drawing), "--crs", "local", "-o"]
    assert main([*words, str(tmp_path / "a.sbd.gpkg"), "--units", "0.001"]) in {0, 1}
    assert main([*words, str(tmp_path / "b.sbd.gpkg"), "--units", "parsec"]) == 2
    assert main([*words, str(tmp_path / "c.sbd.gpkg"), "--units", "nan"]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"no drawing", b"0\nSECTION\n2\nENTITIES\n0\n"])
def test_a_broken_drawing_is_refused_in_words(content, tmp_path, capsys):
    path = tmp_path / "broken.dxf"
    path.write_bytes(content)
    assert main(["inspect", str(path)]) == 2
    said = capsys.readouterr().err
    assert "broken.dxf" in said
    assert "Traceback" not in said


def test_a_broken_rule_file_is_refused_with_its_entry(drawing, tmp_path, capsys):
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULES.replace("role: building", "role: palace"), encoding="utf-8")
    assert main(["inspect", str(drawing), "--mapping", str(rules)]) == 2
    assert "rules.yaml" in capsys.readouterr().err
