"""What words mean on a set: a car is a vehicle, a coat is wardrobe."""

from lastlook.language.lexicon.lexicon import Entry, Sense, entries, longest, senses_of

__all__ = ["Entry", "Sense", "entries", "longest", "senses_of"]
