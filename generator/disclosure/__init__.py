"""Who may see what: one smaller world (view) per site."""
