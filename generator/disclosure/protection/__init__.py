"""Small counts are kept out of public tables: what is hidden beside them, and what is known of it for ever."""
