"""What the machine notices in a script: every category, with its words and its reason."""

from lastlook.breakdown.suggest.engine import DEFAULT_THRESHOLD, suggest

__all__ = ["DEFAULT_THRESHOLD", "suggest"]
