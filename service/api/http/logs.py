"""The log: one line an event, as JSON or as text, each with the id of the request that it is about."""

import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

import orjson

from service.api.http.visits import visit
from service.settings import LogFormat, Settings


class _Lines(logging.Formatter):
    """`LogRecord.fields`, where there are any, are the event's own."""

    def told(self, record: logging.LogRecord) -> dict[str, object]:
        fields: Mapping[str, object] = getattr(record, "fields", {})
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            "request_id": visit().id or None,
            **fields,
        }
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return told


class JsonLines(_Lines):
    def format(self, record: logging.LogRecord) -> str:
        return orjson.dumps(self.told(record), default=str, option=orjson.OPT_NON_STR_KEYS).decode(errors="replace")


class TextLines(_Lines):
    """Empty fields are left out; what could break a line is written as Python would."""

    def format(self, record: logging.LogRecord) -> str:
        told = self.told(record)
        exception = told.pop("exception", "")
        first = [str(told.pop("time")), str(told.pop("level")), _one_line(told.pop("event"))]
        rest = [f"{name}={_one_line(value)}" for name, value in told.items() if value not in (None, "", [])]
        return " ".join([*first, *rest]) + (f"\n{exception}" if exception else "")


def _one_line(value: object) -> str:
    text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if text.isprintable() else repr(text)


def configure_logs(settings: Settings) -> None:
    """For a whole process, once, where it starts: everything that is logged goes to standard error."""
    stream = logging.StreamHandler(sys.stderr)
    as_text = settings.log_format is LogFormat.TEXT or (settings.log_format is LogFormat.AUTO and sys.stderr.isatty())
    stream.setFormatter(TextLines() if as_text else JsonLines())
    logging.basicConfig(handlers=[stream], level=settings.log_level.upper(), force=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = name != "uvicorn.access"  # each request is told once, by us
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # its troubles are told in our own words
