"""A knowledge graph of the AI compute supply chain, with dated provenance on every edge."""

__version__ = "0.1.0"
