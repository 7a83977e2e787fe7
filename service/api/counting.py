"""What a document holds, counted before anything else reads it, and in one pass: each fragment is counted once."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graphql.language import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    TokenKind,
)

from service.api.limits import LONGEST_NUMBER


@dataclass(slots=True)
class Counts:
    """What a selection holds: levels of fields, aliases and fields on all levels, fields on the first.

    `pairs` are those of fields that stand side by side under one name, on all levels but the first; what is below such
    a field must be compared too and counts with it. `named` and `sizes` hold, by name, how many fields there are on the
    first level, and how many in and below them.
    """

    depth: int = 0
    aliases: int = 0
    fields: int = 0
    first: int = 0
    pairs: int = 0
    named: Counter[str] = field(default_factory=Counter)
    sizes: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Counts") -> None:
        """`other` stands beside this."""
        self.depth = max(self.depth, other.depth)
        self.aliases += other.aliases
        self.fields += other.fields
        self.first += other.first
        self.pairs += other.pairs
        self.named.update(other.named)
        self.sizes.update(other.sizes)

    @property
    def all_pairs(self) -> int:
        return self.pairs + sum((count - 1) * self.sizes[name] for name, count in self.named.items())


def counts(document: DocumentNode, operation: OperationDefinitionNode) -> Counts:
    """What `operation` holds, with all that fragments bring in, as often as they are spread."""
    return _Counting(fragments(document)).all_of(operation.selection_set.selections)


def fragments(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    return {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}


class _Counting:
    """Counts of each fragment are kept: fragments that spread each other twice would take for ever otherwise."""

    def __init__(self, named: dict[str, FragmentDefinitionNode]) -> None:
        self._named = named
        self._counted: dict[str, Counts] = {}

    def all_of(self, selections: Iterable[SelectionNode]) -> Counts:
        found = Counts()
        for selection in selections:
            found.add(self._one(selection))
        return found

    def _one(self, selection: SelectionNode) -> Counts:
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(selection.name.value)
        below = Counts()
        if isinstance(selection, FieldNode | InlineFragmentNode) and selection.selection_set:
            below = self.all_of(selection.selection_set.selections)
        return _of_field(selection, below) if isinstance(selection, FieldNode) else below

    def _fragment(self, name: str) -> Counts:
        """Nothing for a fragment that is missing, or inside itself: the rules of GraphQL refuse these."""
        if name not in self._counted:
            self._counted[name] = Counts()
            if name in self._named:
                self._counted[name] = self.all_of(self._named[name].selection_set.selections)
        return self._counted[name]


def _of_field(selected: FieldNode, below: Counts) -> Counts:
    """`__typename` is no field of the first level, and what introspection asks for is no depth."""
    name, shown = selected.name.value, (selected.alias or selected.name).value
    return Counts(
        depth=1 + (0 if is_introspection(name) else below.depth),
        aliases=below.aliases + (selected.alias is not None),
        fields=1 + below.fields,
        first=int(name != "__typename"),
        pairs=below.all_pairs,
        named=Counter({shown: 1}),
        sizes=Counter({shown: 1 + below.fields}),
    )


def is_introspection(field: str) -> bool:
    """Fields that have limits of their own."""
    return field in ("__schema", "__type")


def values(variables: object, *, most: int) -> int:
    """How many values there are at all depths, lists and objects included; it stops soon after `most`."""
    waiting, found = [variables], -1  # the variables themselves are no value
    while waiting and found <= most:
        value = waiting.pop()
        found += 1
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return found + (len(waiting) if found > most else 0)


def longest_number(document: DocumentNode) -> int:
    """The characters of the longest number, when it is longer than any that means something."""
    token, longest = document.loc.start_token if document.loc else None, 0
    while token:
        if token.kind in (TokenKind.INT, TokenKind.FLOAT):
            longest = max(longest, token.end - token.start)
        token = token.next
    return longest if longest > LONGEST_NUMBER else 0


def unwritable(variables: object) -> bool:
    """Whether some text in the variables is none: half of a character that takes two in UTF-16."""
    try:
        json.dumps(variables, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return True
    return False
