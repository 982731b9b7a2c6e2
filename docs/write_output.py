"""Puts the present output for the first example into README.md: `.venv/bin/python docs/write_output.py`."""

import io
import re
from pathlib import Path

from rich.console import Console

import memcon
from memcon.views.terminal import TerminalPage

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "reports" / "1_meridian_courier.txt"


def output() -> str:
    """What `memcon read` prints for the first example at 80 columns."""
    page = io.StringIO()
    Console(file=page, width=80, highlight=False).print(TerminalPage(memcon.read(EXAMPLE)))
    return "".join(f"{row.rstrip()}\n" for row in page.getvalue().splitlines())


def main() -> None:
    """Rewrites the block between the markers."""
    readme = ROOT / "README.md"
    block = re.compile(r"(<!-- output:[^\n]*-->\n```\n).*?(```\n<!-- end of output -->)", re.DOTALL)
    written = block.sub(lambda found: f"{found[1]}{output()}{found[2]}", readme.read_text(encoding="utf-8"))
    readme.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
