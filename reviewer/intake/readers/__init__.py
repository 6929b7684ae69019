"""One module per kind of file: bytes become a grid of cells."""
