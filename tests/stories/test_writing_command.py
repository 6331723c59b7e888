"""Words for the report on the command line; each edition gets what its label allows."""

import json

import pypdf
import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.app.writing import write_into
from sbd_tool.cli.main import main
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.text import literal
from sbd_tool.domain.written import LONGEST, Part, written_of
from sbd_tool.report.edition_written import open_records, withheld_written
from sbd_tool.report.lowered_labels import lowered_texts
from tests.generated_square import project


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.sbd.gpkg"
    save_project(project(seats=2), path)
    return path


def written(path):
    return written_of(open_project(path).project.records)


def test_a_text_file_becomes_a_part_of_the_report(file, tmp_path, capsys):
    words = tmp_path / "context.txt"
    words.write_bytes("Der Platz trägt\r\nden Markt.".encode("cp1252"))
    args = ["write", str(file), "context", str(words), "--label", "TLP:CLEAR", "--by", "Ada"]
    before = file.read_bytes()
    assert main(args) == 2, "wider than amber: a reason is needed"
    assert "TLP:CLEAR is wider than TLP:AMBER" in capsys.readouterr().err
    assert file.read_bytes() == before
    assert main([*args, "--reason", "it is in the paper"]) == 0
    assert "TLP:CLEAR" in capsys.readouterr().out
    found = written(file)[Part.CONTEXT]
    assert found.words == "Der Platz trägt\nden Markt."
    assert (found.stamp.author, found.marking) == ("Ada", Tlp.CLEAR)


def test_an_unknown_part_names_the_known_ones(file, tmp_path, capsys):
    assert main(["write", str(file), "poem", str(tmp_path / "no.txt")]) == 2
    said = capsys.readouterr().err
    assert "poem" in said
    assert "crime_where" in said


def test_a_text_that_cannot_be_kept_leaves_the_project_as_it_is(file, tmp_path):
    before = file.read_bytes()
    long = tmp_path / "long.txt"
    long.write_text("x" * (LONGEST + 1))
    for wrong in (long, tmp_path / "missing.txt"):
        with pytest.raises(InputError):
            write_into(file, Part.CONTEXT, wrong)
    assert file.read_bytes() == before


def test_each_edition_gets_what_its_label_allows_and_counts_the_rest(file):
    clock = FixedClock()
    opening = {"author": "Ada", "reason": "it is published", "clock": clock}
    write_into(file, Part.CONTEXT, "for all", Tlp.CLEAR, **opening)
    write_into(file, Part.RESIDUAL, "for the circle", author="Ada", clock=clock)
    write_into(file, Part.CONDITIONS, "for nobody", Tlp.RED, author="Ada", clock=clock)
    found = open_project(file).project
    told = {
        edition: {entry.words for entry in written_of(open_records(found, edition)).values()}
        for edition in Edition
    }
    assert told == {
        Edition.POLICE: {"for all", "for the circle"},
        Edition.PARTNER: {"for all"},
        Edition.PUBLIC: {"for all"},
    }
    (said,) = [words for _, _, words in lowered_texts(found)]
    assert dict(said.params)["reason"] == literal("it is published")
    assert dict(said.params)["author"] == literal("Ada")
    public = next(iter(open_records(found, Edition.PUBLIC).values()))
    assert public.stamp.author == ""
    (left_out,) = withheld_written(found, Edition.PUBLIC)
    assert dict(left_out.params)["count"] == 2


def test_a_sheet_is_set_up_on_the_command_line_and_printed_at_its_size(file, tmp_path, capsys):
    options = ["--paper", "A2", "--portrait", "--scale", "250", "--with", "grid", "--json"]
    assert main(["sheet", str(file), *options, "--without", "steps", "plane"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["paper"], told["is_portrait"], told["scale"]) == ("A2", True, 250)
    assert "grid" in told["parts"]
    assert "steps" not in told["parts"]
    before = file.read_bytes()
    assert main(["sheet", str(file)]) == 0
    assert file.read_bytes() == before, "telling changes nothing"
    assert "A2" in capsys.readouterr().out
    assert main(["sheet", str(file), "--with", "unicorn"]) == 2
    target = tmp_path / "plan.sheet.pdf"
    assert main(["export", str(file), str(target)]) == 0
    page = pypdf.PdfReader(target).pages[0].mediabox
    assert [round(float(side) * 25.4 / 72) for side in (page.width, page.height)] == [420, 594]


def test_a_file_that_is_not_there_is_said_to_be_missing(file, tmp_path, capsys):
    assert main(["write", str(file), "context", str(tmp_path / "nowhere.txt")]) == 2
    assert "was not found" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["register.xlsx", "map.html", "page.sheet.pdf"])
def test_a_kind_of_report_is_refused_where_the_format_holds_no_report(file, tmp_path, capsys, name):
    target = tmp_path / name
    assert main(["export", str(file), str(target), "--template", "decision"]) == 2
    said = capsys.readouterr().err
    assert "holds no report" in said
    assert ".docx" in said, "the hint names what does"
    assert not target.exists()
