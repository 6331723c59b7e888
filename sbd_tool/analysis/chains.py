"""Closed chains of obstacles: the exact largest disc that gets through to a point.

Obstacles are points with a radius and straight segments. Two are linked at a width when the clear
distance between them is at most that width. A point is enclosed at a width exactly if a closed
chain of links goes round it an odd number of times, that is, crosses a ray from it an odd number of
times. So the largest disc that reaches the point is the least width at which such a chain exists:
found by bisection over the sorted distances, with connected components of the double cover.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Obstacles taken apart into points and straight segments.

    Attributes:
        shapes: (n,) points and two-point lines.
        radius: (n,) metres; 0 for segments.
        own_gap: (n,) clear gap inside the piece's own row; 0 when solid.
        doubt: (n,) drawing doubt to add to each distance of the piece, metres; may be negative.
        owner: (n,) index of the obstacle.
    """

    shapes: npt.NDArray[np.object_]
    radius: Floats
    own_gap: Floats
    doubt: Floats
    owner: Ints


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of pieces by rising clear distance.

    Attributes:
        first, second: (m,) indices of pieces.
        width: (m,) clear distance, the rows' own gaps included.
        lines: (m,) shortest lines.
    """

    first: Ints
    second: Ints
    width: Floats
    lines: npt.NDArray[np.object_]


def closing_link(links: Links, is_odd: npt.NDArray[np.bool_], number: int) -> int | None:
    """Index of the link whose width first closes a chain round the point, or None.

    Args:
        links: Sorted links; leave out those of pieces that are not there.
        is_odd: (m,) whether a link crosses a ray from the point an odd number of times.
        number: Number of pieces.
    """
    if not len(links.first) or not _encloses(links, is_odd, number, len(links.first)):
        return None
    low, high = 0, len(links.first)
    while high - low > 1:
        middle = (low + high) // 2
        if _encloses(links, is_odd, number, middle):
            high = middle
        else:
            low = middle
    return high - 1


def _encloses(links: Links, is_odd: npt.NDArray[np.bool_], number: int, count: int) -> bool:
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    first, second = links.first[:count], links.second[:count]
    odd = is_odd[:count].astype(np.int64)
    rows = np.concatenate((2 * first, 2 * first + 1))
    columns = np.concatenate((2 * second + odd, 2 * second + 1 - odd))
    cover = coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(2 * number, 2 * number))
    _, label = connected_components(cover, directed=False)
    return bool((label[0::2] == label[1::2]).any())


def chosen(links: Links, keep: Bools | Ints) -> Links:
    """Some of the links, order kept."""
    return Links(
        links.first[keep],
        links.second[keep],
        links.width[keep],
        links.lines[keep],
    )


def by_width(links: Links) -> Links:
    """The same links, sorted by rising width."""
    order = np.argsort(links.width, kind="stable")
    return Links(
        links.first[order],
        links.second[order],
        links.width[order],
        links.lines[order],
    )
