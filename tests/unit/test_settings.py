from pathlib import Path

import pytest

from service.errors import SettingsError
from service.settings import DatabaseAddress, read_settings


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No `.env` of the working folder counts."""
    monkeypatch.chdir(tmp_path)


def test_every_wrong_setting_is_named_with_its_value_and_a_right_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_API_PORT", "abc")
    monkeypatch.setenv("KG_DATABASE", "oracle")
    with pytest.raises(SettingsError) as raised:
        read_settings()
    lines = str(raised.value).splitlines()
    assert lines[0].startswith("KG_DATABASE: 'oracle' is not right; write 'auto', 'uri', 'docker' or 'managed'")
    assert lines[1].startswith("KG_API_PORT: 'abc' is not right; write a valid integer")
    assert lines[1].endswith("such as 8000")


def test_the_environment_is_read_under_neo4js_own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "neo4j://example.test")
    assert read_settings().neo4j_uri == "neo4j://example.test"


def test_an_env_file_counts_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("KG_API_PORT=8123\nKG_BOLT_PORT=9001\n")
    monkeypatch.setenv("KG_BOLT_PORT", "9002")
    settings = read_settings()
    assert (settings.api_port, settings.bolt_port) == (8123, 9002)


def test_a_password_shows_in_no_representation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "open sesame")
    assert "sesame" not in repr(read_settings())
    assert "sesame" not in repr(DatabaseAddress("bolt://example.test", "neo4j", "open sesame"))


@pytest.mark.parametrize("uri", ["http://localhost:7474", "localhost:7687", "bolt+tls://db.example.com"])
def test_an_address_needs_a_scheme_of_neo4j(monkeypatch: pytest.MonkeyPatch, uri: str) -> None:
    monkeypatch.setenv("NEO4J_URI", uri)
    with pytest.raises(SettingsError, match=r"NEO4J_URI: .*such as bolt://localhost:7687"):
        read_settings()


def test_a_password_in_the_address_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://neo4j:sesame@localhost:7687")
    with pytest.raises(SettingsError, match="NEO4J_PASSWORD") as raised:
        read_settings()
    assert "sesame" not in str(raised.value)


def test_a_tilde_is_the_users_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_HOME", "~/graph")
    assert read_settings().home == Path.home() / "graph"


def test_an_env_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("KG_API_HOST=gr\u00fcn".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"\.env is not UTF-8"):
        read_settings()
