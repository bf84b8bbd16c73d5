"""For tests: synthetic cases with the truth beside them."""
