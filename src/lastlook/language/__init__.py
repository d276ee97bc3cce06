"""Words and sentences: counts, people, names, capitals. Knows nothing of scripts."""

from lastlook.language.capitals import capital_phrases
from lastlook.language.counts import Group, groups_of_people
from lastlook.language.names import name_pattern
from lastlook.language.sentences import Span, sentence_at

__all__ = [
    "Group",
    "Span",
    "capital_phrases",
    "groups_of_people",
    "name_pattern",
    "sentence_at",
]
