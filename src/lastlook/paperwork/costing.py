"""The cost and proof page: terms, pay, and in plain words what is proved and what is not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lastlook.paperwork import words
from lastlook.paperwork.views import CostView, PayView
from lastlook.production.model import HoldPay

if TYPE_CHECKING:
    from lastlook.paperwork.book import Book
    from lastlook.production.model import CastMember
    from lastlook.schedule.board import Proof
    from lastlook.schedule.dood import DoodRow


def cost(book: Book) -> CostView:
    """Give the only page that carries money."""
    report, proof = book.report, book.board.proof
    members = {member.id: member for member in book.film.cast}
    pay = []
    for row in book.grid.rows:
        member = members.get(row.id)
        rate = member.rate if member else None
        pay.append(
            PayView(
                id=row.id,
                character=row.character,
                performer=row.performer,
                work=row.work,
                hold=row.hold,
                rate="not stated" if rate is None else _rate(rate, row, member),
                pay="not known" if row.pay is None else words.money(row.pay),
            )
        )
    held = book.film.costs.hold is HoldPay.PAID
    return CostView(
        terms=tuple((t.name, t.arithmetic, words.money(t.amount)) for t in report.terms),
        currency=report.currency,
        total=words.money(report.total),
        bound=words.money(proof.bound) if proof else "not known",
        gap=gap(proof),
        proof=proof_in_words(book),
        solver=_solver(proof),
        unknown=report.unknown,
        pay=tuple(pay),
        hold="Days on hold are paid." if held else "Days on hold are not paid.",
    )


def _rate(rate: Decimal, row: DoodRow, member: CastMember | None) -> str:
    """Say a role's rates, and its paid days where they are not those it works or waits."""
    said = words.money(rate)
    if member and member.week is not None:
        said += f", {words.money(member.week)} a week"
    if row.paid_days not in (row.work, row.work + row.hold):
        said += f" ({words.count(row.paid_days, 'day', 'days')} paid)"
    return said


def gap(proof: Proof | None) -> str:
    """Say how far a board may be from the cheapest one."""
    if proof is None:
        return "not known"
    return "none" if proof.optimal else words.share(proof.gap)


def proof_in_words(book: Book) -> str:
    """Say in plain words what is proved about the board's cost."""
    proof, currency = book.board.proof, book.report.currency
    if proof is None:
        return (
            "This board was changed by hand since it was solved, so nothing is proved about its "
            "cost. Solve it again to learn how much cheaper a legal schedule could be."
        )
    least = words.money(proof.bound, currency)
    if proof.optimal:
        return (
            f"No legal schedule can cost less than {least}, and this one costs exactly that: "
            "it is the cheapest there is."
        )
    if not proof.bound:
        return (
            f"This schedule is legal and costs {words.money(proof.cost, currency)}. The solver "
            "could not prove in the time it had that no legal schedule is cheaper."
        )
    left = words.money(proof.cost - proof.bound, currency)
    return (
        f"No legal schedule can cost less than {least}; this one costs "
        f"{words.money(proof.cost, currency)}. At most {left} ({words.share(proof.gap)}) could "
        "still be saved."
    )


def _solver(proof: Proof | None) -> str:
    if proof is None:
        return ""
    seconds = f"{Decimal(str(proof.seconds)).normalize():f}"
    return f"Solver time {seconds} s, seed {proof.seed}. The same folder gives the same board."
