"""Whether a row falls short of its target, and on what grounds."""
