from pathlib import Path

from checks import settings_page
from services.platform.settings import Settings

EXAMPLE = """# Not about a setting.

# --- Where it runs ---------
# The address | the port.
# HOST=127.0.0.1
# PORT=8000
# Empty: nowhere.
# URL=
"""


def test_each_setting_has_its_default_and_its_meaning() -> None:
    assert settings_page.written(EXAMPLE).removeprefix(settings_page.HEAD) == (
        "\n## Where it runs\n\n| setting | default | meaning |\n|---|---|---|\n"
        "| `HOST`<br>`PORT` | `127.0.0.1`<br>`8000` | The address \\| the port. |\n| `URL` | — | Empty: nowhere. |\n"
    )


def test_a_page_that_is_missing_or_stale_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / settings_page.EXAMPLE).write_text(EXAMPLE)
    assert len(settings_page.problems(tmp_path)) == 1
    page = tmp_path / settings_page.PAGE
    page.parent.mkdir()
    page.write_text(settings_page.written(EXAMPLE))
    assert settings_page.problems(tmp_path) == []


def test_the_page_names_every_setting(root: Path) -> None:
    page = (root / settings_page.PAGE).read_text()
    assert [name for name in Settings.model_fields if f"`{name.upper()}`" not in page] == []
