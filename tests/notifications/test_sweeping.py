"""A message whose job was lost or has died is not forgotten, and holds up no other."""

from models.enums import NotificationKind
from models.notifications import Delivery
from tests.notifications.post import Post
from tests.requests.village import Village


async def lost(post: Post, village: Village) -> str:
    """Somebody is told something, and the queue forgets it; the id of the message."""
    farmer = await post.person()
    await post.tell(farmer)
    await village.services.database.fetch("DELETE FROM pgqueuer")
    return str((await Delivery.get(user_id=farmer.user_id)).id)


async def test_a_lost_job_is_made_up_for(post: Post, village: Village) -> None:
    await lost(post, village)
    village.clock.advance(minutes=16)

    assert [await post.notifications.sweep.run() for _ in range(2)] == [1, 0]
    assert await post.run() == ["done"]

    assert post.mails.subjects == ["Look after your account"]


async def test_what_is_young_or_has_a_job_is_left_alone(post: Post, village: Village) -> None:
    await lost(post, village)
    assert await post.notifications.sweep.run() == 0

    await post.tell(await post.person())
    await Delivery.all().delete()
    await post.tell(await post.person())
    village.clock.advance(minutes=16)
    assert await post.notifications.sweep.run() == 0


async def test_whose_job_died_lets_the_next_go_on_and_can_be_revived(post: Post, village: Village) -> None:
    job = await village.accepted()
    await post.forget()
    for number in range(2):
        await post.tell(job.farmer, NotificationKind.RECEIPT_ISSUED, request_id=job.request_id, number=str(number))
    first = (await village.services.database.fetch("SELECT id FROM notification_deliveries ORDER BY place"))[0]["id"]
    await village.services.database.fetch(
        "UPDATE pgqueuer SET status = 'failed' WHERE id = (SELECT min(id) FROM pgqueuer WHERE entrypoint LIKE 'd%')"
    )
    held = await village.services.database.fetch("SELECT status FROM pgqueuer WHERE status = 'failed'")
    await village.services.database.fetch("DELETE FROM pgqueuer WHERE status <> 'failed'")
    village.clock.advance(minutes=16)

    assert await post.notifications.sweep.run() == 2
    await post.run_job("deliver_email", {"delivery": str(await _other(first))})
    assert len(held) == 1
    assert post.mails.subjects == ["Receipt 1"]
    assert await post.states(job.farmer) == [("FAILED", "JOB_DIED"), ("SENT", None)]

    assert await post.run_job("deliver_email", {"delivery": str(first)}) == "done"
    assert post.mails.subjects == ["Receipt 1", "Receipt 0"]


async def _other(first: object) -> object:
    return (await Delivery.exclude(id=first).get()).id
