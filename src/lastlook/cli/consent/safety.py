"""`lastlook consent safety`: what needs care on set, scene by scene, with the rule's source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from lastlook.consent import Finding


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings for programs.")
def safety(folder: Path, *, as_json: bool) -> None:
    """List what needs care on set: the scene, its words and their line, the rule and its source.

    It reads the script and the breakdown sheets, and nothing of consent.toml. Where the crew has
    somebody for it, that is said.
    """
    from lastlook.cli.consent.scenes import film_in
    from lastlook.consent import NOT_ADVICE, rules_for
    from lastlook.consent import safety as find

    film = film_in(folder)
    rules, _ = rules_for(film.production.rule_overrides)
    found = find(film.screenplay, film.scenes, film.sheets, film.production.crew, rules)
    if as_json:
        rows = [_row(finding) for finding in found]
        text = {"findings": rows, "note": NOT_ADVICE}
        click.echo(json.dumps(text, ensure_ascii=False, indent=1))
        return
    for rule in {finding.rule.id: finding.rule for finding in found}.values():
        click.echo(f"{rule.about.upper()} ({rule.id}, {rule.effect})\n  {rule.text}")
        click.echo(f"  Source: {rule.cited}{f', {rule.where}' if rule.where else ''}")
        for finding in (one for one in found if one.rule is rule):
            because = f"{finding.because}: " if finding.because else ""
            because = f"suggested, {because}" if finding.suggested else because
            click.echo(
                f"  scene {finding.number or finding.scene}, line {finding.quote.line}: "
                f"{because}“{' '.join(finding.quote.text.split())}”"
                + (f" [in hand: {finding.in_hand}]" if finding.in_hand else "")
            )
    click.echo(f"{len(found)} finding{'' if len(found) == 1 else 's'}. {NOT_ADVICE}")


def _row(finding: Finding) -> dict[str, Any]:
    rule = finding.rule
    return {
        "scene_id": finding.scene,
        "scene": finding.number,
        "line": finding.quote.line,
        "quote": finding.quote.text,
        "because": finding.because,
        "suggested": finding.suggested,
        "effect": str(finding.effect),
        "in_hand": finding.in_hand,
        "rule": rule.id,
        "about": rule.about,
        "text": rule.text,
        "source": rule.source,
        "where": rule.where,
        "dated": rule.dated.isoformat(),
    }
