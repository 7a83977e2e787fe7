"""Files that no rule reads: misspelt names and other formats, which would else go unnoticed."""

import os
from collections.abc import Iterator
from pathlib import Path

from seed.files import shown_path
from seed.wording import did_you_mean, listed
from service.errors import Problem
from service.model.entities import FILE_OF_LABEL

_TOP = ("deals", "origins", "publishers", "reviewed", "rulings", "withdrawals")
_ENTITIES = tuple(FILE_OF_LABEL.values())


def unreadable_folders(folder: Path) -> list[Problem]:
    """Folders that this user may not list: what they hold would else be missed in silence."""
    errors: list[OSError] = []
    for _ in os.walk(folder, onerror=errors.append):
        pass
    rule = "the folder cannot be read"
    return [Problem(shown_path(Path(error.filename)), 1, "", f"{rule}: {error.strerror}") for error in errors]


def misplaced_files(folder: Path) -> Iterator[Problem]:
    """Hidden files are left alone, and so is anything but YAML beside the top files, such as a README."""
    yield from _misnamed(folder, _TOP)
    yield from _misnamed(folder / "entities", _ENTITIES)
    for path in sorted((folder / "articles").rglob("*")):
        if path.is_file() and path.suffix != ".yaml" and not path.name.startswith("."):
            message = f"{path.name} is no article; articles end in .yaml, such as 2026-02-02-nextfin-openai-nvidia.yaml"
            yield Problem(shown_path(path), 1, "", message)


def _misnamed(folder: Path, stems: tuple[str, ...]) -> Iterator[Problem]:
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    for path in paths:
        known = path.suffix == ".yaml" and path.stem in stems
        if path.suffix in (".yaml", ".yml") and not known and not path.name.startswith("."):
            names = listed([f"{stem}.yaml" for stem in stems])
            message = f"no file here has the name {path.name}; write {names}{did_you_mean(path.stem, stems)}"
            yield Problem(shown_path(path), 1, "", message)
