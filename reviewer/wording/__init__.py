"""What the Chinese of a form says: quantities, dates, hedges, and whether a target was met."""
