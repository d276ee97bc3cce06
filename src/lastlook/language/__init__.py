"""Words and sentences: counts, people, names, capitals. Knows nothing of scripts."""

from lastlook.language.capitals import capital_phrases
from lastlook.language.counts import Group, groups_of_people
from lastlook.language.names import described_in, folded_name, names_in
from lastlook.language.sentences import Span, sentence_at, sentences_in

__all__ = [
    "Group",
    "Span",
    "capital_phrases",
    "described_in",
    "folded_name",
    "groups_of_people",
    "names_in",
    "sentence_at",
    "sentences_in",
]
