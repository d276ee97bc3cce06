"""`lastlook consent rules`: the rule book, with dates and sources."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def rules(folder: Path | None) -> None:
    """List the rules that lastlook knows, as FOLDER has them where it is given.

    A production changes one with a [[rule_override]] in production.toml.
    """
    from lastlook.consent import NOT_ADVICE, rules_for
    from lastlook.production import open_production

    book, problems = rules_for(open_production(folder).rule_overrides if folder else ())
    for rule in book.values():
        place = f", {rule.applies_to}" if rule.applies_to else ""
        numbers = "".join(f"; {name} = {value}" for name, value in rule.numbers.items())
        click.echo(f"{rule.id} ({rule.about}{place}; {rule.effect}{numbers})\n  {rule.text}")
        click.echo(f"  Source: {rule.cited}{f', {rule.where}' if rule.where else ''}")
        if rule.why:
            click.echo(f"  Otherwise in this production: {rule.why}")
    from lastlook.cli.say import say_problems

    say_problems(problems)
    click.echo(NOT_ADVICE)
