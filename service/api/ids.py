"""Global ids such as `Company:openai`: the type and the id within it. Arguments take either form."""

from service.model.entities import Label


def global_id(kind: str, id_: str) -> str:
    return f"{kind}:{id_}"


def local_id(id_: str, *kinds: str) -> str:
    """The id within its type; a global id must be of one of `kinds`, if any are given."""
    kind, colon, rest = id_.partition(":")
    if not colon or not kind[:1].isupper():
        return id_
    return rest if not kinds or kind in kinds else id_


def entity_slug(id_: str) -> str:
    """The slug of an entity; a global id must be of an entity."""
    return local_id(id_, *map(str, Label))


def split_id(id_: str) -> tuple[str, str]:
    """Type and id of a global id; both empty for anything else."""
    kind, colon, rest = id_.partition(":")
    return (kind, rest) if colon else ("", "")
