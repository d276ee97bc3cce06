"""What of a film goes out to other programs, and what comes in is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from lastlook.breakdown import Decisions, Role, Sheet
    from lastlook.production import Production
    from lastlook.script import Scene, Screenplay
    from lastlook.script.ledger import Ledger


class Film(Protocol):
    """A production read whole, as `lastlook.plan.film.load` gives it."""

    @property
    def production(self) -> Production: ...  # noqa: D102
    @property
    def screenplay(self) -> Screenplay: ...  # noqa: D102
    @property
    def scenes(self) -> tuple[Scene, ...]: ...  # noqa: D102
    @property
    def roles(self) -> tuple[Role, ...]: ...  # noqa: D102
    @property
    def ledger(self) -> Ledger: ...  # noqa: D102
    @property
    def decisions(self) -> Decisions: ...  # noqa: D102
    @property
    def sheets(self) -> tuple[Sheet, ...]: ...  # noqa: D102
