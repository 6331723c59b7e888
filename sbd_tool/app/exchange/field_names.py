"""What people call a field that differs between two copies."""

from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words


def field_said(key: str, words: Words) -> str:
    """What a person calls a field: by the catalogue, by us, or as the plan names it.

    Args:
        key: Name of the field, dotted where it lies deeper; "" for the whole object.
        words: The reader's language.
    """
    if not key:
        return words(text("exchange.whole"))
    last = key.rpartition(".")[2]
    named = (f"exchange.named.{key}", f"exchange.named.{last}", f"catalogue.parameter.{last}")
    for known in named:
        if words.has(known):
            return words(text(known))
    return last.replace("_", " ")
