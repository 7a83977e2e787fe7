"""The bytes of a curated file as text: UTF-8, without tabs."""

from pathlib import Path

from seed.positions import UnreadableError

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_MARK = b"\xef\xbb\xbf"
_SAVE = "save the file as UTF-8"


def read_text(path: Path) -> str:
    """The text of the file; UnreadableError if it is none."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(1, f"the file cannot be read: {error.strerror}; give the reader access to it") from None
    text = decode(content)
    if "\t" in text:
        line = text.count("\n", 0, text.index("\t")) + 1
        raise UnreadableError(line, "the line holds a tab; write spaces, two for each level")
    return text


def decode(content: bytes) -> str:
    """`content` as UTF-8 text; UnreadableError with the line that is not."""
    if content.startswith(_UTF_8_MARK):
        raise UnreadableError(1, f"the file starts with a byte order mark; {_SAVE} without one")
    if content.startswith(_UTF_16) or b"\0" in content[:100]:
        raise UnreadableError(1, f"the file looks like UTF-16; {_SAVE}")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        raise UnreadableError(line, f"the byte 0x{byte:02x} is not UTF-8 (Latin-1, perhaps); {_SAVE}") from None


def rough_text(path: Path) -> str:
    """What can be made out of a file that is otherwise unreadable; empty if nothing can."""
    try:
        return path.read_bytes().replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf").decode("latin-1")
    except OSError:
        return ""
