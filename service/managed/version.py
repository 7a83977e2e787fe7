"""The one Neo4j version: the lock's file name, the state file and the composed image are checked against it."""

NEO4J_VERSION = "2026.08.1"
