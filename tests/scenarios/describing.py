"""A belief in the words of a scenario file: once from Python, once from what GraphQL answers."""

from collections.abc import Iterable
from typing import Any

from service.model.beliefs import Belief, evidence_of
from service.model.changing import value_in_words
from service.model.contests import Saying
from service.model.dates import FIRST_DAY, NEVER
from service.model.explaining import Explained
from service.model.votes import SETS, PartKey

ASKED = """
fact evidence contested stage stageEvidence conflict certain possible
valid { fromEarliest fromLatest untilEarliest untilLatest }
quantities { kind of basis text evidence contested others { text evidence contested } }
parts { name text evidence contested others { text evidence contested } }
stagesSetAside { stage evidence contested }
"""


def belief_in_words(belief: Belief) -> dict[str, Any]:
    stage, validity = belief.stage, belief.validity
    words: dict[str, Any] = {"evidence": _evidence(belief.evidence, belief.contested)}
    if stage and stage.stage and stage.saying:
        words["stage"] = f"{stage.stage.name} ({evidence_of(stage.saying)})"
    if stage and stage.set_aside:
        words["stages set aside"] = [f"{aside.stage.name} {_marked(aside.saying)}" for aside in stage.set_aside]
    for part in belief.parts:
        sayings = (part.outcome.best, *part.outcome.others)
        written = [(value_in_words(one.value), evidence_of(one), one.contested) for one in sayings]
        words[part.part.label] = _values(part.part.name, written)
    if belief.conflict:
        words["conflict"] = list(belief.conflict)
    bounds = [None if day in (FIRST_DAY, NEVER) else day.isoformat() for day in validity]
    return words | {"valid": _valid(*bounds)}


def answer_in_words(answer: dict[str, Any]) -> dict[str, Any]:
    """`answer` has the fields ASKED."""
    words: dict[str, Any] = {"evidence": _evidence(answer["evidence"], answer["contested"])}
    if answer["stage"]:
        words["stage"] = f"{answer['stage']} ({answer['stageEvidence']})"
    if answer["stagesSetAside"]:
        words["stages set aside"] = [f"{one['stage']} {_mark(one)}" for one in answer["stagesSetAside"]]
    for part in answer["quantities"] + answer["parts"]:
        name = part.get("name") or PartKey(part["kind"].lower(), of=part["of"] or "", basis=part["basis"]).label
        written = [(one["text"], one["evidence"], one["contested"]) for one in (part, *part["others"])]
        words[name] = _values(name.split(" ")[0], written)
    if answer["conflict"]:
        words["conflict"] = answer["conflict"]
    bounds = answer["valid"]
    names = ("fromEarliest", "fromLatest", "untilEarliest", "untilLatest")
    return words | {"valid": _valid(*(bounds[name] for name in names))}


def fates_in_words(one: Explained) -> list[tuple[str, str, str | None, str | None]]:
    return [(fate.part, str(fate.role), fate.rule, fate.by) for fate in one.fates]


def _valid(*bounds: str | None) -> str:
    from_earliest, from_latest, until_earliest, until_latest = (bound or "open" for bound in bounds)
    return f"from {from_earliest}..{from_latest} until {until_earliest}..{until_latest}"


def _values(part: str, written: Iterable[tuple[str, str, bool]]) -> str | list[str]:
    """One value, or all of them where several are shown. An element of a set has no value but itself."""
    words = [
        _evidence(evidence, contested) if part in SETS else f"{text} ({_evidence(evidence, contested)})"
        for text, evidence, contested in written
    ]
    return words[0] if len(words) == 1 else words


def _marked(saying: Saying) -> str:
    return f"({_evidence(evidence_of(saying), saying.contested)})"


def _mark(said: dict[str, Any]) -> str:
    return f"({_evidence(said['evidence'], said['contested'])})"


def _evidence(evidence: str, contested: bool) -> str:
    return f"{evidence}, contested" if contested else str(evidence)
