"""Write an original feature-length screenplay from a seed, and a production to shoot it with.

    python benchmarks/feature.py --seed 7 --scenes 120 > out.fountain
    python benchmarks/feature.py --seed 7 --fdx > out.fdx
    python benchmarks/feature.py --seed 7 --production > production.toml

The same seed gives the same bytes on every Python. The words stand in feature.toml, the people and
places are settled in feature_film.py, and feature_writer.py writes the scenes.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from feature_film import Dice, Film
from feature_writer import write_film

if TYPE_CHECKING:
    from collections.abc import Sequence


def generate(seed: int, scenes: int = 120) -> str:
    """Give the screenplay of a seed in Fountain: same seed, same text."""
    return as_fountain(write_film(seed, scenes))


def as_fountain(film: Film) -> str:
    """Write a film in Fountain 1.1, unambiguously."""
    out = [
        f"Title: {film.title}",
        "Credit: Written by",
        f"Author: {film.author}",
        "Draft date: 1 March 2027",
        "Contact:",
        "    Example Pictures",
    ]
    for line in film.lines:
        text = line.text
        if line.kind == "heading":
            out += ["", f"{text} #{line.number}#"]
        elif line.kind == "cue":
            out += ["", text + (" ^" if line.dual == "right" else "")]
        elif line.kind in {"paren", "speech"}:
            out.append(text)
        elif line.kind == "lyric":
            out.append(f"~{text}")
        else:
            mark = {"section": "# {}", "synopsis": "= {}", "note": "[[{}]]", "transition": "> {}"}
            out += ["", mark.get(line.kind, "{}").format(text)]
    return "\n".join(out) + "\n"


FDX_TYPES = {
    "heading": "Scene Heading",
    "action": "Action",
    "cue": "Character",
    "paren": "Parenthetical",
    "speech": "Dialogue",
    "lyric": "Lyrics",
    "transition": "Transition",
}


def as_fdx(film: Film) -> str:
    """Write a film as a Final Draft file; sections, synopses and notes have no place in it."""
    out = [
        '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>',
        '<FinalDraft DocumentType="Script" Template="No" Version="5">',
        "  <Content>",
    ]
    shown = [line for line in film.lines if line.kind in FDX_TYPES]
    for index, line in enumerate(shown):
        before = shown[index - 1].dual if index else ""
        after = shown[index + 1].dual if index + 1 < len(shown) else ""
        if line.dual == "left" and before != "left":
            out.append("    <Paragraph><DualDialogue>")
        number = f" Number={quoteattr(line.number)}" if line.number else ""
        kind = quoteattr(FDX_TYPES[line.kind])
        out.append(
            f"    <Paragraph{number} Type={kind}><Text>{escape(line.text)}</Text></Paragraph>"
        )
        if line.dual == "right" and after != "right":
            out.append("    </DualDialogue></Paragraph>")
    out += ["  </Content>", "  <TitlePage><Content>"]
    for text in (film.title, "Written by", film.author):
        out.append(f"    <Paragraph><Text>{escape(text)}</Text></Paragraph>")
    return "\n".join([*out, "  </Content></TitlePage>", "</FinalDraft>", ""])


# -------------------------------------------------------------------------- the production


def production_for(seed: int, scenes: int = 120) -> str:
    """Give a production.toml to shoot a seed's screenplay with.

    Windows are real, yet a schedule exists: everybody and every place is free through the
    weeks 3 to 7, which by themselves hold the whole shoot.
    """
    film = write_film(seed, scenes)
    dice = Dice(seed + 1)
    out = [
        f"title = {_toml(film.title)}",
        'script = "script.fountain"',
        f"writer = {_toml(film.author)}",
        'company = "Example Pictures"',
        "",
        "[calendar]",
        "start = 2027-04-05",
        "end = 2027-06-05",
        'weekly_days_off = ["sun"]',
        "",
        "[hours]",
        'day_call = "07:00"',
        'night_call = "17:00"',
        "",
        "[costs]",
        'currency = "USD"',
        "shoot_day = 22000",
        "company_move = 2500",
        "",
    ]
    for role in film.roles:
        rate = 1900 - 120 * role.id if role.id <= 5 else 280 + 20 * dice.below(20)
        out += [
            "[[cast]]",
            f"id = {role.id}",
            f"character = {_toml(role.cue)}",
            *([] if role.cue == role.full.upper() else [f"also = [{_toml(role.full.upper())}]"]),
            f"rate = {rate}",
            *(_window(dice, "engaged elsewhere before and after") if dice.chance(0.3) else []),
            "",
        ]
    for place in {place.place: None for place in film.places}:
        sets = [other.name for other in film.places if other.place == place]
        out += [
            "[[location]]",
            f"id = {_toml(place)}",
            f"name = {_toml(f'The {place}')}",
            f"sets = [{', '.join(_toml(name) for name in sets)}]",
            f"fee = {400 + 100 * dice.below(20)}",
            *(_window(dice, "let to others otherwise") if dice.chance(0.3) else []),
            "",
        ]
    return "\n".join(out)


def _window(dice: Dice, note: str) -> list[str]:
    """Write a span of availability that holds 19 April to 22 May 2027, five whole weeks."""
    start, end = dice.between(5, 19), dice.between(22, 31)
    span = f"{{ start = 2027-04-{start:02}, end = 2027-05-{end:02}, note = {_toml(note)} }}"
    return [f"available = [{span}]"]


def _toml(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a screenplay, or the production for it."""
    parser = argparse.ArgumentParser(description="Write an original screenplay from a seed.")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--scenes", type=int, default=120)
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--fdx", action="store_true", help="Final Draft in place of Fountain")
    output.add_argument("--production", action="store_true", help="the production.toml for it")
    options = parser.parse_args(arguments)
    if options.production:
        text = production_for(options.seed, options.scenes)
    else:
        film = write_film(options.seed, options.scenes)
        text = as_fdx(film) if options.fdx else as_fountain(film)
    sys.stdout.buffer.write(text.encode())


if __name__ == "__main__":
    main()
