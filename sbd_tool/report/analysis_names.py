"""Analyses by the names readers know, each with the version of its method."""

from collections.abc import Iterable

from sbd_tool.domain.words import Words


def analyses_told(versions: Iterable[tuple[str, str]], words: Words) -> str:
    """One line of all analyses.

    Args:
        versions: Key and version of each; a key this program does not know stands for itself.
        words: Language of the reader.
    """
    from sbd_tool.analysis import ANALYSES

    titles = {spec.key: spec.title for spec in ANALYSES}
    named = [(words(titles[key]) if key in titles else key, value) for key, value in versions]
    return "; ".join(f"{name} ({value})" for name, value in sorted(named))
