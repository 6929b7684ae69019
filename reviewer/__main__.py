"""`python -m reviewer`."""

from reviewer.commands import main

main()
