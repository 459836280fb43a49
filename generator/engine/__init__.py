"""The flow from content to published sites, and the preview server."""
