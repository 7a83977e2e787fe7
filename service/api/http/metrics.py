"""Numbers for Prometheus, of one process. No label holds anything that a caller chooses."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import Response
from starlette.types import Scope

from service.api.http.visits import Visit
from service.graph.database import Connections, Work

PATHS = frozenset({"/", "/graphql", "/healthz", "/readyz", "/metrics"})
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10)


class Metrics:
    """In a registry of its own, so that each application has its own numbers."""

    def __init__(self) -> None:
        self.registry = one = CollectorRegistry()
        ProcessCollector(registry=one)
        self.requests = Counter("kg_requests", "Requests answered.", ["path", "method", "status"], registry=one)
        self.seconds = Histogram("kg_request_seconds", "Until answered.", ["path"], buckets=SECONDS, registry=one)
        self.running = Gauge("kg_requests_running", "Requests that are being answered.", registry=one)
        self.errors = Counter("kg_errors", "Errors in GraphQL answers.", ["code"], registry=one)
        self.database = Histogram(
            "kg_database_seconds",
            "Waited for the database by a request that asked it; statements at the same time count each.",
            buckets=SECONDS,
            registry=one,
        )
        self.statements = Counter("kg_statements", "Statements that requests ran.", registry=one)
        self.rows = Counter("kg_rows", "Rows that statements returned.", registry=one)
        self.connections = Gauge("kg_database_connections", "Connections in use or waited for.", registry=one)
        self.connections_limit = Gauge("kg_database_connections_limit", "How many there may be.", registry=one)
        self.ready = Gauge("kg_ready", "1 when /readyz says ok.", registry=one)

    def count(self, scope: Scope, visit: Visit, work: Work, *, seconds: float) -> None:
        """Count one request that is over."""
        path, method = _path(scope["path"]), scope["method"] if scope["method"] in METHODS else "other"
        self.requests.labels(path, method, str(visit.status)).inc()
        self.seconds.labels(path).observe(seconds)
        for code in visit.codes:
            self.errors.labels(code).inc()
        if work.statements:
            self.database.observe(work.seconds)
            self.statements.inc(len(work.statements))
            self.rows.inc(work.rows)

    def response(self, connections: Connections, *, ready: bool) -> Response:
        """Everything, in Prometheus's text format."""
        self.connections.set(connections.in_use)
        self.connections_limit.set(connections.limit)
        self.ready.set(ready)
        return Response(generate_latest(self.registry), media_type=CONTENT_TYPE_LATEST)


def _path(path: str) -> str:
    if path.startswith("/static/"):
        return "/static"
    return path if path in PATHS else "other"
