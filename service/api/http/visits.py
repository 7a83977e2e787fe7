"""One HTTP request as the log and the metrics tell of it, found from anywhere below."""

import re
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import uuid4

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]{0,99}")
_NAMED_QUERY = re.compile(r"\bquery\s+([_A-Za-z][_0-9A-Za-z]{0,99})\b")


@dataclass(slots=True)
class Visit:
    """`operation` is the name of the GraphQL operation, `codes` those of its errors, `key` the place of the API key."""

    id: str = ""
    status: int = 0
    operation: str | None = None
    codes: list[str] = field(default_factory=list)
    key: int | None = None

    def tell_operation(self, name: str | None, *, document: str) -> None:
        """Keep the name that was sent, or else the first in the document, where it is a name and not just anything."""
        found = _NAMED_QUERY.search(document) if name is None else None
        said = found[1] if found else name
        self.operation = said if said and _NAME.fullmatch(said) else None


visiting: ContextVar[Visit | None] = ContextVar("visiting", default=None)


def visit() -> Visit:
    """The request that is being answered; one that nobody looks at outside of any."""
    return visiting.get() or Visit()


def request_id(wished: str | None) -> str:
    """The caller's id where it is short and harmless, else one of ours."""
    return wished if wished and _ID.fullmatch(wished) else uuid4().hex
