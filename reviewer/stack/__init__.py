"""A stack of submissions as one job: found, read and checked in parallel, kept, compared, reported."""
