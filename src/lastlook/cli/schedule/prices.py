"""`lastlook schedule prices`: what the board costs, and what each rule costs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lastlook.cli.schedule.folder import number, open_board, progress_bar, say_json

if TYPE_CHECKING:
    from lastlook.schedule.explain import Price, Prices


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1, max=86400),
    default=5.0,
    show_default=True,
    help="Work given to the solver for each demand, as for `lastlook plan`.",
)
@click.option("--seed", type=int, default=1, help="Another seed, another try.")
@click.option("--json", "as_json", is_flag=True, help="Print the same for programs.")
def prices(folder: Path, *, seconds: float, seed: int, as_json: bool) -> None:
    """Say what the board in FOLDER costs by term, and what each demand costs.

    A demand is a window of a role or a location, a permit's hours, a limit of the day or of the
    days, an order the story asks for, a lock. Each in turn is given up and the shoot solved
    again with the same work: the saving found, and the least and the most that is proved. Nothing
    is written.
    """
    from lastlook.schedule.explain import prices as price_demands

    opened = open_board(folder)
    with progress_bar(quiet=as_json) as progress:
        found = price_demands(
            opened.shoot, opened.file.board, seconds=seconds, seed=seed, progress=progress
        )
    if as_json:
        say_json(_as_dict(found, seconds))
    else:
        _show(found)


def _as_dict(found: Prices, seconds: float) -> dict[str, Any]:
    return {
        "currency": found.report.currency,
        "cost": number(found.report.total),
        "cost_terms": [
            {"name": term.name, "amount": number(term.amount), "arithmetic": term.arithmetic}
            for term in found.report.terms
        ],
        "best": number(found.best.cost),
        "bound": number(found.best.bound),
        "optimal": found.best.optimal,
        "seconds": seconds,
        "demands": [
            {
                "key": price.demand.key,
                "says": price.demand.says,
                "instead": price.demand.instead,
                "source": price.demand.source,
                "saving": number(price.saving),
                "at_least": number(price.at_least),
                "at_most": number(price.at_most),
                "exact": price.exact,
                "cost": number(price.best.cost),
                "bound": number(price.best.bound),
            }
            for price in found.prices
        ],
    }


def _show(found: Prices) -> None:
    from lastlook.schedule.cost import say_money

    currency = found.report.currency
    click.echo(f"The board costs {currency} {say_money(found.report.total)}:")
    for term in found.report.terms:
        click.echo(f"  {term.name}: {say_money(term.amount)} = {term.arithmetic}")
    if found.best.cost < found.report.total:
        better = say_money(found.best.cost)
        click.echo(f"The best board found costs {better}; prices are measured from that one.")
    click.echo("What each demand costs:")
    for price in found.prices:
        click.echo(f"  {price.demand.says}: {_said(price)}")
        source = f" ({price.demand.source})" if price.demand.source else ""
        click.echo(f"      against: {price.demand.instead}{source}")


def _said(price: Price) -> str:
    from lastlook.schedule.cost import say_money

    saving = say_money(price.saving)
    if price.exact:
        return f"{saving}, proved" if price.saving else "nothing, proved"
    found = f"{saving} found" if price.saving else "nothing found"
    return f"{found}; at least {say_money(price.at_least)}, at most {say_money(price.at_most)}"
