"""What notifications say: a title, and the sentences for which the facts are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

from models.enums import NotificationKind
from services.notifications import wordings
from services.notifications.facts import Facts, day_in, instant_in, plain
from services.platform.languages import Translate, locale_of, translator
from services.platform.money import Money, written


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a text is written: a language tag such as `fr` or `en-NG`, and an IANA zone."""

    locale: str
    zone: str


@dataclass(frozen=True, slots=True)
class Text:
    """`sentences` make the body."""

    title: str
    sentences: Sequence[str]

    @property
    def body(self) -> str:
        return " ".join(self.sentences)


def write(kind: NotificationKind, facts: Facts, reader: Reader, *, in_ascii: bool = False) -> Text:
    """In the reader's language and zone; renders whatever is missing. `in_ascii` writes money without signs."""
    translate = translator(reader.locale)
    names = _names(facts, reader, translate, in_ascii=in_ascii)
    wording = wordings.REMINDER if facts.get("reminder") else wordings.OF_KIND[kind]
    title = next(filled for each in wording.titles if (filled := _filled(translate(each), names)))
    return Text(title, [filled for each in wording.sentences if (filled := _filled(translate(each), names))])


def _filled(wording: str, names: Mapping[str, str]) -> str | None:
    wanted = {name for _, name, _, _ in Formatter().parse(wording) if name}
    return wording.format_map(names) if wanted <= names.keys() else None


def _names(facts: Facts, reader: Reader, translate: Translate, *, in_ascii: bool) -> dict[str, str]:
    """What stands for each name in the texts, as far as the facts tell."""
    locale = locale_of(reader.locale)
    return {
        **{name: str(facts[name]) for name in ("code", "number") if name in facts},
        **({"hectares": format_decimal(facts["hectares"], locale=locale)} if "hectares" in facts else {}),
        **({"tractor": plain(facts["tractor"])} if "tractor" in facts else {}),
        **_moments(facts, reader, locale),
        **_amounts(facts, reader, in_ascii=in_ascii),
        **{name: translate(phrase) for name, phrase in wordings.phrases(facts).items()},
    }


def _moments(facts: Facts, reader: Reader, locale: Locale) -> dict[str, str]:
    shown = {}
    if "starts_at" in facts:
        shown["start"] = _moment(facts["starts_at"], reader, locale)
    if "answer_by" in facts:
        shown["deadline"] = _moment(facts["answer_by"], reader, locale)
    if "expires_on" in facts:
        shown["day"] = format_date(day_in(facts["expires_on"]), "long", locale=locale)
    return shown


def _moment(text: str, reader: Reader, locale: Locale) -> str:
    local = instant_in(text).astimezone(ZoneInfo(reader.zone))
    return f"{format_skeleton('MMMEd', local, locale=locale)}, {format_time(local, 'short', locale=locale)}"


def _amounts(facts: Facts, reader: Reader, *, in_ascii: bool) -> dict[str, str]:
    currency = facts.get("currency")
    if currency is None:
        return {}
    amounts = {"amount": facts.get("amount_minor"), "refund": facts.get("refund_minor")}
    known = {name: Money(minor, currency) for name, minor in amounts.items() if minor}
    return {name: written(each) if in_ascii else each.formatted(reader.locale) for name, each in known.items()}
