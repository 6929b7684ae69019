"""What a web page shows, as rows of cells."""
