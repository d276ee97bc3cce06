"""The best assignment: who goes with whom so that the whole fits best, not each by itself."""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def assign(gains: Sequence[Mapping[int, int]]) -> dict[int, int]:
    """Pair rows with columns so that the sum of gains is as great as it can be.

    `gains[row][column]` is what a pair brings; only pairs that are named there may be made, and
    only those that bring more than 0 are. A row or column may stay alone, which brings 0.
    Returns the column of each row that has one. Exact; the shortest augmenting path by Dijkstra
    with potentials (Jonker and Volgenant 1987), on lists of candidates in place of a full table:
    each row costs at most one walk over all candidates.
    """
    most = max((gain for row in gains for gain in row.values()), default=0)
    # Column ~row is the row's own place to stay alone at.
    costs = [
        [(~row, most), *((c, most - gain) for c, gain in sorted(own.items()) if gain > 0)]
        for row, own in enumerate(gains)
    ]
    by_row = [0] * len(costs)
    by_column: defaultdict[int, int] = defaultdict(int)
    holder: dict[int, int] = {}
    column_of: dict[int, int] = {}
    for start in range(len(costs)):
        distance: dict[int, int] = {}
        came: dict[int, int] = {}
        done: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        row, walked = start, 0
        while True:
            for column, cost in costs[row]:
                if column in done:
                    continue
                total = walked + cost - by_row[row] - by_column[column]
                if column not in distance or total < distance[column]:
                    distance[column] = total
                    came[column] = row
                    heappush(heap, (total, column))
            walked, column = heappop(heap)
            while column in done:
                walked, column = heappop(heap)
            done[column] = walked
            if column not in holder:
                break
            row = holder[column]
        by_row[start] += walked
        for passed, at in done.items():
            by_column[passed] -= walked - at
            if passed in holder:
                by_row[holder[passed]] += walked - at
        while True:
            row = came[column]
            before = column_of.get(row, column)
            holder[column], column_of[row] = row, column
            if row == start:
                break
            column = before
    return {row: column for row, column in sorted(column_of.items()) if column >= 0}
