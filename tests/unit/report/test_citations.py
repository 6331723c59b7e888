"""Sources in a German report: our descriptions in German, titles as they are and marked so."""

from dataclasses import replace

from sbd_tool.app.language import load_words
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.text import text
from sbd_tool.formats.catalogue_file import read_catalogue
from sbd_tool.report.citations import DESCRIBED, cited
from sbd_tool.report.html_report import _Page
from sbd_tool.report.method_section import method
from sbd_tool.report.story import Passage, Story
from tests.report_site import job

SOURCES = {one.key: one for one in read_catalogue().sources}
EN, DE = load_words("en"), load_words("de")


def test_every_description_of_ours_says_the_same_in_both_languages_and_titles_stay():
    assert set(SOURCES) >= DESCRIBED
    for key, source in SOURCES.items():
        assert cited(key, source.citation, EN) == (source.citation, "")
        said, language = cited(key, source.citation, DE)
        if key in DESCRIBED:
            assert language == ""
            name = key.lower().replace("-", "_")
            assert EN(text(f"citation.{name}")) == source.citation
        else:
            assert (said, language) == (f"„{source.citation}“", "en")


def test_a_page_says_in_which_language_a_title_is():
    look = replace(job(Edition.POLICE).look, words=DE)
    story = Story(look)
    guidance = tuple((key, SOURCES[key].citation) for key in ("SBD-TOOL", "ISO22341"))
    method(story, replace(job(Edition.POLICE).model, guidance=guidance))
    page = _Page(look)
    told = [page.told(one) for one in story.blocks if isinstance(one, Passage)]
    (title,) = [one for one in told if "ISO22341:" in one]
    (ours,) = [one for one in told if "SBD-TOOL:" in one]
    assert 'lang="en"' in title
    assert "„ISO 22341:2021" in title
    assert "lang=" not in ours
    assert "Urteil dieses Produkts" in ours
