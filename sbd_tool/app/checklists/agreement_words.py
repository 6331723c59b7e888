"""How far two assessors agree, in words."""

from sbd_tool.domain.agreement import Agreement
from sbd_tool.domain.text import Quantity, Text, text


def agreement_words(one: Agreement) -> Text:
    """What is told of one question's agreement, in a sentence."""
    told = {"same": one.same, "pairs": one.pairs}
    best = one.icc or one.weighted or one.kappa
    if best is None:
        key = "undefined" if one.is_undefined else "counted"
        return text(f"checklist.agree_{key}", **told)
    name = "icc" if one.icc else "weighted" if one.weighted else "kappa"
    few = "_few" if one.is_few else ""
    if best.low is None or best.high is None:
        return text(f"checklist.agree_{name}_bare{few}", value=_two(best.value), **told)
    return text(
        f"checklist.agree_{name}{few}",
        value=_two(best.value),
        low=_two(best.low),
        high=_two(best.high),
        **told,
    )


def _two(value: float) -> Quantity:
    return Quantity(value, "", 2)
