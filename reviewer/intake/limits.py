"""How much of an untrusted file is read at most: the one place where it is said."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
"""Of the file as it lies on disk."""
MAX_UNPACKED = 64 * MEGABYTE
"""Of all parts of a zip container (docx, xlsx, ods) together, unpacked."""
MAX_PARTS = 2_000
"""Members of a zip container."""
MAX_WRAPPINGS = 4
"""How often a file is turned into one of another kind (Flat OPC, then Word …)."""
MAX_NESTED = 2
"""How deep files may lie in each other (a workbook in a document in a document)."""
MAX_ROWS = 20_000
"""Table rows of a document, over all its tables and sheets."""
MAX_COLUMNS = 200
"""Of a table; what stands further right is reported, not read."""
MAX_CELLS = 200_000
"""Cells that hold text, over all tables and sheets."""
MAX_SHEETS = 200
MAX_MERGES = 10_000
"""Merged ranges of a sheet."""
MAX_PAGES = 300
"""Of a PDF; of a scanned one see MAX_SCANNED_PAGES."""
MAX_SCANNED_PAGES = 30
MAX_PIXELS = 60_000_000
"""Of an image, and of a page rendered for OCR."""
MAX_DEPTH = 200
"""Nesting of elements in XML and HTML."""
MAX_TAGS = 1_500_000
"""In a web page, opening and closing ones."""
MAX_MARGIN_LINES = 50
"""Lines of the head or foot of a page."""
MAX_ASIDES = 2_000
"""Notes, comments and the like beside the rows of a document."""
MAX_CELL_TEXT = 50_000
"""Characters of one cell."""
DOC_SECONDS = 60
DOC_MEMORY = 1_024 * MEGABYTE
"""For the process that converts a .doc; Windows knows no such limit."""
CONVERSION_SECONDS = 120
"""For LibreOffice, which converts the other kinds, and a .doc that is not read whole."""
MAX_MEMBERS = 20_000
"""Files in a zip archive of submissions."""
MAX_ARCHIVE_UNPACKED = 4_096 * MEGABYTE
"""Of all files in such an archive; they are read one at a time."""
FILE_SECONDS = 300
"""For one file of a stack, all told; then its worker is ended."""
