"""`python -m lastlook` is the command `lastlook`."""

from lastlook.cli import main

main()
