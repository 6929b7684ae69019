"""What a Word document shows, as rows of cells."""
