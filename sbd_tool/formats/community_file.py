"""The shipped data of participation: groups, ways of asking, subjects, words of files."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, read_document


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityRules:
    """What the data file says.

    Attributes:
        least_told: People from which wider editions tell how many there were.
        reach_m: How far from the square a note is taken in.
        most_notes: Notes a project may hold.
        groups: Groups to be heard, in order.
        ways: Ways of asking.
        abouts: What a note may be about.
        words: Word in small letters -> key ("like", "night", "light" ...), by list.
        columns: Field of a note -> names its column often has.
    """

    least_told: int
    reach_m: float
    most_notes: int
    groups: tuple[str, ...]
    ways: tuple[str, ...]
    abouts: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, tuple[str, ...]]


def community_file() -> tuple[Path, str]:
    """The shipped file and the definition it is checked against."""
    return resource_path("community", "community.yaml"), "community"


@lru_cache(maxsize=1)
def read_community_rules() -> CommunityRules:
    """Groups, ways and words as shipped.

    Raises:
        RuleFileError: The file breaks its schema.
    """
    path, definition = community_file()
    document = read_document(RuleFile.at(path), path.parent / "schema.json", definition)

    def lists(name: str) -> dict[str, tuple[str, ...]]:
        return {
            key: tuple(word.casefold() for word in words) for key, words in document[name].items()
        }

    return CommunityRules(
        least_told=int(document["least_told"]["value"]),
        reach_m=float(document["reach_m"]["value"]),
        most_notes=int(document["most_notes"]["value"]),
        groups=tuple(document["groups"]),
        ways=tuple(document["ways"]),
        abouts=tuple(document["abouts"]),
        words=lists("words"),
        columns=lists("columns"),
    )
