"""GraphiQL for browsers, and the files that it loads."""

from os import PathLike, stat_result

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from service.web.pages import CONTENT_SECURITY_POLICY

OURS_ALONE = {"cross-origin-resource-policy": "same-origin"}
PAGE = {
    **OURS_ALONE,
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-frame-options": "DENY",
    "cache-control": "no-cache",
    "vary": "Accept",
}
"""Besides what every answer has: x-content-type-options and referrer-policy."""


def graphiql(html: str) -> HTMLResponse:
    """A response of its own for each request: what it passes through on its way out changes its headers."""
    return HTMLResponse(html, headers=PAGE)


def wants_page(request: Request) -> bool:
    """Whether a browser opened the address, and asks nothing yet."""
    is_browser = "text/html" in request.headers.get("accept", "")
    return request.method in ("GET", "HEAD") and is_browser and "query" not in request.query_params


class OwnFiles(StaticFiles):
    """The vendored files. Their tags are weak: a file goes out compressed or not."""

    def file_response(
        self, full_path: "str | PathLike[str]", stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        if "etag" in response.headers:
            response.headers["etag"] = f"W/{response.headers['etag'].removeprefix('W/')}"
        response.headers.update({**OURS_ALONE, "cache-control": "public, max-age=3600"})
        return response
