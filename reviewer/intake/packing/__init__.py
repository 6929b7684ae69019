"""How a document is packed: every variant becomes the plain file that its reader expects."""
