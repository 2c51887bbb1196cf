from __future__ import annotations

import os

import pytest

from assistant.errors import SettingsError
from assistant.settings import describe_settings, load_settings


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("R2P_")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize("name", ["R2P_MODLES__NAME", "R2P_API__PROT", "R2P_DATADIR"])
def test_misspelt_setting_is_an_error_that_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")

    with pytest.raises(SettingsError, match=name):
        load_settings()


def test_value_out_of_bounds_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("R2P_API__PORT", "99999")

    with pytest.raises(SettingsError, match=r"R2P_API__PORT.*65535"):
        load_settings()


def test_origin_tells_environment_from_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("R2P_API__PORT", "8123")
    origins = {
        each.variable: (each.value, each.origin) for each in describe_settings(load_settings())
    }

    assert origins["R2P_API__PORT"] == ("8123", "environment")
    assert origins["R2P_CHAT__PORT"] == ("8501", "default")


def test_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("R2P_EMBEDDING__MODEL_DIR", "")

    assert load_settings().embedding.model_dir is None


def test_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("R2P_MODEL__API_KEY", "sk-very-secret")
    settings = load_settings()
    shown = [each.value for each in describe_settings(settings)]

    assert "sk-very-secret" not in " ".join([*shown, repr(settings)])
    assert "set (hidden)" in shown


def test_every_setting_is_described() -> None:
    assert all(each.description for each in describe_settings(load_settings()))
