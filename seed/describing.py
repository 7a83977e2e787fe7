"""Plans, loads and comparisons in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from seed.comparing import Comparison
from seed.loading import Summary, loss_in_words
from seed.planning import Effect, Plan
from seed.reading import Curated
from service.model.beliefs import Belief, evidence_of

SHOWN = 40  # effects and articles that are named one by one


def describe_summary(summary: Summary) -> str:
    """What a load did, in a few lines."""
    references = summary.references
    return "\n".join(
        [
            f"articles   {summary.articles_added:6} added, {summary.articles_changed} changed, "
            f"{summary.articles_unchanged} unchanged",
            f"claims     {summary.claims_added:6} added, {summary.claims_unchanged} unchanged",
            f"reference  {references.added:6} added, {references.changed} changed, {len(references.gone)} removed, "
            f"{references.unchanged} unchanged",
            f"beliefs    {summary.facts_renewed:6} facts worked out anew; the graph is at revision {summary.revision}",
        ]
    )


def describe_plan(plan: Plan, *, shown: int = SHOWN) -> str:
    """What a load would do: each belief that changes and the claims that do it, then the sums."""
    return "\n".join([*_differences(plan.comparison), *_effects(plan.effects, shown=shown), *_sums(plan)])


def describe_status(comparison: Comparison, curated: Curated) -> str:
    """Whether the graph holds what the files say."""
    state = comparison.state
    graph = "empty"
    if state:
        graph = f"revision {state.get('revision')}, loaded at {state.get('loaded_at')}, rules {state.get('rules')}"
        graph += f", present graph for {state.get('present_on')}"
    lines = [f"files      {len(curated.articles)} articles, {curated.articles.claims} claims", f"graph      {graph}"]
    if state.get("unfinished"):
        lines.append("           a first load was broken off or is at work; python -m seed load begins it anew")
    elif comparison.renew_all:
        lines.append("           not every belief is worked out; python -m seed load does it")
    lines += _differences(comparison)
    differs = comparison.new or comparison.changed or comparison.gone or comparison.references
    if differs:
        lines.append("See what loading would change: python -m seed plan")
    elif not (state.get("unfinished") or comparison.renew_all):
        lines.append("The graph holds what the files say.")
    return "\n".join(lines)


def _differences(comparison: Comparison) -> Iterator[str]:
    references = comparison.references
    yield (
        f"articles   {len(comparison.new)} new, {len(comparison.changed)} changed, {len(comparison.gone)} gone, "
        f"{comparison.unchanged} unchanged"
    )
    yield (
        f"reference  {references.added} new, {references.changed} changed, {len(references.gone)} gone, "
        f"{references.unchanged} unchanged"
    )
    yield from _cut([f"new        {entry.id}, {entry.claims} claims" for entry in comparison.new], len(comparison.new))
    for changed in comparison.changed:
        renamed = f", before {changed.stored.id}" if changed.stored.id != changed.article.id else ""
        added = [f"{len(changed.added)} claims more"] if changed.added else []
        words = "; ".join([*filter(None, [loss_in_words(changed)]), *added])
        yield f"changed    {changed.article.id}{renamed}: {words or 'other wording'}"
    for gone in comparison.gone:
        yield f"gone       {gone.id}, {len(gone.claims)} claims, {gone.head['url']}"


def _cut(lines: Sequence[str], total: int) -> Iterator[str]:
    yield from lines[:SHOWN]
    if total > SHOWN:
        yield f"           and {total - SHOWN} more"


def _effects(effects: Sequence[Effect], *, shown: int) -> Iterator[str]:
    for effect in effects[:shown]:
        yield from _effect(effect)
    if len(effects) > shown:
        yield f"and {len(effects) - shown} more (--all names them)"


def _effect(effect: Effect) -> Iterator[str]:
    if effect.before is None and effect.after:
        yield f"+ {effect.fact}: {_belief(effect.after)}"
    else:
        changes = [f"{c.part} {c.before or 'not said'} -> {c.after or 'not said'}" for c in effect.changes]
        yield f"~ {effect.fact}: {'; '.join(changes)}"
    yield from (f"    {reason}" for reason in effect.because)


def _belief(belief: Belief) -> str:
    stage = belief.stage
    if stage and stage.stage and stage.saying:
        return f"{belief.evidence}, {stage.stage} ({evidence_of(stage.saying)})"
    return str(belief.evidence)


def _sums(plan: Plan) -> Iterator[str]:
    new = [effect.after for effect in plan.effects if effect.before is None and effect.after]
    changed = [effect for effect in plan.effects if effect.before]
    yield f"beliefs    {len(new)} appear{_by_evidence(new)}, {len(changed)} change{_turned(changed)}"
    if plan.past:
        yield f"           {plan.past} more are as today and were otherwise in the past"
    if plan.signing:
        rule = "--reason '...', and for an article whose file is gone --withdraw URL"
        yield f"Loading this takes claims back and wants a signature: python -m seed load {rule}"


def _by_evidence(beliefs: Iterable[Belief]) -> str:
    return _counts(str(belief.evidence) for belief in beliefs)


def _turned(effects: Iterable[Effect]) -> str:
    return _counts(c.after for e in effects for c in e.changes if c.part == "evidence" and c.after)


def _counts(words: Iterable[str]) -> str:
    counted = [f"{count} {word}" for word, count in sorted(Counter(words).items())]
    return f" ({', '.join(counted)})" if counted else ""
