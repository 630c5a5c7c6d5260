"""The receipt comes by mail, with its file."""

from models.enums import RequestStatus
from tests.notifications.post import Post
from tests.requests.village import Village


async def test_a_receipt_comes_with_its_pdf(post: Post, village: Village) -> None:
    await village.underway(RequestStatus.COMPLETED)
    await post.run()
    while await post.run():
        pass

    (mail,) = [each for each in post.mails.taken if each.subject.startswith("Receipt")]
    (file,) = mail.attachments
    assert (mail.subject, file.name) == ("Receipt SPT-000001", "SPT-000001.pdf")
    assert (file.content_type, file.content[:5]) == ("application/pdf", b"%PDF-")


async def test_no_other_mail_has_a_file(post: Post, village: Village) -> None:
    await village.underway(RequestStatus.COMPLETED)
    while await post.run():
        pass

    others = [each for each in post.mails.taken if not each.subject.startswith("Receipt")]
    assert {each.attachments for each in others} == {()}
