"""Who may ask, and how often. Both limits are off unless a setting says otherwise."""

from dataclasses import dataclass
from time import monotonic

from starlette.requests import Request

from service.api.http.keys import Keys
from service.api.http.rates import Rates, neighbourhood
from service.api.http.visits import visit
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Admission:
    keys: Keys
    rates: Rates

    @classmethod
    def of(cls, settings: Settings) -> "Admission":
        return cls(Keys.of(settings.api_keys), Rates(settings.rate_per_minute))

    def see(self, request: Request) -> None:
        """Refusal for a request too many, then for one without a key. Wrong keys count against the address."""
        key = visit().key = self.keys.place(request.headers)
        address = request.client.host if request.client else ""
        self.rates.see(f"key {key}" if key else neighbourhood(address), now=monotonic())
        self.keys.see(request.headers)

    @property
    def is_private(self) -> bool:
        """Whether answers are only for those who have a key."""
        return bool(self.keys.digests)
