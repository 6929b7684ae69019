"""What the sheets of a workbook show, as rows of cells."""
