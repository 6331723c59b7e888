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
    label, low, high = np.arange(2 * number), 0, len(links.first) + 1
    while high - low > 1:
        middle = (low + high) // 2
        joined = _joined(label, links, is_odd, slice(low, middle))
        if (joined[0::2] == joined[1::2]).any():
            high = middle
        else:
            label, low = joined, middle
    return None if high > len(links.first) else high - 1


def _joined(label: Ints, links: Links, is_odd: Bools, some: slice) -> Ints:
    """Groups of the nodes of the double cover when some more links join them."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    first, second = links.first[some], links.second[some]
    odd = is_odd[some].astype(np.int64)
    rows = label[np.concatenate((2 * first, 2 * first + 1))]
    columns = label[np.concatenate((2 * second + odd, 2 * second + 1 - odd))]
    size = int(label.max(initial=-1)) + 1
    cover = coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(size, size))
    _, group = connected_components(cover, directed=False)
    return np.asarray(group[label], dtype=np.int64)


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
