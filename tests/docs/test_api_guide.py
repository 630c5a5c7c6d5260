"""Every example of the API guide, in its order, on a system that has just been started."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx2
import pytest

from tests.journeys.client import Client
from tests.runs import Runs
from tests.schema.events import events
from tests.tractors.files import PDF

pytestmark = pytest.mark.timeout(180)
EXAMPLE = re.compile(
    r"<!-- (?P<how>.*?) -->\n```graphql\n(?P<operation>.*?)```\n(?:\n```json\n(?P<variables>\{.*?)```)?", re.DOTALL
)


@dataclass
class Example:
    """`how` says who sends it and what becomes of the answer."""

    operation: str
    variables: str
    how: dict[str, str]


@dataclass
class Reader:
    """Who follows the guide. `kept` are the `$NAMES`."""

    port: int
    kept: dict[str, Any] = field(default_factory=dict)

    async def follow(self, example: Example) -> None:
        client = Client(self.port)
        client.token = self.kept.get(f"{example.how['as']}_TOKEN")
        try:
            if "watch" in example.how:
                await self._watch(client, example)
            else:
                await self._ask(client, example)
        finally:
            await client.close()

    async def _ask(self, client: Client, example: Example) -> None:
        variables = self._filled(example.variables)
        path, _, wanted = example.how.get("until", " = ").partition(" = ")
        answer = await client.until(
            lambda: client.ask(example.operation, **variables), lambda found: not path.strip() or found[path] == wanted
        )
        assert not str(answer.get("__typename", "")).endswith("Error"), (example.operation, answer)
        if name := example.how.get("mail"):
            self.kept[name] = await client.mailed_token(variables["input"]["email"])
        if "keep" in example.how:
            name, _, path = example.how["keep"].partition(" = ")
            self.kept[name] = _at(answer, path)
        if "put" in example.how:
            await _put(answer[example.how["put"]])

    async def _watch(self, client: Client, example: Example) -> None:
        """By both transports, up to the first frame."""
        variables = self._filled(example.variables)
        async with client.subscribed(example.operation, **variables) as frames:
            assert (await frames.next())["__typename"] == example.how["watch"]
        async with events(self.port, example.operation, token=client.token, **variables) as stream:
            kind, payload = await stream.next()
            assert (kind, "errors" in payload) == ("next", False)

    def _filled(self, variables: str) -> dict[str, Any]:
        filled: dict[str, Any] = json.loads(variables or "{}", object_hook=self._fill)
        return filled

    def _fill(self, given: dict[str, Any]) -> dict[str, Any]:
        return {
            name: self.kept[value[1:]] if isinstance(value, str) and value.startswith("$") else value
            for name, value in given.items()
        }


def _at(answer: Any, path: str) -> Any:
    for key in path.split("."):
        answer = answer[int(key)] if key.isdecimal() else answer[key]
    return answer


async def _put(link: dict[str, Any]) -> None:
    headers = {each["name"]: each["value"] for each in link["headers"]}
    async with httpx2.AsyncClient(trust_env=False) as http:
        sent = await http.request(link["method"], link["url"], content=PDF, headers=headers)
    assert sent.is_success


def examples(root: Path) -> list[Example]:
    found = EXAMPLE.finditer((root / "docs" / "api-guide.md").read_text())
    return [
        Example(
            each["operation"],
            each["variables"] or "",
            dict(part.split(": ", 1) for part in each["how"].split("; ")),
        )
        for each in found
    ]


async def test_every_example_does_what_the_guide_says(root: Path, runs: Runs, tmp_path: Path) -> None:
    run = runs.start(tmp_path / "data")
    reader = Reader(run.port())
    # A day that is not over when the tractor comes, on the farm's clock.
    day = (datetime.now(ZoneInfo("Africa/Nairobi")) + timedelta(hours=4)).date().isoformat()
    (password,) = (line.removeprefix("password ") for line in run.lines if line.startswith("password "))
    reader.kept |= {"DAY": day, "BYTES": len(PDF), "DEMO_PASSWORD": password}
    for example in examples(root):
        reader.kept["NOW"] = datetime.now(UTC).isoformat()
        await reader.follow(example)
    assert run.stop()[0] == 0


def test_no_example_is_left_out(root: Path) -> None:
    text = (root / "docs" / "api-guide.md").read_text()
    assert len(examples(root)) == text.count("```graphql") == 31
