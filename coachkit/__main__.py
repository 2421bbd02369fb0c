"""`python -m coachkit`: the command line where no `coachkit` command is on the path."""

from coachkit.cli import main

main()
