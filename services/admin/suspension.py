"""Closing an account, and opening it again."""

from dataclasses import dataclass
from uuid import UUID

from models.auth import User
from models.enums import UserState
from services.auth.audit import Action
from services.auth.origin import Origin
from services.auth.sessions import Ending, Sessions
from services.auth.standing import OWNER_GONE, lock_as_admin
from services.auth.viewer import Viewer
from services.errors import ValidationFailed
from services.jobs.queue import JobQueue
from services.platform.audit import AuditLog, Facts
from services.platform.database import Database
from services.platform.ids import Kind, encode
from services.platform.texts import problems_of as text_problems
from services.requests.withdrawing import Withdrawing
from services.tractors.pausing import OWNER_SUSPENDED, Pausing

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Suspension:
    """Locks are taken in the order request, offer, tractor, account."""

    _database: Database
    _jobs: JobQueue
    _sessions: Sessions
    _withdrawing: Withdrawing
    _pausing: Pausing
    _audit: AuditLog

    async def suspend(self, by: Viewer, user_id: UUID, reason: str, *, origin: Origin) -> None:
        """Ends the sessions, withdraws the offers and pauses the tractors; jobs that were accepted stand.

        Twice is once. Raises Forbidden, NotFound, and ValidationFailed for no reason, and for the own account.
        """
        problems = text_problems(reason, "reason", longest=_LONGEST_REASON)
        if problems:
            raise ValidationFailed(problems=problems)
        if user_id == by.user_id:
            message = "Another admin suspends your account."
            raise ValidationFailed.of("userId", code="OWN_ACCOUNT", message=message)
        async with self._database.transaction():
            offers = await self._withdrawing.withdraw_of(user_id)
            tractors = await self._pausing.pause(user_id)
            user = await lock_as_admin(by, user_id)
            if user.state is UserState.SUSPENDED:
                return
            after = {"reason": reason.strip(), "offersWithdrawn": offers, "tractorsPaused": tractors}
            await self._move(by, user, UserState.SUSPENDED, after, origin)
            doer = origin.doing(by.user_id, by.role)
            await self._sessions.end_all(user_id, Ending.SUSPENDED, by=doer)
            await self._jobs.enqueue(OWNER_GONE, user=user_id)
            await self._jobs.enqueue(OWNER_SUSPENDED, user=user_id)

    async def reinstate(self, by: Viewer, user_id: UUID, *, origin: Origin) -> None:
        """The tractors go back to what they were. Twice is once. Raises Forbidden and NotFound."""
        async with self._database.transaction():
            tractors = await self._pausing.resume(user_id)
            user = await lock_as_admin(by, user_id)
            if user.state is UserState.SUSPENDED:
                await self._move(by, user, UserState.ACTIVE, {"tractorsResumed": tractors}, origin)

    async def _move(self, by: Viewer, user: User, state: UserState, facts: Facts, origin: Origin) -> None:
        action = Action.USER_SUSPENDED if state is UserState.SUSPENDED else Action.USER_REINSTATED
        await self._audit.write(
            action,
            encode(Kind.USER, user.id),
            by=origin.doing(by.user_id, by.role),
            before={"state": user.state},
            after={"state": state, **facts},
        )
        await User.filter(id=user.id).update(state=state)
