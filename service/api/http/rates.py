"""How many requests a minute somebody may send: a bucket each, which fills evenly and holds one minute's worth."""

from collections import OrderedDict
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from math import ceil

from service.api.http.refusals import LIMIT_EXCEEDED, Fault, Refusal

BUCKETS = 10_000  # at most; who has not asked for longest is forgotten first
FINE = 1e-6  # seconds, finer than anybody counts


@dataclass(slots=True)
class Rates:
    """`per_minute` 0 is no limit. Each process counts by itself."""

    per_minute: int
    _due: OrderedDict[str, float] = field(default_factory=OrderedDict)
    """By when all that somebody asked for comes evenly: at most a minute from now."""

    def see(self, who: str, *, now: float) -> None:
        """Count a request at `now`, in seconds of any clock that only goes forward; Refusal when it is one too many."""
        if not self.per_minute:
            return
        due, each = max(self._due.pop(who, now), now), 60 / self.per_minute
        wait = due + each - 60 - now
        is_in_time = wait < FINE
        self._due[who] = due + each if is_in_time else due
        if len(self._due) > BUCKETS:
            self._due.popitem(last=False)
        if not is_in_time:
            raise self._too_many(seconds=wait)

    def _too_many(self, *, seconds: float) -> Refusal:
        wait = ceil(seconds)
        fault = Fault("too many requests", f"{self.per_minute} a minute", f"ask again in {wait} s", "rate")
        return Refusal(429, fault, code=LIMIT_EXCEEDED, headers={"retry-after": str(wait)})


def neighbourhood(address: str) -> str:
    """Who counts as one: an address of IPv4, a network /64 of IPv6, where one household has 2^64 addresses."""
    try:
        ip = ip_address(address)
    except ValueError:  # a socket of this machine
        return address
    if ip.version == 4:
        return address
    return str(ip.ipv4_mapped or ip_network((int(ip), 64), strict=False))  # a socket for both shows IPv4 as IPv6
