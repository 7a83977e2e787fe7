"""An editor's dated, signed decisions about claims and origins."""

from dataclasses import dataclass
from datetime import date

from service.model.vocabulary import RulingAction


@dataclass(frozen=True, slots=True)
class Ruling:
    """DEPRECATE and PREFER name a `claim`; SAME_ORIGIN joins exactly two `origins`. In force from `on` on."""

    id: str
    on: date
    by: str
    reason: str
    action: RulingAction
    claim: str | None = None
    origins: tuple[str, ...] = ()
