"""Passwords: Argon2id off the event loop, and what makes one too weak."""

import asyncio
import math
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import nacl.exceptions
from argon2 import PasswordHasher
from nacl.pwhash import argon2id
from zxcvbn import zxcvbn
from zxcvbn.matching import L33T_TABLE, relevant_l33t_subtable

from services.errors import Problem
from services.platform import people
from services.platform.breaches import Breaches
from services.platform.languages import said
from services.platform.settings import Settings

SHORTEST = 10
LONGEST = 1024
# zxcvbn raises above 72 characters; what makes a password guessable shows well before.
_JUDGED = 72
# It looks up every part of a text anew for each way to read its digits and signs as letters. What has more ways than
# any phrase would take it seconds, and is judged piece by piece.
_MOST_READINGS = 36
_PIECE = 24


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fresh_hash` is set where the password is right and its hash was made with other parameters than today's."""

    is_right: bool
    fresh_hash: str | None = None


class Passwords:
    """Hashes in its own few threads: that many cores at most, however many people log in at once.

    Judges in another one, so that no log-in stands behind a password that is slow to judge. It is one alone: zxcvbn
    keeps what is known of a person in a table of its module.
    """

    def __init__(self, settings: Settings) -> None:
        self._hasher = PasswordHasher(
            time_cost=settings.argon2_time_cost,
            memory_cost=settings.argon2_memory_kib,
            parallelism=settings.argon2_parallelism,
        )
        self._minimum_score = settings.password_minimum_score
        self._hashing = ThreadPoolExecutor(settings.argon2_threads, thread_name_prefix="passwords")
        self._judging = ThreadPoolExecutor(1, thread_name_prefix="password-judge")
        self._breaches = Breaches(settings.breached_passwords_file)
        self._nobodys = self._hasher.hash("")

    async def hash(self, password: str) -> str:
        return await _within(self._hashing, lambda: self._hasher.hash(_bytes(password)))

    async def verify(self, password: str, password_hash: str | None) -> Verdict:
        """Takes the same time for None, which stands for an account that is not there."""
        return await _within(self._hashing, lambda: self._verify(password, password_hash))

    async def problems_of(self, password: str, *path: str, known: Iterable[str] = ()) -> tuple[Problem, ...]:
        """What is wrong with a new password. `known` is what an attacker would try first: see `tried_first`."""
        if len(password) < SHORTEST:
            return (Problem(path, "TOO_SHORT", said("A password has at least {least} characters.", least=SHORTEST)),)
        if len(password) > LONGEST:
            return (Problem(path, "TOO_LONG", said("A password has at most {most} characters.", most=LONGEST)),)
        known = [each[:_JUDGED] for each in known]
        return await _within(self._judging, lambda: self._weaknesses(password, path, known))

    def close(self) -> None:
        for threads in (self._hashing, self._judging):
            threads.shutdown(wait=True, cancel_futures=True)
        self._breaches.close()

    def _verify(self, password: str, password_hash: str | None) -> Verdict:
        try:
            # See docs/decisions/0014-who-checks-passwords.md.
            argon2id.verify((password_hash or self._nobodys).encode(), _bytes(password))
        except nacl.exceptions.CryptoError:
            return Verdict(is_right=False)
        if password_hash is None:
            return Verdict(is_right=False)
        is_outdated = self._hasher.check_needs_rehash(password_hash)
        return Verdict(is_right=True, fresh_hash=self._hasher.hash(_bytes(password)) if is_outdated else None)

    def _weaknesses(self, password: str, path: tuple[str, ...], known: list[str]) -> tuple[Problem, ...]:
        if self._breaches.include(_bytes(password)):
            return (Problem(path, "BREACHED", "This password is on lists that attackers use. Choose another."),)
        if all(zxcvbn(each, user_inputs=known)["score"] < self._minimum_score for each in _pieces(password)):
            return (Problem(path, "GUESSABLE", "This password is easy to guess. Add a word or two."),)
        return ()


def tried_first(name: str, email: str) -> tuple[str, ...]:
    """What an attacker tries first at the account of this person. Few and short, whatever they were given as."""
    name = name[: people.LONGEST_NAME]
    return (name, *name.split(), *email.rpartition("@")[::2])


def _pieces(password: str) -> list[str]:
    """What zxcvbn can judge soon. A password is at least as strong as the strongest piece of it."""
    text = password[:_JUDGED]
    readings = math.prod(len(signs) for signs in relevant_l33t_subtable(text, L33T_TABLE).values())
    length = _JUDGED if readings <= _MOST_READINGS else _PIECE
    return [text[start : start + length] for start in range(0, len(text), length)]


async def _within[Result](threads: ThreadPoolExecutor, work: Callable[[], Result]) -> Result:
    return await asyncio.get_running_loop().run_in_executor(threads, work)


def _bytes(password: str) -> bytes:
    """Also of a text that is no valid Unicode, which no account can have as its password."""
    return password.encode(errors="surrogatepass")
