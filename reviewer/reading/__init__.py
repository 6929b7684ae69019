"""What a cell says: every number, date and state in it as a claim with its part in the sentence."""
