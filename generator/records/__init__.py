"""What editors can write: reading, checking and joining records."""
