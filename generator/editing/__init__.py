"""How people start and edit content."""
