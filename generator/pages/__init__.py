"""What a reader gets: pages, feeds, downloads and charts made from a view."""
