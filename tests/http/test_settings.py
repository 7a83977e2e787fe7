"""Settings of a served API: what is wrong is named with a right example, and no key is ever shown."""

from pathlib import Path

import pytest

from service.errors import SettingsError
from service.settings import read_settings

KEY = "a-key-of-more-than-16"


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No `.env` of the working folder counts."""
    monkeypatch.chdir(tmp_path)


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CORS_ORIGINS", "https://a.example, http://localhost:3000,")
    monkeypatch.setenv("KG_TRUSTED_PROXIES", "10.0.0.5, fd00::/8")
    monkeypatch.setenv("KG_API_KEYS", f"{KEY},{KEY}2")
    settings = read_settings()
    assert settings.cors_origins == ("https://a.example", "http://localhost:3000")
    assert settings.trusted_proxies == ("10.0.0.5/32", "fd00::/8")
    assert [key.get_secret_value() for key in settings.api_keys] == [KEY, f"{KEY}2"]
    assert KEY not in repr(settings)


@pytest.mark.parametrize(
    ("variable", "value", "example"),
    [
        ("KG_CORS_ORIGINS", "https://a.example/", "such as https://app.example.com"),
        ("KG_CORS_ORIGINS", "a.example", "such as https://app.example.com"),
        ("KG_CORS_ORIGINS", "https://*.a.example", "such as https://app.example.com"),
        ("KG_TRUSTED_PROXIES", "proxy", "such as 10.0.0.5, 192.168.0.0/16"),
        ("KG_TRUSTED_PROXIES", "10.0.0.5/8", "such as 10.0.0.5, 192.168.0.0/16"),
        ("KG_TRUSTED_PROXIES", "*", "such as 10.0.0.5, 192.168.0.0/16"),
        ("KG_LOG_FORMAT", "xml", "such as auto"),
        ("KG_SHUTDOWN_SECONDS", "0", "such as 30"),
    ],
)
def test_a_wrong_value_is_shown_with_a_right_one(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, example: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as raised:
        read_settings()
    assert str(raised.value).startswith(f"{variable}: {value!r} is not right; write ")
    assert str(raised.value).endswith(example)


@pytest.mark.parametrize("variable", ["KG_API_KEYS", "KG_METRICS_KEYS"])
@pytest.mark.parametrize("value", ["short", f"{KEY},short", "with a space in it", "ümlaut-ümlaut-ümlaut"])
def test_a_wrong_key_is_not_shown(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as raised:
        read_settings()
    assert str(raised.value).startswith(
        f"{variable}: the value is not right; write keys of 16 visible ASCII characters"
    )
    assert not [word for word in value.split(",") if word in str(raised.value)]
