"""What a photograph or a scan shows, as rows of cells."""
