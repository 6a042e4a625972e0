"""`python -m simulator` is `imageflow`."""

from simulator.cli import main

main()
