"""The solver: search for a good board, CP-SAT for the proof. `solve.py` is the way in."""
