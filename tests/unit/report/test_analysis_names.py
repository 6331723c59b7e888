"""Readers find analyses by their names, not by the words of the program."""

from sbd_tool.app.language import load_words
from sbd_tool.report.analysis_names import analyses_told


def test_analyses_are_named_in_the_readers_language_and_keep_their_version() -> None:
    told = analyses_told([("emergency", "3"), ("fire_ways", "1")], load_words("de"))
    assert told == "Erreichbarkeit für die Feuerwehr (3); Wege des Löschfahrzeugs (1)"


def test_an_analysis_of_another_version_of_the_program_stands_for_itself() -> None:
    assert analyses_told([("tea_leaves", "7")], load_words("en")) == "tea_leaves (7)"
