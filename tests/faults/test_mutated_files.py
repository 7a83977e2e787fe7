"""Whatever is done to the curated files, the check reads them or names what is wrong, at once and with little memory.

KG_TEST_MUTATIONS says how many files are spoiled, `--seed` how: each failure keeps its files and names its seed.
"""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from random import Random

import pytest

from seed.articles import as_written
from seed.files import open_file
from seed.reading import read_folder
from seed.withdrawn import append_withdrawals, entry
from service.model.claims import claim_id
from service.model.entities import Withdrawal
from service.settings import PROJECT
from tests.faults.checking import Round, Tally, check_round, faults_of, limit_memory, problems_in, write
from tests.faults.mutating import mutant
from tests.faults.mutating_files import YAML

COUNT = int(os.environ.get("KG_TEST_MUTATIONS", "2000"))
TOGETHER = 20  # articles that are spoiled in one folder
WORKERS = 2
MOST_MB = 400.0  # of a process that reads; about 110 before it has read anything
LAST_RESORT = 120.0  # seconds after which a round hangs where no signal is heard

Files = dict[str, bytes]
RoundsOf = Callable[[Files, str, Path], Iterator[Round]]


@pytest.fixture(scope="module")
def curated_files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The real files; and rulings and a withdrawal, of which there is none yet, about real claims."""
    data = PROJECT / "seed" / "data"
    files = {str(path.relative_to(data)): path.read_bytes() for path in sorted(data.rglob("*.yaml"))}
    folder = tmp_path_factory.mktemp("whole")
    write(folder, files)
    _rule_and_withdraw(folder)
    read_folder(folder)
    return {**files, **{name: (folder / name).read_bytes() for name in ("rulings.yaml", "withdrawals.yaml")}}


def _rule_and_withdraw(folder: Path) -> None:
    path = folder / "articles/2026/02/2026-02-02-nextfin-openai-nvidia.yaml"
    article = open_file(path).root
    claims = [as_written(claim) for claim in article["claims"]]
    withdrawn = {**claims[0], "summary": "Made up.", "stage": "paused"}
    head = {"article": path.stem, **{key: value for key, value in article.items() if key not in ("title", "claims")}}
    signed = Withdrawal("", date(2026, 3, 1), "Ada Editor", "the page was misread")
    append_withdrawals(folder / "withdrawals.yaml", [entry(head, [withdrawn], withdrawal=signed)])
    origins = [item["id"] for item in open_file(folder / "origins.yaml").root][:2]
    (folder / "rulings.yaml").write_text(
        "- {id: 2026-03-a, on: 2026-03-01, by: Ada Editor, reason: two contracts are mixed, action: DEPRECATE, "
        f"claim: {claim_id(article['url'], claims[0])}}}\n"
        "- {id: 2026-03-b, on: 2026-03-02, by: Ada Editor, reason: one text, action: SAME_ORIGIN, "
        f"origins: [{', '.join(origins)}]}}\n"
    )


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> str:
    return f"{request.config.getoption('--seed')} {request.node.name}"


def check_all(rounds: Sequence[Round]) -> Tally:
    tally = Tally()
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=spawning, initializer=limit_memory) as processes:
        for waiting in [processes.submit(check_round, one) for one in rounds]:
            tally.add(waiting.result(LAST_RESORT))
    print(tally)
    return tally


def is_article(name: str) -> bool:
    return name.startswith("articles/")


def rounds_of_articles(files: Files, seed: str, kept: Path) -> Iterator[Round]:
    chance, names = Random(seed), [name for name in files if is_article(name)]
    reference = {name: content for name, content in files.items() if not is_article(name)}
    del reference["rulings.yaml"], reference["reviewed.yaml"]  # they name claims of articles that are not there
    for number in range(COUNT * 4 // 5 // TOGETHER):
        yield Round(f"{seed} {number}", reference, {n: files[n] for n in chance.sample(names, TOGETHER)}, kept)


def rounds_of_reference(files: Files, seed: str, kept: Path) -> Iterator[Round]:
    names = [name for name in files if not is_article(name)]
    articles = [name for name in files if is_article(name)]
    few = [*articles[:: len(articles) // 4], next(name for name in articles if "nextfin-openai-nvidia" in name)]
    whole = {name: files[name] for name in (*names, *few)}
    for number in range(COUNT // 5):
        name = names[number % len(names)]
        yield Round(f"{seed} {number}", whole, {name: files[name]}, kept)


@pytest.mark.parametrize("rounds_of", [rounds_of_articles, rounds_of_reference])
def test_spoiled_files_are_read_or_refused(
    curated_files: Files, seed: str, tmp_path: Path, rounds_of: RoundsOf
) -> None:
    tally = check_all(list(rounds_of(curated_files, seed, tmp_path)))
    assert not tally.faults, f"{len(tally.faults)}: " + "\n".join(tally.faults[:5])
    assert tally.refused
    assert tally.accepted
    assert tally.memory < MOST_MB


def test_the_command_names_the_problems_of_a_folder_of_which_every_file_is_spoiled(
    curated_files: Files, seed: str, tmp_path: Path
) -> None:
    chance = Random(seed)
    write(tmp_path, {name: mutant(content, YAML, chance=chance).content for name, content in curated_files.items()})
    command = [sys.executable, "-m", "seed", "check", "--data", str(tmp_path)]
    done = subprocess.run(command, check=False, cwd=PROJECT, capture_output=True, text=True, timeout=LAST_RESORT)
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False), done.stderr[-2_000:]
    assert len(problems_in(tmp_path)) == len(done.stderr.splitlines())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b"kind:", b'"\\0": a\nkind:', id="a key that no terminal shows"),
        pytest.param(b"kind:", b'"\\e[31m": a\nkind:', id="a key that colours the terminal"),
        pytest.param(b"kind:", b"k" * 900 + b": a\nkind:", id="a key longer than a line"),
        pytest.param(b"kind: ", b"kind: &" + b"a" * 5_000 + b" ", id="an endless anchor"),
        pytest.param(b"kind: ", b"kind: !" + b"a" * 5_000 + b" ", id="an endless tag"),
        pytest.param(b"subject: ", b"subject: " + b"a" * 100_000, id="an id that no index of Neo4j keeps"),
        pytest.param(b"summary: ", b"summary: " + b"a" * 100_000, id="an endless word"),
        pytest.param(b"published: ", b"published: " + b"9" * 5_000, id="an endless date"),
        pytest.param(b"[inference]", "\ufeff[inference]".encode(), id="a list behind a sign that nobody sees"),
    ],
)
def test_what_once_made_no_line_to_show_is_one_now(
    curated_files: Files, tmp_path: Path, old: bytes, new: bytes
) -> None:
    name = "articles/2026/02/2026-02-02-nextfin-openai-nvidia.yaml"
    assert old in curated_files[name]
    write(tmp_path, {name: content for name, content in curated_files.items() if not is_article(name)})
    write(tmp_path, {name: curated_files[name].replace(old, new, 1)})
    problems = problems_in(tmp_path)
    assert any(problem.file.endswith(name) for problem in problems)
    assert not list(faults_of(problems))
