"""The controls that Statistics Norway's program runs on a classic KOSTRA file (form 15F), as the program runs them."""
