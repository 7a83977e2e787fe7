"""API keys: whoever has one may ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest

from pydantic import SecretStr
from starlette.datastructures import Headers

from service.api.http.refusals import UNAUTHENTICATED, Fault, Refusal

_RULE = "one of the keys that the operator gave out, in the header X-API-Key or as a bearer token"


@dataclass(frozen=True, slots=True)
class Keys:
    """Only digests are held, which are all of one length: comparing them tells nothing by the time it takes."""

    digests: tuple[bytes, ...]

    @classmethod
    def of(cls, keys: Iterable[SecretStr]) -> "Keys":
        return cls(tuple(_digest(key.get_secret_value()) for key in keys))

    def place(self, headers: Headers) -> int | None:
        """The number of the key that came with a request, from 1; None without keys, or without a right one."""
        given = _digest(_given(headers))
        same = [compare_digest(given, digest) for digest in self.digests]
        return same.index(True) + 1 if any(same) else None

    def see(self, headers: Headers) -> None:
        """Refusal unless one of the keys came with the request, or there are none."""
        if self.digests and self.place(headers) is None:
            message = "the key is not known" if _given(headers) else "a key is needed"
            raise Refusal(
                401,
                Fault(message, _RULE, "X-API-Key: 0123456789abcdef"),
                code=UNAUTHENTICATED,
                headers={"www-authenticate": 'Bearer realm="graphql"'},
            )


def _given(headers: Headers) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return headers.get("x-api-key") or (token.strip() if scheme.lower() == "bearer" else "")


def _digest(key: str) -> bytes:
    return sha256(key.encode()).digest()
