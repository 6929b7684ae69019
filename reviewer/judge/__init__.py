"""Does the explanation justify the deduction? A model answers questions, code draws the verdict."""
