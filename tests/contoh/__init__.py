"""The fictional office Kota Contoh: a seeded script that writes `tests/sites/contoh`."""
