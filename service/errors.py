"""Every error a user can meet.

KnowledgeGraphError
├── SettingsError             a setting is missing or unusable
├── CuratedFilesError         curated files break the format; carries every problem found
├── RequestError              a question that cannot be answered as asked (GraphQL, command line)
│   ├── BadInput
│   ├── NotFound
│   └── LimitExceeded         it asks for more than one request may
├── RequestTimeout            the answer would take longer than one request may
├── LoadError                 the seed command refused or could not finish
└── DatabaseError
    ├── DatabaseUnavailable   no answer, wrong password, wrong address
    ├── DatabaseTimeout       a statement ran past its time limit
    ├── ForeignDatabase       the database holds somebody else's data
    ├── ServerTooOld          it lacks what our statements need
    ├── NoData                nothing is loaded, or not all of it
    ├── OtherSchema           the graph is of another version of the model than this program's
    └── ManagedDatabaseError
        ├── DownloadFailed    a part of Neo4j could not be fetched or did not match its checksum
        ├── JavaNotFound
        ├── PortTaken
        ├── DumpFailed        a dump could not be written, or restored
        └── StartFailed       carries the end of the server's log
"""

from collections.abc import Sequence
from dataclasses import dataclass


class KnowledgeGraphError(Exception):
    """The message is for the person who caused it: what is wrong, the rule, and what to do."""


class SettingsError(KnowledgeGraphError):
    pass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a curated file. `line` starts at 1; `where` is a path such as `claims[2].from`."""

    file: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        return f"{self.file}:{self.line}: {where}{self.message}"


class CuratedFilesError(KnowledgeGraphError):
    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RequestError(KnowledgeGraphError):
    """`argument` and `value` as the caller wrote them, the `rule` it breaks and a right `example`."""

    code = "BAD_USER_INPUT"

    def __init__(self, message: str, *, argument: str, value: object, rule: str, example: str) -> None:
        super().__init__(message)
        self.argument = argument
        self.value = value
        self.rule = rule
        self.example = example


class BadInput(RequestError):
    pass


class NotFound(RequestError):
    code = "NOT_FOUND"


class LimitExceeded(RequestError):
    """`limit` names the limit; `value` is what was found, or None where counting stopped at the limit."""

    code = "LIMIT_EXCEEDED"

    def __init__(self, message: str, *, limit: str, argument: str, value: int | None, rule: str, example: str) -> None:
        super().__init__(message, argument=argument, value=value, rule=rule, example=example)
        self.limit = limit


class RequestTimeout(KnowledgeGraphError):
    pass


class LoadError(KnowledgeGraphError):
    pass


class DatabaseError(KnowledgeGraphError):
    pass


class DatabaseUnavailable(DatabaseError):
    pass


class DatabaseTimeout(DatabaseError):
    pass


class ForeignDatabase(DatabaseError):
    pass


class ServerTooOld(DatabaseError):
    pass


class NoData(DatabaseError):
    pass


class OtherSchema(DatabaseError):
    pass


class ManagedDatabaseError(DatabaseError):
    pass


class DownloadFailed(ManagedDatabaseError):
    pass


class JavaNotFound(ManagedDatabaseError):
    pass


class PortTaken(ManagedDatabaseError):
    pass


class DumpFailed(ManagedDatabaseError):
    pass


class StartFailed(ManagedDatabaseError):
    pass
