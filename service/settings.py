"""Every setting, read once from the environment (and a `.env` file in the working folder)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import platformdirs
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError, PydanticUndefined
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import SettingsError

_NEO4J_URI = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://\S+")
APPLICATION = "ai-compute-supply-graph"
PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Where a Neo4j answers and how to log in. An empty username means no authentication."""

    uri: str
    username: str
    password: str
    database: str = "neo4j"

    def __repr__(self) -> str:
        return f"DatabaseAddress(uri={self.uri!r}, username={self.username!r}, database={self.database!r})"


class DatabaseChoice(StrEnum):
    AUTO = "auto"
    URI = "uri"
    MANAGED = "managed"


class Settings(BaseSettings):
    """Names in the environment: `KG_` and the field's name, and Neo4j's own `NEO4J_…` names."""

    model_config = SettingsConfigDict(env_prefix="KG_", env_file=".env", extra="ignore", frozen=True)

    database: DatabaseChoice = Field(
        default=DatabaseChoice.AUTO,
        description="Which Neo4j: `uri` is the one at NEO4J_URI, `managed` ours, `auto` the first that is set.",
    )
    neo4j_uri: str | None = Field(default=None, validation_alias=AliasChoices("NEO4J_URI", "neo4j_uri"))
    neo4j_username: str = Field(default="neo4j", validation_alias=AliasChoices("NEO4J_USERNAME", "neo4j_username"))
    neo4j_password: SecretStr = Field(
        default=SecretStr(""), validation_alias=AliasChoices("NEO4J_PASSWORD", "neo4j_password")
    )
    neo4j_database: str = Field(default="neo4j", validation_alias=AliasChoices("NEO4J_DATABASE", "neo4j_database"))

    home: Path = Field(
        default_factory=lambda: platformdirs.user_data_path(APPLICATION),
        description="The managed database's data, password and state.",
    )
    cache: Path = Field(
        default_factory=lambda: platformdirs.user_cache_path(APPLICATION),
        description="The downloaded parts of Neo4j.",
    )
    maven_repository: str | None = Field(default=None, description="A mirror to download Neo4j from.")
    bolt_port: int = Field(default=7687, ge=1, le=65535, description="Bolt port of the managed database.")
    http_port: int = Field(default=7474, ge=1, le=65535, description="Neo4j Browser's port of the managed database.")
    heap_mb: int = Field(default=512, ge=256, description="Java heap of the managed database, in MB.")

    seed_data: Path = Field(default=PROJECT / "seed" / "data", description="The curated files.")
    api_host: str = Field(default="127.0.0.1", description="Address that the API listens on.")
    api_port: int = Field(default=8000, ge=1, le=65535, description="Port of the API.")
    statement_timeout: float = Field(default=2.0, gt=0, le=60, description="Seconds a read statement may take.")

    @field_validator("neo4j_uri")
    @classmethod
    def _is_neo4js(cls, uri: str | None) -> str | None:
        if uri and "@" in uri:
            raise PydanticCustomError(
                "no_login", "an address without user and password; NEO4J_USERNAME and NEO4J_PASSWORD hold these"
            )
        if uri and not _NEO4J_URI.match(uri):
            raise PydanticCustomError(
                "scheme", "a scheme that Neo4j has, such as bolt://localhost:7687 or neo4j+s://db.example.com"
            )
        return uri or None

    @field_validator("home", "cache", "seed_data")
    @classmethod
    def _of_the_user(cls, path: Path) -> Path:
        return path.expanduser()


def read_settings(**overrides: object) -> Settings:
    """The settings in force; `overrides` (from the command line) win over the environment."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except UnicodeDecodeError:
        raise SettingsError(".env is not UTF-8 text; save it as UTF-8, one NAME=value a line") from None
    except ValidationError as error:
        raise SettingsError("\n".join(map(_in_words, error.errors()))) from None


def _in_words(error: ErrorDetails) -> str:
    """Variable, value, rule and, where there is one, the default as a right example."""
    name = str(error["loc"][0])
    variable = name if name.startswith("NEO4J_") else f"KG_{name.upper()}"
    field = Settings.model_fields.get(name)
    has_example = field and field.default not in (PydanticUndefined, None)
    example = f", such as {field.default}" if field and has_example else ""
    rule = error["msg"].removeprefix("Input should be ")
    value = "the value" if error["type"] == "no_login" else repr(error["input"])
    return f"{variable}: {value} is not right; write {rule}{example}"
