"""timpora: meeting minutes, regulations and statistics in YAML, made into two websites."""

__version__ = "0.1.0"
