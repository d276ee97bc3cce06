"""Reading a private file: problems say where and what belongs there, never what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastlook.errors import Problem, Severity
from lastlook.production.schema import Field, Reader
from lastlook.production.toml_text import Toml, parse

if TYPE_CHECKING:
    from lastlook.production.toml_marks import Path

WHY = "What stands there is not shown, as the file is private."


def parse_quietly(data: bytes, file: str) -> tuple[Toml | None, list[Problem]]:
    """Parse TOML; a syntax error keeps its place and loses its words, which may quote the file."""
    toml, problems = parse(data, file)
    return toml, [
        Problem(
            file=file,
            line=problem.line,
            column=problem.column,
            what="This is not valid TOML.",
            why=WHY,
            fix="Look at the quotation marks, brackets and equals sign on this line and before; "
            "words over several lines stand between two times three quotation marks; every key "
            "is given once; the file is saved as UTF-8.",
        )
        for problem in problems
    ]


class PrivateReader(Reader):
    """A Reader whose problems are made of the schema's words alone.

    `problem`, through which everything of the ordinary Reader goes, drops the words it is
    given; what this class says goes through `say`. So whatever is added to the ordinary Reader
    stays silent here.
    """

    def problem(
        self,
        path: Path,
        what: str,  # noqa: ARG002
        fix: str = "",  # noqa: ARG002
        *,
        why: str = "",  # noqa: ARG002
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note that something is wrong at a path, without the words."""
        self.say(path, "Something here cannot be read.", severity=severity)

    def say(
        self, path: Path, what: str, fix: str = "", *, severity: Severity = Severity.ERROR
    ) -> None:
        """Note a problem in words that hold nothing of the file's."""
        super().problem(path, what, fix, why=WHY, severity=severity)

    def _refuse(self, field: Field, path: Path, cannot: str, fix: str = "") -> None:  # noqa: ARG002
        is_a, such = field.words
        example = "" if such in is_a else f", such as {such}"
        self.say(path, f"`{field.name}` cannot be what stands here.", f"It is {is_a}{example}.")

    def _unknown(self, name: str, known: list[str], path: Path) -> None:
        listed = ", ".join(f"`{key}`" for key in known)
        self.say((*path, name), "A key here is not known.", f"Known here: {listed}.")

    def _missing(self, field: Field, path: Path) -> None:
        is_a, such = field.words
        self.say(path, f"`{field.name}` is missing here.", f"It is {is_a}: {field.name} = {such}")

    def _not_a_list(self, field: Field, value: Any, path: Path) -> None:  # noqa: ARG002
        self.say(path, f"`{field.name}` is a list.", f"Write it as {field.name} = […].")

    def _not_a_table(self, field: Field, value: Any, path: Path) -> None:  # noqa: ARG002
        fix = f"Write [[{field.name}]] on a line of its own and its keys below it."
        self.say(path, f"`{field.name}` is a table of keys.", fix)
