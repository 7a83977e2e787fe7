"""The statements of the bench itself: under `statements/`, one a file, as in `cypher/`."""

from pathlib import Path

from service.api.asking import BELIEVED
from service.model.vocabulary import EVIDENCE_RANK

FOLDER = Path(__file__).resolve().parent / "statements"
BELIEVED_RANKS = [EVIDENCE_RANK[evidence] for evidence in BELIEVED]


def statement(name: str) -> str:
    """Its text, without the question in its first line."""
    return (FOLDER / f"{name}.cypher").read_text("utf-8").partition("\n")[2]
