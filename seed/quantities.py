"""Quantities in claims: the wording, the number, and a unit that fits the key."""

from collections.abc import Iterator
from typing import Any

from seed.faults import Fault, read_keys
from seed.formats import QuantityFormat
from seed.wording import listed, shown
from service.model.quantities import WORDINGS

_UNITS_OF_KEY = {
    "amount": ("USD",),
    "capacity": ("MW", "GW"),
    "units": ("chips", "wafers", "racks", "shares"),
    "share": ("share",),
}
_EXAMPLE = "{up_to: 100000000000, unit: USD}"


def quantity_faults(value: Any, key: str) -> list[Fault]:
    """What is wrong with the quantity that stands at `key` of a claim."""
    form, faults = read_keys(QuantityFormat, value)
    if form is not None:
        faults.extend(_wording_faults(form, set(value.lines)))
        faults.extend(_unit_faults(form, key))
        faults.extend(_share_faults(form))
    return faults


def _wording_faults(form: QuantityFormat, given: set[str]) -> Iterator[Fault]:
    ends = given & {"min", "max"}
    wordings = [*(word for word in WORDINGS if word in given), *(["min with max"] if ends else [])]
    if not wordings:
        yield Fault((), f"the number is missing; write exact, about, up_to, at_least, or min with max: {_EXAMPLE}")
    if len(wordings) > 1:
        yield Fault((), f"{' and '.join(wordings)} are given; write exactly one of them, such as {_EXAMPLE}")
    if len(ends) == 1:
        other = "max" if ends == {"min"} else "min"
        yield Fault((), f"{ends.pop()} stands without {other}; write both, or at_least or up_to: {_EXAMPLE}")
    if form.min is not None and form.max is not None and form.min > form.max:
        yield Fault(("min",), f"{form.min:g} is above max, {form.max:g}; write the smaller number as min")


def _unit_faults(form: QuantityFormat, key: str) -> Iterator[Fault]:
    units = _UNITS_OF_KEY.get(key, ())
    if form.unit is not None and units and form.unit not in units:
        yield Fault(("unit",), f"{shown(form.unit)} does not measure {_noun(key)}; for {key} write {listed(units)}")


def _noun(key: str) -> str:
    return {"amount": "money", "capacity": "power", "units": "a count", "share": "a share"}[key]


def _share_faults(form: QuantityFormat) -> Iterator[Fault]:
    if form.unit != "share":
        return
    for word in (*WORDINGS, "min", "max"):
        number = getattr(form, word)
        if number is not None and number > 1:
            yield Fault(
                (word,), f"{number:g} is above 1; a share goes from 0 to 1: for {number:g} % write {number / 100:g}"
            )
