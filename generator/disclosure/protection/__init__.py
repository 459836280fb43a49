"""Small counts are kept out of public tables: what is hidden beside them, and what stays known of it."""
