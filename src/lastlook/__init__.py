"""lastlook plans a film from its ending: script, breakdown, schedule and a shootable book."""

__version__ = "0.1.0"
