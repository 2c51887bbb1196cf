"""`r2p keys`: who may call the answer API. Works on the data folder, also while the API runs."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any

from assistant.cli.options import Commands, add_command, add_group, add_json
from assistant.cli.output import print_json, print_line, report

if TYPE_CHECKING:
    from assistant.library.keys import ApiKey

SCOPES = ("read", "ingest", "admin")
ABOUT = """Make, list and revoke the keys that callers of the answer API send.

Without any key, programs on this machine may do everything, and no other machine is served.
A running API knows of a change at once.
"""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


def add_keys(commands: Commands) -> None:
    """Add `r2p keys` with its own commands."""
    own = add_group(commands, "keys", ABOUT)
    adding = add_command(own, "add", add)
    adding.add_argument("name", metavar="NAME", type=_key_name, help="what the key is called")
    adding.add_argument(
        "--scope",
        dest="scopes",
        action="append",
        choices=SCOPES,
        help="what it allows; may be given several times; without it: read. read: ask, search, "
        "list. ingest: add briefings. admin: everything, removing included",
    )
    add_json(adding)
    add_json(add_command(own, "list", list_all))
    revoking = add_command(own, "revoke", revoke)
    revoking.add_argument("name", metavar="NAME", help="as `r2p keys list` shows it")
    revoking.add_argument(
        "--forget",
        action="store_true",
        help="take it off the list as well; where no key is left, none is asked for on loopback",
    )


def add(options: argparse.Namespace) -> int:
    """Make a key and print it; it cannot be shown again.

    Only its SHA-256 is stored. From the first key on, every caller needs one.
    """
    from assistant.library.keys import Scope, add_key, key_store
    from assistant.settings import load_settings

    scopes = sorted(set(options.scopes or ["read"]))
    with key_store(load_settings().data_dir) as store:
        key = add_key(store, options.name, [Scope(scope) for scope in scopes])
    if options.json:
        print_json({"name": options.name, "scopes": scopes, "key": key})
        return 0
    print_line(key)
    report(
        f"This is the key {options.name!r} ({', '.join(scopes)}); it is shown this once. Callers "
        "send it as `Authorization: Bearer KEY`; `r2p` and the chat page send what R2P_API__KEY "
        "holds."
    )
    return 0


def list_all(options: argparse.Namespace) -> int:
    """List the keys: names, scopes and dates; the keys themselves are stored nowhere."""
    from assistant.library.keys import keys_in
    from assistant.settings import load_settings

    listed = [_shown(key) for key in keys_in(load_settings().data_dir)]
    if options.json:
        print_json({"keys": listed})
        return 0
    for key in listed:
        revoked = f"  revoked {key['revoked_at'][:10]}" if key["revoked_at"] else ""
        print_line(
            f"{key['name']:<24}{','.join(key['scopes']):<20}made {key['created_at'][:10]}{revoked}"
        )
    if not listed:
        print_line("No keys. `r2p keys add NAME --scope read` makes one.")
    return 0


def revoke(options: argparse.Namespace) -> int:
    """Refuse a key from now on.

    Its name stays on the list, so that the API goes on asking for keys where the last one is
    revoked.
    """
    from assistant.library.keys import key_store, revoke_key
    from assistant.settings import load_settings

    with key_store(load_settings().data_dir) as store:
        revoke_key(store, options.name, forget=options.forget)
    print_line(f"Revoked {options.name!r}{' and forgot it' if options.forget else ''}.")
    return 0


def _key_name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no name for a key: up to 64 letters, digits, dots, dashes, _ and @"
        )
    return text


def _shown(key: ApiKey) -> dict[str, Any]:
    return {
        "name": key.name,
        "scopes": sorted(key.scopes),
        "created_at": key.created_at.isoformat(),
        "revoked_at": key.revoked_at.isoformat() if key.revoked_at else None,
    }
