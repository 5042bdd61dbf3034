"""The order in which lines of writing are read: columns first, then rows, then left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GUTTER = 1.0
"""Columns are apart by at least this many line heights."""

LEAST_ROWS = 2
"""Fewer lines beside each other are words of one line, not columns."""

SAME_ROW = 0.5
"""Lines whose heights overlap by more than this share are beside each other."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of writing is, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Of the line, in pixels."""
        return self.bottom - self.top


def reading_order(places: Sequence[Place]) -> list[int]:
    """Indices of `places` in the order a reader takes them.

    A gutter that no line crosses parts columns.  Where there is none, the top row is taken off
    (a heading across the page, say) and the rest is looked at again.
    """
    waiting = [_ for group in _rows(places, range(len(places))) for _ in group]
    order: list[int] = []
    while waiting:
        columns = _columns(places, waiting)
        if len(columns) > 1:
            for column in columns:
                inner = reading_order([places[index] for index in column])
                order += [column[index] for index in inner]
            return order
        top = _rows(places, waiting)[0]
        order += top
        waiting = [index for index in waiting if index not in top]
    return order


def _rows(places: Sequence[Place], indices: Sequence[int]) -> list[list[int]]:
    """Groups of lines beside each other, top to bottom, each from left to right."""
    rows: list[list[int]] = []
    for index in sorted(indices, key=lambda index: places[index].top + places[index].bottom):
        if rows and _beside(places[rows[-1][0]], places[index]):
            rows[-1].append(index)
        else:
            rows.append([index])
    return [sorted(row, key=lambda index: places[index].left) for row in rows]


def _beside(one: Place, other: Place) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > SAME_ROW * min(one.height, other.height)


def _columns(places: Sequence[Place], indices: Sequence[int]) -> list[list[int]]:
    """Groups parted by gutters, left to right; one group if the lines are no columns."""
    gutter = GUTTER * sorted(places[index].height for index in indices)[len(indices) // 2]
    columns: list[list[int]] = []
    reach = 0.0
    for index in sorted(indices, key=lambda index: places[index].left):
        if columns and places[index].left < reach + gutter:
            columns[-1].append(index)
        else:
            columns.append([index])
        reach = max(reach, places[index].right)
    if all(len(_rows(places, column)) >= LEAST_ROWS for column in columns):
        return columns
    return [list(indices)]
