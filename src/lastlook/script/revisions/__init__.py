"""Production states of a script: revision marks, locked pages, omitted scenes, numbers."""
