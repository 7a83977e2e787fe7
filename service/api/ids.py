"""Global ids such as `Company:openai`: the type and the id within it. Arguments take either form."""

from service.errors import BadInput


def global_id(kind: str, id_: str) -> str:
    return f"{kind}:{id_}"


def local_id(id_: str, *kinds: str) -> str:
    """The id within its type; a global id must be of one of `kinds`, if any are given."""
    kind, colon, rest = id_.partition(":")
    if not colon or not kind[:1].isupper():
        return id_
    return rest if not kinds or kind in kinds else id_


def split_id(id_: str) -> tuple[str, str]:
    """Type and id of a global id."""
    kind, colon, rest = id_.partition(":")
    if not colon or not rest:
        raise BadInput(
            f"{id_!r} is not a global id",
            argument="id",
            value=id_,
            rule="a global id is a type and an id within it",
            example="Company:openai",
        )
    return kind, rest
