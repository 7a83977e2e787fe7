"""Waiting until a started server answers over Bolt, and giving a new one its password."""

import time
from pathlib import Path

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from service.errors import StartFailed
from service.managed.processes import Identity, listens
from service.settings import DatabaseAddress

START_SECONDS = 120.0
LOG_LINES = 30
FIRST_LOGIN = ("neo4j", "neo4j")
SET_PASSWORD = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"  # noqa: S105


def last_lines(log: Path, *, lines: int) -> list[str]:
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    return text.splitlines()[-lines:] if lines > 0 else []


def wait_for_bolt(address: DatabaseAddress, *, port: int, java: Identity, log: Path) -> None:
    """Returns when Bolt answers, be it that the password is wrong; raises StartFailed when Java ends before.

    Asks only when the port is Java's, so that no other program is shown the password.
    """
    deadline = time.monotonic() + START_SECONDS
    while not (listens(java, port=port) and _answers(address)):
        if not java.find():
            raise start_failed("Neo4j ended while it was starting", log=log)
        if time.monotonic() > deadline:
            raise start_failed(f"Neo4j did not answer within {START_SECONDS:.0f} s", log=log)
        time.sleep(0.05)


def start_failed(what: str, *, log: Path) -> StartFailed:
    end = "\n".join(last_lines(log, lines=LOG_LINES)) or "(it wrote nothing)"
    return StartFailed(f"{what}. The end of its log, {log}:\n{end}")


def _answers(address: DatabaseAddress) -> bool:
    try:
        with _driver(address, auth=_login(address)) as driver:
            driver.verify_connectivity()
    except AuthError:
        return True
    except (DriverError, Neo4jError):
        return False
    return True


def settle_password(address: DatabaseAddress) -> None:
    """After this, `address` logs in. A server that still has Neo4j's first password is given the address's."""
    try:
        with _driver(address, auth=_login(address)) as driver:
            driver.verify_connectivity()
    except AuthError:
        _set_first_password(address)


def see_opened(address: DatabaseAddress, *, log: Path) -> None:
    """StartFailed when the server answers, but its database does not open."""
    try:
        with _driver(address, auth=_login(address)) as driver, driver.session(database=address.database) as session:
            session.begin_transaction().commit()
    except (DriverError, Neo4jError) as error:
        raise start_failed(f"Neo4j cannot open the database ({error})", log=log) from error


def _set_first_password(address: DatabaseAddress) -> None:
    try:
        with _driver(address, auth=FIRST_LOGIN) as driver:
            driver.execute_query(SET_PASSWORD, old=FIRST_LOGIN[1], new=address.password, database_="system")
    except Neo4jError as error:
        raise StartFailed(
            f"The managed database at {address.uri} refuses the password kept for it ({error.code}). "
            "If its password was changed by hand, write it to the file `password` in KG_HOME; "
            "`kg db reset` makes a new, empty database."
        ) from error


def _driver(address: DatabaseAddress, *, auth: tuple[str, str] | None) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(address.uri, auth=auth, connection_timeout=10, telemetry_disabled=True)


def _login(address: DatabaseAddress) -> tuple[str, str] | None:
    return (address.username, address.password) if address.username else None
