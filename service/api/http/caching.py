"""When an answer by GET is still the same: tags that change with everything that an answer depends on."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

import orjson
from starlette.responses import Response

from service import __version__
from service.api.http.requests import Asked
from service.graph.rows import Properties


def tag(asked: Asked, *, graph: Properties, sdl: str, media: str, day: date) -> str | None:
    """The entity tag of the answer; None while a load is at work, when the same tag could stand for two answers.

    `day` is today: it stands for the days that the document leaves out, and whether a day is in the future. The tag is
    weak because the same answer goes out compressed or not.
    """
    if graph.get("unfinished") or graph.get("renew_all") or "revision" not in graph:
        return None
    parts = [__version__, sdl, media, day.isoformat(), graph, asked.query, asked.operation, asked.variables]
    text = orjson.dumps(parts, default=str, option=orjson.OPT_SORT_KEYS)
    return f'W/"{sha256(text).hexdigest()[:32]}"'


def is_known(tag: str, if_none_match: str | None) -> bool:
    """Whether the caller holds the answer with this tag."""
    known = (part.strip().removeprefix("W/") for part in (if_none_match or "").split(","))
    return tag.removeprefix("W/") in known


def kept(tag: str, *, private: bool) -> Mapping[str, str]:
    """The headers of an answer that may be kept, and must be asked for again each time; `private`: by its caller."""
    return {"etag": tag, "cache-control": "private, no-cache" if private else "no-cache", "vary": "Accept"}


def unchanged(headers: Mapping[str, str]) -> Response:
    """That the caller's answer is still right. It may be one that is compressed for those who can read that."""
    return Response(status_code=304, headers={**headers, "vary": "Accept, Accept-Encoding"})
