"""Text of all kinds, as rows of cells."""
