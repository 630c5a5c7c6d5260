"""The stretches in which an owner keeps a tractor for themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.tractors.calendar import Stretch, minus

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Block:
    during: Stretch
    reason: str | None = None


def cut(blocks: Iterable[Block], stretches: Sequence[Stretch]) -> list[Block]:
    """What remains of the blocks, each piece with its block's reason."""
    return [Block(piece, block.reason) for block in blocks for piece in minus([block.during], stretches)]


def merged(blocks: Iterable[Block]) -> list[Block]:
    """Overlapping ones become one that keeps all their reasons; adjacent ones stay two."""
    done: list[Block] = []
    for block in sorted(blocks, key=lambda each: each.during.start):
        if done and block.during.overlaps(done[-1].during):
            last = done.pop()
            whole = Stretch(last.during.start, max(last.during.end, block.during.end))
            done.append(Block(whole, _joined(last.reason, block.reason)))
        else:
            done.append(block)
    return done


def _joined(first: str | None, second: str | None) -> str | None:
    reasons = [reason for reason in (first, second) if reason]
    told = first.split("; ") if first else []
    if second in told:
        return first
    return "; ".join(reasons)[:LONGEST_REASON] or None
