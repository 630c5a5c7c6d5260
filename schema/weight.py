"""What a part of a document weighs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weight:
    """`depth` in fields; `cost` in fields that may be resolved, those in lists as often as the lists are long."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    cost: int = 0

    def __add__(self, beside: "Weight") -> "Weight":
        return Weight(
            depth=max(self.depth, beside.depth),
            aliases=self.aliases + beside.aliases,
            directives=self.directives + beside.directives,
            cost=self.cost + beside.cost,
        )
