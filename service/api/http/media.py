"""In which media type an answer goes out."""

from service.api.http.refusals import Fault, Refusal

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
_COVERS = {JSON: JSON, GRAPHQL: GRAPHQL, "application/*": JSON, "*/*": JSON}


def answer_type(accept: str | None) -> str:
    """The type that the header `Accept` likes best, of equals the first; Refusal when we have none of them."""
    if not accept or not accept.strip():
        return JSON
    liked = [
        (quality, type_) for type_, quality in map(_quality, accept.split(",")) if type_ in _COVERS and quality > 0
    ]
    if liked:
        return _COVERS[max(liked, key=lambda one: one[0])[1]]
    raise Refusal(406, Fault(f"nothing here is of the type {accept[:100]!r}", f"{GRAPHQL} or {JSON}", GRAPHQL))


def _quality(part: str) -> tuple[str, float]:
    """A media type of the header and how much it is liked, from 0 to 1."""
    type_, *parameters = (piece.strip().lower() for piece in part.split(";"))
    said = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    try:
        return type_, float(said)
    except ValueError:
        return type_, 0.0
