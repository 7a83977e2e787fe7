"""Requests that are answered with an error before any of their document runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BAD_USER_INPUT = "BAD_USER_INPUT"
UNAUTHENTICATED = "UNAUTHENTICATED"
LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
TIMEOUT = "TIMEOUT"
OVERLOADED = "OVERLOADED"
INTERNAL = "INTERNAL"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, the rule that it breaks, a right example, and the name of the limit, where it is one."""

    message: str
    rule: str = ""
    example: str = ""
    limit: str = ""

    def formatted(self, code: str) -> dict[str, object]:
        """As an error of a GraphQL response."""
        told = {"code": code, "limit": self.limit, "rule": self.rule, "example": self.example}
        return {"message": self.message, "extensions": {name: value for name, value in told.items() if value}}


class Refusal(Exception):
    """`status` is the HTTP status, `headers` what goes with it."""

    def __init__(
        self, status: int, *faults: Fault, code: str = BAD_USER_INPUT, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.status = status
        self.code = code
        self.faults: Sequence[Fault] = faults
        self.headers = dict(headers or {})

    @property
    def errors(self) -> list[dict[str, object]]:
        return [fault.formatted(self.code) for fault in self.faults]
