"""GraphiQL, from our own files, and only while developing."""

import re
from collections.abc import AsyncIterator

import httpx2
import pytest
from starlette.applications import Starlette

from main import create_app
from services.platform.settings import Settings


async def test_every_file_of_the_page_is_ours(http: httpx2.AsyncClient) -> None:
    page = await http.get("/graphql", headers={"accept": "text/html"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    files = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(files) == 7
    for file in files:
        assert file == "data:," or (await http.get(file)).status_code == 200


@pytest.mark.parametrize(
    ("name", "script"), [("verify-email", "pages"), ("reset-password", "pages"), ("track", "track")]
)
async def test_the_links_that_people_are_sent_lead_somewhere(http: httpx2.AsyncClient, name: str, script: str) -> None:
    page = await http.get(f"/{name}", params={"token": "x"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    files = re.findall(r'(?:src|href)="(/[^"]+)"', page.text)
    assert files == ["/static/pages/pages.css", f"/static/pages/{script}.js"]
    for file in files:
        assert (await http.get(file)).status_code == 200


@pytest.fixture
async def production(settings: Settings) -> AsyncIterator[Starlette]:
    app = create_app(settings.model_copy(update={"environment": "production"}))
    async with app.router.lifespan_context(app):
        yield app


async def test_production_has_no_page(production: Starlette) -> None:
    transport = httpx2.ASGITransport(app=production)
    async with httpx2.AsyncClient(transport=transport, base_url="http://api.test") as client:
        assert (await client.get("/graphql", headers={"accept": "text/html"})).status_code == 404
        for path in ("/static/graphiql/start.js", "/static/pages/pages.js"):
            assert (await client.get(path)).status_code == 404
        for path in ("/verify-email", "/reset-password", "/track"):
            assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize(
    "name", ["README.md", "..%2Fgraphiql%2Findex.html", "none.js", "graphiql.min.js.gz", "index.html"]
)
async def test_nothing_else_of_the_folder_is_served(http: httpx2.AsyncClient, name: str) -> None:
    assert (await http.get(f"/static/graphiql/{name}")).status_code == 404
