"""What the pages of a PDF show, as rows of cells."""
