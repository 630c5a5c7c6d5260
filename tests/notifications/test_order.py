"""Messages about one job reach one person in order on each channel, whatever happens to each."""

from datetime import UTC, datetime
from uuid import UUID

from models.enums import NotificationKind
from models.users import Preferences
from services.auth.viewer import Viewer
from services.providers.messaging.port import NotSent
from tests.notifications.post import Post
from tests.requests.village import Village


async def three_about(post: Post, village: Village) -> tuple[Viewer, UUID]:
    """Three mails about one job."""
    job = await village.accepted()
    await post.forget()
    for number in range(3):
        await post.tell(job.farmer, NotificationKind.RECEIPT_ISSUED, request_id=job.request_id, number=str(number))
    return job.farmer, job.request_id


async def test_messages_about_one_job_keep_their_order(post: Post, village: Village) -> None:
    farmer, _ = await three_about(post, village)
    post.mails.answers = [NotSent("BUSY")]

    assert await post.run() == ["again in 5 s", "done", "done"]
    assert [state for state, _ in await post.states(farmer)] == ["QUEUED", "QUEUED", "QUEUED"]
    first = await village.services.database.fetch_one("SELECT id FROM notification_deliveries ORDER BY place")
    assert first is not None
    await post.run_job("deliver_email", {"delivery": str(first["id"])})
    while await post.run():
        pass

    assert post.mails.subjects == ["Receipt 0", "Receipt 1", "Receipt 2"]


async def test_jobs_in_the_wrong_order_send_in_the_right_one(post: Post, village: Village) -> None:
    farmer, _ = await three_about(post, village)
    rows = await village.services.database.fetch("SELECT id FROM notification_deliveries ORDER BY place DESC")
    await village.services.database.fetch("DELETE FROM pgqueuer")

    for row in rows:
        await post.run_job("deliver_email", {"delivery": str(row["id"])})
    while await post.run():
        pass

    assert post.mails.subjects == ["Receipt 0", "Receipt 1", "Receipt 2"]
    assert [state for state, _ in await post.states(farmer)] == ["SENT", "SENT", "SENT"]


async def test_a_dead_message_does_not_hold_up_the_next(post: Post, village: Village) -> None:
    await three_about(post, village)
    post.mails.answers = [NotSent("BUSY") for _ in range(10)]
    first = (await village.services.database.fetch("SELECT id FROM notification_deliveries ORDER BY place"))[0]

    await village.services.database.fetch("DELETE FROM pgqueuer WHERE id = (SELECT min(id) FROM pgqueuer)")
    for _ in range(10):
        await post.run_job("deliver_email", {"delivery": str(first["id"])})
    while await post.run():
        pass

    assert post.mails.subjects == ["Receipt 1", "Receipt 2"]


async def test_messages_about_different_jobs_do_not_wait(post: Post, village: Village) -> None:
    farmer, _ = await three_about(post, village)
    post.mails.answers = [NotSent("BUSY")]
    await post.tell(farmer)

    await post.run()

    assert post.mails.subjects == ["Look after your account"]


async def test_what_is_urgent_passes_by_what_is_held(post: Post, village: Village) -> None:
    farmer, request_id = await three_about(post, village)
    await Preferences.filter(user_id=farmer.user_id).update(quiet_from_minute=0, quiet_to_minute=24 * 60 - 1)
    village.clock.now = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    await post.tell(farmer, NotificationKind.PAYMENT_SUCCEEDED, request_id=request_id)

    await post.run()
    assert post.mails.subjects == ["Payment received"]

    await Preferences.filter(user_id=farmer.user_id).update(quiet_from_minute=None, quiet_to_minute=None)
    await post.tell(farmer, NotificationKind.RECEIPT_ISSUED, request_id=request_id, number="3")
    while await post.run():
        pass

    assert post.mails.subjects == ["Payment received", "Receipt 0", "Receipt 1", "Receipt 2", "Receipt 3"]


async def test_a_reminder_passes_by_nothing(post: Post, village: Village) -> None:
    farmer, request_id = await three_about(post, village)
    await Preferences.filter(user_id=farmer.user_id).update(quiet_from_minute=0, quiet_to_minute=24 * 60 - 1)
    village.clock.now = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    await post.run()
    await Preferences.filter(user_id=farmer.user_id).update(quiet_from_minute=None, quiet_to_minute=None)

    await post.tell(farmer, NotificationKind.REQUEST_ACCEPTED, request_id=request_id, reminder=True)
    while await post.run():
        pass

    assert post.mails.subjects == ["Receipt 0", "Receipt 1", "Receipt 2", "Your job is tomorrow"]
