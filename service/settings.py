"""Every setting, read once from the environment (and a `.env` file in the working folder)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError, PydanticUndefined
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from service.errors import SettingsError

_ORIGIN = re.compile(r"https?://[\w.-]+(:\d+)?|\*", re.ASCII)
_KEY = re.compile(r"[!-+\--~]{16,}")  # visible ASCII but the comma, which separates
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
    DOCKER = "docker"
    MANAGED = "managed"


class LogFormat(StrEnum):
    AUTO = "auto"
    JSON = "json"
    TEXT = "text"


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Settings(BaseSettings):
    """Names in the environment: `KG_` and the field's name, and Neo4j's own `NEO4J_…` names."""

    model_config = SettingsConfigDict(env_prefix="KG_", env_file=".env", extra="ignore", frozen=True)

    database: DatabaseChoice = Field(
        default=DatabaseChoice.AUTO,
        description="Which Neo4j: `uri` is the one at NEO4J_URI, `docker` the composed one, `managed` ours, "
        "`auto` the first of them that is there.",
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

    log_level: LogLevel = Field(default=LogLevel.INFO, description="The least serious that is logged.")
    log_format: LogFormat = Field(
        default=LogFormat.AUTO, description="`json` or `text`; `auto` is text on a terminal, JSON elsewhere."
    )
    shutdown_seconds: int = Field(default=30, ge=1, le=3600, description="Seconds that running requests may go on.")
    drain_seconds: float = Field(
        default=0, ge=0, le=600, description="Seconds that a stopping API says that it is not ready, and still answers."
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Origins of other sites whose pages may ask; `*` is any."
    )
    api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(), description="Keys, one of which /graphql wants; none: it is open."
    )
    metrics_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(), description="Keys, one of which /metrics wants; none: it is open."
    )
    rate_per_minute: int = Field(default=0, ge=0, description="Requests a minute of a key or address; 0: no limit.")
    requests_at_once: int = Field(
        default=16, ge=0, le=10_000, description="Requests that a process answers at once; 0: no limit."
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Addresses or networks of proxies whose X-Forwarded-For is believed."
    )

    body_limit: int = Field(default=65_536, ge=4_096, le=1_048_576, description="Bytes that a request's body may have.")
    head_timeout: float = Field(
        default=10.0, gt=0, le=60, description="Seconds in which the head of a request must arrive."
    )
    body_timeout: float = Field(default=5.0, gt=0, le=60, description="Seconds in which a request's body must arrive.")
    request_timeout: float = Field(default=5.0, gt=0, le=60, description="Seconds that an answer may take.")
    token_limit: int = Field(default=500, ge=200, le=10_000, description="Tokens that a document may have.")
    value_limit: int = Field(default=500, ge=1, le=10_000, description="Values that the variables may hold.")
    depth_limit: int = Field(default=10, ge=1, le=50, description="Levels of fields that an operation may have.")
    alias_limit: int = Field(default=15, ge=0, le=1_000, description="Aliases that an operation may have.")
    root_field_limit: int = Field(default=5, ge=1, le=100, description="Root fields that an operation may have.")
    repeat_limit: int = Field(
        default=1_000, ge=1, le=100_000, description="Pairs of equal fields that may stand together."
    )
    page_limit: int = Field(default=100, ge=20, le=100, description="What `first` and a list of ids may ask for.")
    cost_limit: int = Field(default=5_000, ge=1, le=1_000_000, description="Objects that an answer may hold.")
    introspection: bool = Field(default=True, description="Whether the API tells its schema, and suggests names.")

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

    @field_validator("neo4j_database")
    @classmethod
    def _holds_data(cls, name: str) -> str:
        if name.lower() == "system":
            raise PydanticCustomError("system", "a database for data; Neo4j keeps its users and databases in this one")
        return name

    @field_validator("cors_origins", "api_keys", "metrics_keys", "trusted_proxies", mode="before")
    @classmethod
    def _separated_by_commas(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("cors_origins")
    @classmethod
    def _are_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        if not all(_ORIGIN.fullmatch(origin) for origin in origins):
            raise PydanticCustomError(
                "origin", "scheme, host and port alone, separated by commas, such as https://app.example.com"
            )
        return origins

    @field_validator("api_keys", "metrics_keys")
    @classmethod
    def _are_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        if not all(_KEY.fullmatch(key.get_secret_value()) for key in keys):
            raise PydanticCustomError(
                "secret",
                "keys of 16 visible ASCII characters or more, separated by commas; openssl rand -hex 24 makes one",
            )
        return keys

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, proxies: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return tuple(str(ip_network(proxy)) for proxy in proxies)
        except ValueError:
            raise PydanticCustomError(
                "network", "addresses or networks, separated by commas, such as 10.0.0.5, 192.168.0.0/16"
            ) from None

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
    has_example = field and field.default not in (PydanticUndefined, None, ())
    example = f", such as {field.default}" if field and has_example else ""
    rule = error["msg"].removeprefix("Input should be ")
    value = "the value" if error["type"] in ("no_login", "secret") else repr(error["input"])
    return f"{variable}: {value} is not right; write {rule}{example}"
