"""The GraphiQL page, its example questions and the policy it needs. The files in `vendor` are made by `bundle`."""

import hashlib
import json
from pathlib import Path
from string import Template

_HERE = Path(__file__).parent

VENDOR = _HERE / "vendor"
"""To be mounted at /static."""

QUESTIONS = _HERE / "questions"
"""One GraphQL document a tab, in name order."""

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "base-uri 'none'",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "script-src 'self'",
        # The editor sets its colours and sizes in style elements and attributes.
        "style-src 'self' 'unsafe-inline'",
        "worker-src 'self'",
    )
)


def graphiql_page() -> str:
    """Return the HTML page. It reads files: call it once, when the app is made."""
    page = Template((_HERE / "graphiql.html").read_text(encoding="utf-8"))
    return page.substitute(version=_vendor_version(), questions=_json_in_html(example_questions()))


def example_questions() -> list[dict[str, str]]:
    """Return the `name` and `query` of each example, in tab order."""
    return [
        {"name": path.stem, "query": path.read_text(encoding="utf-8")} for path in sorted(QUESTIONS.glob("*.graphql"))
    ]


def _vendor_version() -> str:
    """Changes with any vendored file, so that a browser never mixes two releases."""
    return hashlib.sha256((VENDOR / "MANIFEST.json").read_bytes()).hexdigest()[:12]


def _json_in_html(value: object) -> str:
    """Return JSON that cannot end the script element it stands in, nor open a comment there."""
    return json.dumps(value).replace("<", "\\u003c")
