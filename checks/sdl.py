"""The committed SDL is the one that the code exports."""

from pathlib import Path

COMMITTED = Path("schema/schema.graphql")


def exported() -> str:
    # Imported late, so that the other checks' modules do not need a schema that can be built.
    from schema.build import schema  # noqa: PLC0415

    return schema.as_str()


def problems(root: Path, expected: str) -> list[str]:
    path = root / COMMITTED
    if not path.is_file():
        return [f"{COMMITTED}: missing; export it"]
    if path.read_text().strip() != expected.strip():
        return [f"{COMMITTED}: stale; export it anew"]
    return []
