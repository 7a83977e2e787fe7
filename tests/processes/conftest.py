"""Tests of whole programs: the commands as people run them, and Neo4j started, stopped and killed."""

from tests.graph.conftest import _lent, folder, graph

__all__ = ["_lent", "folder", "graph"]
