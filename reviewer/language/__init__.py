"""What stands in a text: its normal form, numbers, units, quantities and dates, wherever it stands."""
