"""The page for curators, held against the commands that there are."""

import re

from seed import commands
from service.settings import PROJECT

PAGE = (PROJECT / "docs" / "curating.md").read_text("utf-8")
COMMANDS = {
    command.name or command.callback.__name__ for command in commands.app.registered_commands if command.callback
}


def test_the_page_lists_every_command() -> None:
    table = PAGE.partition("## The commands")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z]+)`", table, re.MULTILINE)) == COMMANDS


def test_every_command_of_the_page_exists() -> None:
    named = set(re.findall(r"python -m seed ([a-z]+)", PAGE))
    assert named
    assert named <= COMMANDS
