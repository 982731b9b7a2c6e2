"""The commands that serve a ledger: pages and an API, and who may write to them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from memcon.cli.application import LedgerUrl, app
from memcon.config import DEFAULT_LEDGER
from memcon.errors import ConfigError

_SERVING = "A page to look at, an API to build on"

Tokens = Annotated[
    Path | None,
    typer.Option("--tokens", metavar="FILE", envvar="MEMCON_TOKENS", help="Who may review and write (`memcon token`)."),
]


@app.command(rich_help_panel=_SERVING)
def serve(
    ledger: LedgerUrl = DEFAULT_LEDGER,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = 8420,
    tokens: Tokens = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Answer to this name too; needed beyond this machine. May be repeated."),
    ] = None,
) -> None:
    """Serve pages and an API over a ledger, to this machine alone unless told otherwise.

    Without --tokens nobody can write. A ledger that is not there is made, empty.
    """
    import uvicorn

    from memcon.web.app import create
    from memcon.web.settings import LOOPBACK, Settings

    if host not in LOOPBACK and not allow_host:
        raise ConfigError(f"to listen at {host} say by which name browsers ask, with --allow-host NAME")
    _probe(host, port)
    names = {name.lower() for name in allow_host or ()} | (LOOPBACK if host in LOOPBACK else set())
    settings = Settings(ledger, tokens, frozenset(names))
    typer.echo(f"memcon shows {ledger} at http://{f'[{host}]' if ':' in host else host}:{port}/ (stop with Ctrl-C)")
    uvicorn.run(create(settings), host=host, port=port, log_level="warning", server_header=False)


@app.command(rich_help_panel=_SERVING)
def token(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose judgements and reviews it signs.")],
    tokens: Annotated[
        Path, typer.Option("--tokens", metavar="FILE", envvar="MEMCON_TOKENS", help="The file that keeps its hash.")
    ],
) -> None:
    """Make a token with which someone may review and write, and print it once."""
    from memcon.web.people import add_token

    typer.echo(add_token(tokens, name))


@app.command(rich_help_panel=_SERVING)
def mcp(
    ledger: LedgerUrl = DEFAULT_LEDGER,
    http: Annotated[bool, typer.Option("--http", help="Serve streamable HTTP at /mcp of this machine.")] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of --http.")] = 8421,
) -> None:
    """Serve a ledger to a language model through the Model Context Protocol, on standard input and output.

    Its tools read reports and ask the ledger; none of them writes.
    """
    from memcon.web.settings import Settings
    from memcon.web.state import open_state
    from memcon.web.tools import server

    if http:
        _probe("127.0.0.1", port)
    made = server(open_state(Settings(ledger)))
    if http:
        typer.echo(f"memcon serves {ledger} at http://127.0.0.1:{port}/mcp (stop with Ctrl-C)", err=True)
        made.run("streamable-http", host="127.0.0.1", port=port, stateless_http=True)
    else:
        made.run("stdio")


def _probe(host: str, port: int) -> None:
    """Raises ConfigError where nobody can listen at an address, as where another program does."""
    import socket

    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, UnicodeError) as error:  # a name that is no host's is one or the other
        reason = error.strerror if isinstance(error, OSError) else "that is no address"
        raise ConfigError(f"cannot listen at {host}:{port}: {reason}; try another --port") from error
