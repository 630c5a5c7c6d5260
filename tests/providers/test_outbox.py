"""The local twins of whoever carries messages."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.providers.messaging.outbox import Outbox
from services.providers.messaging.port import Mail, NotSent

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class Ticking:
    """A second later at each look."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def mail(key: str, to: str = "ada@farm.test") -> Mail:
    return Mail(key, to, f"Subject {key}", f"Text {key}")


async def test_mails_are_read_newest_first_by_another_process(tmp_path: Path) -> None:
    worker, api = Outbox(tmp_path, Ticking()), Outbox(tmp_path, Ticking())
    for each in (mail("1"), mail("2", "obi@farm.test"), mail("3")):
        await worker.mails.send(each)
    assert [sent.subject for sent in await api.sent("ADA@farm.test ")] == ["Subject 3", "Subject 1"]
    assert [sent.subject for sent in await api.sent()] == ["Subject 3", "Subject 2", "Subject 1"]
    assert (await api.sent("obi@farm.test"))[0].model_dump(mode="json", by_alias=True) == {
        "channel": "EMAIL",
        "to": "obi@farm.test",
        "subject": "Subject 2",
        "text": "Text 2",
        "html": None,
        "attachments": [],
        "sentAt": "2026-03-02T08:00:02Z",
    }


async def test_one_key_is_one_mail(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, Ticking())
    await outbox.mails.send(mail("1"))
    await outbox.mails.send(mail("1"))
    assert len(await outbox.sent()) == 1


async def test_the_oldest_are_forgotten(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, Ticking(), kept=3)
    for number in range(5):
        await outbox.mails.send(mail(str(number)))
    assert len(await outbox.sent()) == 3
    assert (await outbox.sent())[0].subject == "Subject 4"


async def test_names_of_files_tell_no_address(tmp_path: Path) -> None:
    await Outbox(tmp_path, Ticking()).mails.send(mail("1"))
    assert not [name for name in os.listdir(tmp_path) if "ada" in name]


@pytest.mark.parametrize("to", ["nobody@farm.test", "*", "../x", "\ud800"])
async def test_whoever_got_nothing_has_nothing(tmp_path: Path, to: str) -> None:
    outbox = Outbox(tmp_path / "not yet", Ticking())
    assert await outbox.sent(to) == []
    await outbox.mails.send(mail("1"))
    assert await outbox.sent(to) == []


async def test_many_writers_and_readers_meet_whole_mails_only(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, Ticking())
    await asyncio.gather(*(outbox.mails.send(mail(str(n))) for n in range(20)), *(outbox.sent() for _ in range(20)))
    assert len(await outbox.sent()) == 20


async def test_a_folder_that_cannot_be_written_is_a_mail_not_sent(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotSent):
        await Outbox(tmp_path / "file", Ticking()).mails.send(mail("1"))
