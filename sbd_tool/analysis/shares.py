"""Intervals of small surveys: a share after Wilson, a mean after Student."""

import math
from collections.abc import Sequence
from statistics import NormalDist


def wilson(hits: int, count: int, confidence: float) -> tuple[float, float]:
    """Wilson's score interval of a share, 0-1.

    Never leaves 0-1 and has a width even where all answers are alike; holds for a random sample of
    a large population, and is too narrow where those who answered chose themselves.
    Source: Wilson, J. Am. Stat. Assoc. 22 (1927), 209-212.

    Args:
        hits: Answers that count.
        count: All answers, at least 1.
        confidence: For example 0.95.

    Returns:
        Lower and upper end.

    Raises:
        ValueError: There are no answers, or more hits than answers.

    Examples:
        >>> [round(end, 3) for end in wilson(14, 20, 0.95)]
        [0.481, 0.855]
    """
    if not 0 <= hits <= count or count < 1:
        raise ValueError((hits, count))
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share, spread = hits / count, z * z / count
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / count + spread / (4 * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def mean_interval(
    counts: Sequence[int], values: Sequence[float], confidence: float
) -> tuple[float, float, float] | None:
    """Mean of counted values with Student's interval, cut to the range of the values.

    The quantile is the normal one with four terms of the expansion in 1/df, within 0.001 from ten
    answers on (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5). Treats the
    levels as equally far apart, which they need not be.

    Args:
        counts: Answers per level.
        values: What each level counts, ascending or descending.
        confidence: For example 0.95.

    Returns:
        Mean, lower and upper end; None with fewer than two answers or where all are alike: then
        nothing is known about the spread.
    """
    total = sum(counts)
    if total < 2 or max(counts) == total:  # noqa: PLR2004 - a spread needs two answers
        return None
    mean = sum(n * value for n, value in zip(counts, values, strict=True)) / total
    squares = sum(n * (value - mean) ** 2 for n, value in zip(counts, values, strict=True))
    half = student(confidence, total - 1) * math.sqrt(squares / (total - 1) / total)
    return mean, max(min(values), mean - half), min(max(values), mean + half)


def student(confidence: float, df: int) -> float:
    """Two-sided quantile of Student's t from nine degrees of freedom on.

    Examples:
        >>> round(student(0.95, 9), 3)
        2.262
    """
    z = float(NormalDist().inv_cdf(0.5 + confidence / 2))
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return z + sum(term / float(df**power) for power, term in enumerate(terms, 1))
