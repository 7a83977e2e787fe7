"""A small folder of curated files to test readers with, and the problems found in it."""

from collections.abc import Mapping
from pathlib import Path

from seed.reading import read_folder
from service.errors import CuratedFilesError
from service.model.claims import claim_id

ARTICLE = "articles/2026/02/2026-02-02-reuters-nvidia-openai.yaml"
HEAD = """\
url: https://example.com/nvidia-openai
publisher: reuters
published: 2026-02-02
kind: news
"""
CLAIM = {
    "subject": "nvidia",
    "relation": "SUPPLIES",
    "object": "openai",
    "summary": "Nvidia sells chips to OpenAI.",
}
WITHDRAWN_ID = claim_id("https://example.com/nvidia-openai", {**CLAIM, "stage": "active"})
WITHDRAWALS = f"""\
- article: 2026-02-02-reuters-nvidia-openai
  url: https://example.com/nvidia-openai
  publisher: reuters
  published: 2026-02-02
  kind: news
  withdrawn_on: 2026-03-01
  by: Ada Editor
  reason: the page was misread
  claims:
  - id: {WITHDRAWN_ID}
    claim:
      subject: nvidia
      relation: SUPPLIES
      object: openai
      stage: active
      summary: Nvidia sells chips to OpenAI.
"""
REFERENCE = {
    "entities/companies.yaml": """\
- {id: nvidia, name: Nvidia, kind: chipmaker}
- {id: openai, name: OpenAI, kind: ai-lab}
- {id: microsoft, name: Microsoft, kind: cloud}
""",
    "entities/chips.yaml": "- {id: blackwell, name: Blackwell, kind: gpu, designer: nvidia}\n",
    "entities/people.yaml": "- {id: sam-altman, name: Sam Altman, kind: executive, works_for: [openai]}\n",
    "entities/governments.yaml": "- {id: bis, name: Bureau of Industry and Security, kind: agency}\n",
    "entities/rules.yaml": "- {id: h20-licence, name: Licence for H20, kind: export-licence}\n",
    "entities/measures.yaml": "- {id: market-cap, name: Market capitalisation, kind: money}\n",
    "publishers.yaml": "- {id: reuters, name: Reuters, kind: wire}\n",
    "origins.yaml": "- {id: reuters-2026-02-01-chips, publisher: reuters, published: 2026-02-01}\n",
    "deals.yaml": "- {id: nvidia-openai-2025, name: Letter of intent, kind: investment}\n",
}


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def claim_text(**keys: str | None) -> str:
    """A right claim with `keys` changed, added, or left out (None); `from_` stands for `from`."""
    lines = {**CLAIM, **{key.rstrip("_"): value for key, value in keys.items()}}
    written = [f"{key}: {value}\n" for key, value in lines.items() if value is not None]
    return "  - " + "    ".join(written)


def problems(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """What reading REFERENCE with `files` finds, each as `file:line: where: message` with the file's bare name."""
    write_files(folder, {**REFERENCE, **files})
    try:
        read_folder(folder)
    except CuratedFilesError as error:
        return [str(problem).replace(problem.file, Path(problem.file).name, 1) for problem in error.problems]
    return []


def only(found: list[str]) -> str:
    assert len(found) == 1, found
    return found[0]


def article_problem(folder: Path, text: str) -> str:
    """The only problem of ARTICLE with this text, without the file's name."""
    return only(problems(folder, {ARTICLE: text})).removeprefix(f"{Path(ARTICLE).name}:")


def claim_problem(folder: Path, **keys: str | None) -> str:
    """The only problem of an article with one claim, whose first line is 6: `line: where: message`."""
    return article_problem(folder, f"{HEAD}claims:\n{claim_text(**keys)}")


def claim_problems(folder: Path, **keys: str | None) -> list[str]:
    return problems(folder, {ARTICLE: f"{HEAD}claims:\n{claim_text(**keys)}"})
