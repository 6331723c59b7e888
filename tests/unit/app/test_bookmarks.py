"""Named views and groups of layers: steps of undo, kept in the file, bounded."""

import pytest

from sbd_tool.app.commands import AddBookmark, DeleteBookmark, GroupLayers, RenameBookmark
from sbd_tool.app.history import History
from sbd_tool.app.language import load_words
from sbd_tool.domain.bookmarks import Bookmark
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError
from sbd_tool.formats.project_file import project_bytes, project_from_bytes
from tests.generated_square import project

WORDS = {language: load_words(language) for language in ("en", "de")}
VIEW = Bookmark(id="v", name="North gate", x_m=1.0, y_m=2.0, scale=500.0, rotation_deg=30.0)


def test_a_view_is_kept_renamed_and_dropped_each_in_one_step():
    history = History(project())
    before = design_digest(history.project)
    history.do(AddBookmark(bookmark=VIEW))
    assert WORDS["en"](history.undo_label) == "Keep the view North gate"
    history.do(RenameBookmark(bookmark_id="v", name=" South  gate "))
    assert history.project.bookmarks[0].name == "South gate"
    history.do(RenameBookmark(bookmark_id="v", name="South gate"))
    assert history.position == 2
    again = project_from_bytes(project_bytes(history.project)).project
    assert again.bookmarks == history.project.bookmarks
    assert design_digest(again) == design_digest(history.project)
    history.do(DeleteBookmark(bookmark_id="v"))
    assert history.project.bookmarks == ()
    history.jump(0)
    assert design_digest(history.project) == before


@pytest.mark.parametrize(
    "command",
    [
        AddBookmark(bookmark=VIEW),
        RenameBookmark(bookmark_id="v", name="  "),
        RenameBookmark(bookmark_id="gone", name="x"),
        DeleteBookmark(bookmark_id="gone"),
    ],
)
def test_what_cannot_be_is_refused_in_words(command):
    history = History(project())
    history.do(AddBookmark(bookmark=VIEW))
    with pytest.raises(InputError) as refused:
        history.do(command)
    for words in WORDS.values():
        assert words(refused.value.what).endswith(".")
        assert words(refused.value.hint).endswith(".")


@pytest.mark.parametrize(
    "wrong", [{"x_m": float("nan")}, {"scale": 0.0}, {"scale": 1e99}, {"name": "x" * 999}]
)
def test_a_view_without_a_place_is_no_view(wrong):
    with pytest.raises(ValueError, match=r"."):
        Bookmark(**{"id": "v", "name": "a", "x_m": 0.0, "y_m": 0.0, "scale": 1.0, **wrong})


def test_layers_are_grouped_and_ungrouped_and_the_file_keeps_it():
    history = History(project())
    ids = tuple(layer.id for layer in history.project.layers[:2])
    history.do(GroupLayers(layer_ids=ids, group=" Survey  2024 "))
    assert [layer.group for layer in history.project.layers[:3]] == ["Survey 2024"] * 2 + [""]
    assert WORDS["de"](history.undo_label) == "2 Ebenen gruppieren"
    again = project_from_bytes(project_bytes(history.project)).project
    assert design_digest(again) == design_digest(history.project)
    history.do(GroupLayers(layer_ids=ids, group="Survey 2024"))
    assert history.position == 1
    history.do(GroupLayers(layer_ids=ids[:1], group=""))
    assert history.project.layers[0].group == ""
    with pytest.raises(InputError):
        history.do(GroupLayers(layer_ids=("gone",), group="x"))
