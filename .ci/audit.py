"""Asks the package index whether a package that we have locked has a known vulnerability.

Exit code 1 when one has. Where the index tells no advisories, as some mirrors do not, this says so and ends with 0.
"""

import json
import subprocess
import sys
from typing import Any

LOCKS = ("requirements.lock", "requirements-dev.lock", ".ci/node.lock", ".ci/audit.lock")
SECONDS = 300.0  # for one lock
WORDS = ("-m", "pip_audit", "--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")


def main() -> None:
    """Every lock is told of before it ends."""
    found = [told(lock) for lock in LOCKS]
    sys.exit(1 if any(found) else 0)


def told(lock: str) -> bool:
    """Whether a package of this lock is vulnerable."""
    packages = audited(lock)
    asked = [each for each in packages if "vulns" in each]
    for package in asked:
        for each in package["vulns"]:
            mended = ", ".join(each["fix_versions"]) or "no version yet"
            print(f"{lock}: {package['name']} {package['version']} has {each['id']}, mended in {mended}")
    if len(asked) < len(packages) or not packages:
        print(f"{lock}: NOT AUDITED: no advisories could be reached for {len(packages) - len(asked) or 'any'} packages")
    else:
        print(f"{lock}: {len(asked)} packages audited")
    return any(package["vulns"] for package in asked)


def audited(lock: str) -> list[dict[str, Any]]:
    """Each package, with `vulns` where the index told of it; nothing when it was not reached at all."""
    command = [sys.executable, *WORDS, "--requirement", lock]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)  # noqa: S603
        packages: list[dict[str, Any]] = json.loads(answer.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError):
        return []
    return packages


if __name__ == "__main__":
    main()
