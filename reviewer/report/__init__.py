"""Reviews become pages: one renderer per module."""
