"""What the cost page says is proved."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lastlook.paperwork.costing import cost, proof_in_words
from lastlook.schedule.board import Proof

if TYPE_CHECKING:
    from lastlook.paperwork import Book


def with_proof(book: Book, proof: Proof | None) -> Book:
    """Give the book with another proof."""
    return replace(book, board=replace(book.board, proof=proof))


def a_proof(total: int, bound: int, *, optimal: bool = False) -> Proof:
    """Give a proof of five seconds."""
    return Proof(cost=Decimal(total), bound=Decimal(bound), optimal=optimal, seconds=5.0, seed=1)


def test_an_open_gap_is_stated_in_money_and_share(short_book: Book) -> None:
    said = proof_in_words(with_proof(short_book, a_proof(20_000, 19_000)))
    assert said == (
        "No legal schedule can cost less than USD 19,000; this one costs USD 20,000. "
        "At most USD 1,000 (5.0 %) could still be saved."
    )


def test_a_closed_gap_says_that_it_is_the_cheapest(short_book: Book) -> None:
    said = proof_in_words(with_proof(short_book, a_proof(20_000, 20_000, optimal=True)))
    assert said.endswith("costs exactly that: it is the cheapest there is.")


def test_a_moved_board_claims_nothing(short_book: Book) -> None:
    view = cost(with_proof(short_book, None))
    assert "nothing is proved" in view.proof
    assert (view.bound, view.gap) == ("not known", "not known")


def test_no_bound_is_not_a_proof(short_book: Book) -> None:
    assert "could not prove" in proof_in_words(with_proof(short_book, a_proof(20_000, 0)))


def test_a_rate_nobody_stated_is_not_zero(short_book: Book) -> None:
    row = next(row for row in cost(short_book).pay if row.id == 3)
    assert (row.rate, row.pay) == ("not stated", "not known")
