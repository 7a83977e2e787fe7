"""Right questions: those of the examples and of the shell command with their variables, and any number made up."""

import json
from collections.abc import Sequence

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis_graphql import queries as documents

from service.settings import PROJECT
from tests.api.test_generated_documents import SCALARS, SDL
from tests.faults.mutating_requests import Question

EXAMPLES = PROJECT / "examples" / "queries"
OF_THE_SHELL = PROJECT / "service" / "questions"
PLAIN = Question('{ company(id: "openai") { name } }')


def examples() -> list[Question]:
    """Each is answered without errors."""
    variables = json.loads((EXAMPLES / "variables.json").read_text("utf-8"))
    given = {EXAMPLES: {}, OF_THE_SHELL: {"first": 20}}
    return [
        Question(path.read_text("utf-8"), {**more, **variables[path.stem]})
        for folder, more in given.items()
        for path in sorted(folder.glob("*.graphql"))
    ]


def made_up(count: int, *, seed: int) -> Sequence[Question]:
    """Documents in the words of the schema; not all are within the limits, nor are their arguments right."""
    found: list[Question] = []

    @hypothesis.seed(seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(document=documents(SDL, custom_scalars=SCALARS))
    def collect(document: str) -> None:
        found.append(Question(document))

    collect()
    return found
