"""A folder of made-up curated files: the companies are real, what is said of them is not."""

from dataclasses import dataclass
from pathlib import Path

from seed.reading import Curated, read_folder

REFERENCE = {
    "publishers.yaml": """\
- {id: reuters, name: Reuters, kind: wire}
- {id: mint, name: Mint, kind: newspaper}
- {id: chip-notes, name: Chip Notes, kind: blog}
""",
    "origins.yaml": "- {id: reuters-2026-01-30-chips, publisher: reuters, published: 2026-01-30}\n",
    "deals.yaml": """\
- {id: amd-openai-2026, name: AMD for OpenAI, kind: supply, parties: [{entity: amd, role: supplier}]}
- {id: cerebras-openai-2026, name: Cerebras for OpenAI, kind: supply}
""",
    "entities/companies.yaml": """\
- {id: amd, name: AMD, kind: chipmaker}
- {id: azure, name: Azure, kind: cloud, part_of: microsoft}
- {id: cerebras, name: Cerebras, kind: chipmaker}
- {id: google, name: Google, kind: cloud}
- {id: groq, name: Groq, kind: chipmaker}
- {id: microsoft, name: Microsoft, kind: cloud}
- {id: nvidia, name: Nvidia, kind: chipmaker}
- {id: openai, name: OpenAI, kind: ai-lab}
""",
    "entities/chips.yaml": "- {id: blackwell, name: Blackwell, kind: gpu, designer: nvidia}\n",
    "entities/people.yaml": "- {id: sam-altman, name: Sam Altman, kind: executive, works_for: [openai]}\n",
}


def claim(subject: str, object_: str = "openai", *, relation: str = "SUPPLIES", more: str = "") -> str:
    """A claim as one line of YAML; `more` are further keys, such as `stage: active, said_by: openai`."""
    tail = f", {more}" if more else ""
    return f"{{subject: {subject}, relation: {relation}, object: {object_}, summary: Made up{tail}}}"


@dataclass(frozen=True, slots=True)
class SmallFolder:
    path: Path

    def write(self, name: str, text: str) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace `old`, which must be there, in the file `name`."""
        text = (self.path / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def article(self, stem: str, *claims: str, publisher: str = "reuters", more: str = "") -> str:
        """Write an article, such as `2026-03-01-reuters-chips`; its address."""
        published = stem[: len("2026-03-01")]
        url = f"https://example.com/{stem}"
        head = f"url: {url}\npublisher: {publisher}\npublished: {published}\nkind: news\n{more}\n"
        lines = "".join(f"  - {line}\n" for line in claims)
        self.write(self.name_of(stem), f"{head}claims:{lines and chr(10)}{lines or ' []'}\n")
        return url

    def remove(self, stem: str) -> None:
        (self.path / self.name_of(stem)).unlink()

    def read(self) -> Curated:
        return read_folder(self.path)

    @staticmethod
    def name_of(stem: str) -> str:
        return f"articles/{stem[:4]}/{stem[5:7]}/{stem}.yaml"


def small_folder(path: Path) -> SmallFolder:
    """A folder with reference data and no articles."""
    folder = SmallFolder(path)
    for name, text in REFERENCE.items():
        folder.write(name, text)
    folder.write("articles/.keep", "")
    return folder
