"""Run every check over the checkout."""

import sys
from pathlib import Path

from checks import contract, expansion, leftovers, migrations, sdl, settings_page, sizes

ROOT = Path(__file__).parent.parent


def main() -> int:
    problems = [
        *sizes.problems(ROOT),
        *leftovers.problems(ROOT),
        *sdl.problems(ROOT, sdl.exported()),
        *contract.problems(ROOT),
        *migrations.problems(ROOT),
        *expansion.problems(ROOT),
        *settings_page.problems(ROOT),
    ]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
