"""The driver's errors as those of service.errors: what is wrong, at which address, and what to do; never a password."""

from collections.abc import Iterator
from contextlib import contextmanager
from socket import gaierror
from ssl import SSLCertVerificationError

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
    UnsupportedServerProduct,
)

from service.errors import DatabaseError, DatabaseTimeout, DatabaseUnavailable

BOLT_PORT = "set NEO4J_URI to the port for Bolt, 7687 unless Neo4j is told another (7474 is that of Neo4j Browser)"


@contextmanager
def as_ours(uri: str, *, database: str) -> Iterator[None]:
    """What the driver raises inside, while it asks `database` at `uri`, comes out as an error of ours."""
    try:
        yield
    except AuthError:
        raise DatabaseUnavailable(
            f"Neo4j at {uri} refuses the user name or password; set NEO4J_USERNAME and NEO4J_PASSWORD to the server's "
            "own"
        ) from None
    except TimeoutError as error:
        raise DatabaseTimeout("Neo4j did not end a statement in time; see its log: its disk may be full") from error
    except (ServiceUnavailable, SessionExpired, UnsupportedServerProduct, OSError) as error:
        raise DatabaseUnavailable(_unreachable(error, uri)) from error
    except ConfigurationError as error:
        raise DatabaseUnavailable(
            f"NEO4J_URI cannot be used: {error}; write for example bolt://localhost:7687"
        ) from None
    except Neo4jError as error:
        raise _of_server(error, uri, database) from error
    except DriverError as error:
        raise DatabaseUnavailable("the connection to Neo4j broke; try again") from error
    except ValueError as error:
        if not isinstance(error.__cause__, gaierror):  # not the driver's, which found no such port
            raise
        raise DatabaseUnavailable(f"{uri} has no port that can be used; {BOLT_PORT}") from error


def _unreachable(error: BaseException, uri: str) -> str:
    """The sentence for whoever set NEO4J_URI. The driver tells most of what happened in words alone."""
    causes = tuple(_causes(error))
    said = "\n".join(f"{type(cause).__name__}: {cause}" for cause in causes)
    for cause in causes:
        if isinstance(cause, SSLCertVerificationError):
            return _untrusted(cause, uri)
        if isinstance(cause, gaierror):
            return f"the host of {uri} cannot be found by its name; set NEO4J_URI to one that this machine knows"
    if "looks like HTTP" in said:
        return f"at {uri} something answers in HTTP, not in Bolt; {BOLT_PORT}"
    if "SSLError" in said:
        return f"at {uri} something answers, but not in TLS; if it is Neo4j, set NEO4J_URI to {_plain(uri)}"
    if "UnsupportedServerProduct" in said or "BoltProtocolError" in said:
        return f"at {uri} something answers, but not in a Bolt that this program knows; {BOLT_PORT}"
    if "timed out" in said.lower() or "handshake is taking longer" in said:
        return silent(uri)
    if "handshake" in said or "BoltSecurityError" in said:
        return _hung_up(uri)
    if "ConnectionRefusedError" in said:
        return f"nothing listens at {uri}; start Neo4j, or set NEO4J_URI to where it listens"
    return f"Neo4j at {uri} does not answer; start it, or set NEO4J_URI to where it listens"


def silent(uri: str) -> str:
    """The sentence for an address that neither answers nor refuses."""
    return f"{uri} gives no answer in time; see that Neo4j runs there, and that no firewall is between, or {BOLT_PORT}"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all that led to it; of an attempt on several servers, what happened at each."""
    while error:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for one in error.exceptions:
                yield from _causes(one)
        error = error.__cause__


def _untrusted(error: SSLCertVerificationError, uri: str) -> str:
    loose = _plain(uri).replace("://", "+ssc://", 1)
    return (
        f"the certificate of {uri} is not trusted ({error.verify_message.rstrip('.')}); if the server is yours, set "
        f"NEO4J_URI to {loose}, which takes any, or have it signed by an authority that this machine trusts"
    )


def _hung_up(uri: str) -> str:
    if _plain(uri) == uri:
        other = f"if it is a Neo4j that wants TLS, set NEO4J_URI to {uri.replace('://', '+s://', 1)}"
    else:
        other = f"if it is a Neo4j without TLS, set NEO4J_URI to {_plain(uri)}"
    return f"at {uri} something listens, but hangs up at once; {other}, or else to the port for Bolt, such as 7687"


def _plain(uri: str) -> str:
    """The same address, reached without TLS."""
    scheme, _, rest = uri.partition("://")
    return f"{scheme.partition('+')[0]}://{rest}"


def _of_server(error: Neo4jError, uri: str, database: str) -> DatabaseError:
    code = error.code or ""
    if "TransactionTimedOut" in code or "LockClientStopped" in code:
        return DatabaseTimeout("the statement ran past its time limit; ask for less, or raise KG_STATEMENT_TIMEOUT")
    if code.endswith("DatabaseNotFound"):
        return DatabaseUnavailable(
            f"Neo4j at {uri} has no database {database!r}; set NEO4J_DATABASE to one that it has, such as neo4j"
        )
    if code.endswith("AuthenticationRateLimit"):
        return DatabaseUnavailable(f"Neo4j at {uri} takes no login for some seconds after wrong ones; mend it and wait")
    if code.endswith("CredentialsExpired"):
        return DatabaseUnavailable(
            f"the password for {uri} has to be changed first; do so in Neo4j Browser, then set NEO4J_PASSWORD to it"
        )
    if code.endswith("WriteOnReadOnlyAccessDatabase"):
        return DatabaseError("the database is read-only, and nothing was written; make it read-write, or name another")
    if isinstance(error, TransientError):
        return DatabaseUnavailable("Neo4j is busy or short of memory; try again")
    if isinstance(error, ClientError):
        return DatabaseError(f"Neo4j refused a statement: {code}")
    if code.startswith("Neo.DatabaseError.Transaction."):  # it stops writing after the first write that fails
        return DatabaseUnavailable(
            "Neo4j cannot write, as when its disk is full; make room, start Neo4j again, then try again"
        )
    return DatabaseError(f"Neo4j failed: {code}")
