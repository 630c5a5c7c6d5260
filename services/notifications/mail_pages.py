"""The one look of all mails, as HTML and as text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from mjml import mjml2html

from services.platform.languages import N_, locale_of, translator

_TEMPLATE = Path(__file__).parent / "templates" / "mail.mjml"
_NAME = "SpiTractors"
_FOOTER = N_("You get this mail because you have an account at SpiTractors.")


@dataclass(frozen=True, slots=True)
class Page:
    """What a mail says: the link stands between the paragraphs and the closing."""

    title: str
    paragraphs: Sequence[str]
    locale: str
    link: str | None = None
    label: str | None = None
    closing: Sequence[str] = field(default_factory=tuple)

    @property
    def subject(self) -> str:
        """In one line, whatever the title holds: a header ends where a line does."""
        return " ".join(self.title.split())


def as_text(page: Page) -> str:
    """Plain paragraphs, the link in one of its own."""
    link = [page.link] if page.link else []
    footer = translator(page.locale)(_FOOTER)
    return "\n\n".join([page.title, *page.paragraphs, *link, *page.closing, f"--\n{footer}"])


def as_html(page: Page) -> str:
    """Whatever the page holds is text in it, and never markup."""
    return _template().render(
        page=page,
        name=_NAME,
        language=locale_of(page.locale).language,
        footer=translator(page.locale)(_FOOTER),
    )


@cache
def _template() -> Template:
    """The layout is made once; texts are filled in afterwards and so are never read as layout."""
    html = mjml2html(_TEMPLATE.read_text(encoding="utf-8"))
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(html)
