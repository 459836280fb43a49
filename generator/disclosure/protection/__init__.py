"""Small counts are kept out of public tables, and what was ever published is remembered."""
