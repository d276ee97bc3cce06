"""`lastlook consent rules`: the rule book, with dates and sources."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the rules for programs.")
def rules(folder: Path | None, *, as_json: bool) -> None:
    """List the rules that lastlook knows, as FOLDER has them where it is given.

    A production changes one with a [[rule_override]] in production.toml.
    """
    from lastlook.cli.say import say_problems
    from lastlook.consent import NOT_ADVICE, rules_for
    from lastlook.production import open_production

    book, problems = rules_for(open_production(folder).rule_overrides if folder else ())
    if as_json:
        say_problems(problems)
        every = [
            {
                "id": rule.id,
                "about": rule.about,
                "applies_to": rule.applies_to,
                "effect": str(rule.effect),
                "numbers": dict(rule.numbers),
                "text": rule.text,
                "source": rule.cited,
                "where": rule.where,
                "why": rule.why,
            }
            for rule in book.values()
        ]
        click.echo(json.dumps({"rules": every, "note": NOT_ADVICE}, ensure_ascii=False, indent=1))
        return
    for rule in book.values():
        place = f", {rule.applies_to}" if rule.applies_to else ""
        numbers = "".join(f"; {name} = {value}" for name, value in rule.numbers.items())
        click.echo(f"{rule.id} ({rule.about}{place}; {rule.effect}{numbers})\n  {rule.text}")
        click.echo(f"  Source: {rule.cited}{f', {rule.where}' if rule.where else ''}")
        if rule.why:
            click.echo(f"  Otherwise in this production: {rule.why}")
    say_problems(problems)
    click.echo(NOT_ADVICE)
