"""Faults inside one file, and reading one mapping with a format so that no fault hides another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from pydantic import ValidationError

from seed.formats import Format
from seed.positions import UNREAD, Block, Items
from seed.wording import listed, nearest, path_words, shown
from service.errors import Problem

Path: TypeAlias = tuple[str | int, ...]
F = TypeVar("F", bound=Format)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at `path`, such as ("claims", 2, "from"), from the mapping at hand down."""

    path: Path
    message: str

    def under(self, *steps: str | int) -> "Fault":
        return Fault((*steps, *self.path), self.message)


def problem_of(fault: Fault, *, file: str, root: Any) -> Problem:
    return Problem(file, _line_of(fault.path, root), path_words(fault.path), fault.message)


def _line_of(path: Path, root: Any) -> int:
    """The line of the deepest step of `path` that the file has."""
    line: int = getattr(root, "line", 1)
    value = root
    for step in path:
        if isinstance(value, Block) and isinstance(step, str) and step in value.lines:
            line, value = value.lines[step], value.get(step)
        elif isinstance(value, Items) and isinstance(step, int) and step < len(value):
            line, value = value.lines[step], value[step]
        else:
            break
    return line


def read_keys(form: type[F], block: Any) -> tuple[F | None, list[Fault]]:
    """`block` as `form`, and its faults; keys at fault are left out, so that the others can be checked further."""
    if block is UNREAD:
        return None, []
    if not isinstance(block, Block):
        return None, [Fault((), f"{shown(block)} stands where keys belong; write keys, such as {form.example_line()}")]
    faults = [_missing(form, key) for key in form.required if key not in block.lines]
    faults.extend(Fault((key,), f"the value is missing; {_write(form, key)}") for key in block if block[key] is None)
    good = {key: value for key, value in block.items() if value is not None and not _half_read(value)}
    try:
        return form.model_validate(good), faults
    except ValidationError as error:
        faults.extend(_fault(form, fault) for fault in error.errors(include_url=False))
        bad = {fault["loc"][0] for fault in error.errors(include_url=False, include_input=False)}
    return form.model_validate({key: value for key, value in good.items() if key not in bad}), faults


def read_list(value: Any, key: str) -> tuple[Sequence[Any], list[Fault]]:
    """The items of a list of mappings."""
    if isinstance(value, Items):
        return value, []
    if value is UNREAD:
        return (), []
    return (), [Fault((key,), f"{shown(value)} stands where a list belongs; start each of its entries with a hyphen")]


def _half_read(value: Any) -> bool:
    return value is UNREAD or (isinstance(value, Items) and any(item is UNREAD for item in value))


def _missing(form: type[Format], key: str) -> Fault:
    return Fault((), f"{key} is missing; {_write(form, key)}")


def _write(form: type[Format], key: str) -> str:
    example = form.example(key)
    return f"write it, such as {key}: {example}" if example else "write it or leave the key out"


def _fault(form: type[Format], error: Any) -> Fault:
    path: Path = tuple(error["loc"])
    if error["type"] == "extra_forbidden":
        return Fault(path, _unknown_key(str(path[0]), form.keys()))
    return Fault(path, str(error["ctx"]["error"]) if error["type"] == "value_error" else error["msg"])


def _unknown_key(key: str, keys: Iterable[str]) -> str:
    near = nearest(key, keys)
    hint = f"did you mean {near}?" if near else f"write {listed(tuple(keys))}"
    return f"{shown(key)} is no key here; {hint}"
