"""The box of a sealed layer: age outside, Ed25519 over box and goal.

The signing key lies inside the box. Whoever can open a layer can seal it again under the same key;
whoever cannot, can neither read it nor change box or goal without the signature breaking.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from shapely.errors import GEOSException

from sbd_tool.domain.errors import ProjectFileError
from sbd_tool.domain.plain import Plain, canonical
from sbd_tool.domain.sealed import (
    ProtectionGoal,
    SealedContent,
    content_of,
    goal_of,
    padded,
    unpadded,
)
from sbd_tool.domain.text import text
from sbd_tool.formats.age_files import Vault

_CHUNK: Final = 60_000
_MOST_CHUNKS: Final = 60
_FINGERPRINT: Final = 16
_FAULTS: Final = (
    GEOSException, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedBox:
    """A layer as everybody may hold it.

    Attributes:
        closed: The encrypted bytes.
        goal: What was released.
        key: Public key, hexadecimal.
        signature: Over box and goal, hexadecimal.
    """

    closed: bytes
    goal: ProtectionGoal
    key: str
    signature: str

    @property
    def fingerprint(self) -> str:
        """The first signs of the key in groups, to be compared by telephone."""
        return " ".join(self.key[at : at + 4] for at in range(0, _FINGERPRINT, 4))

    def as_content(self) -> dict[str, object]:
        """As a record keeps it: one value, so that a merge takes all of it or nothing."""
        written = base64.b64encode(self.closed).decode("ascii")
        chunks = tuple(written[at : at + _CHUNK] for at in range(0, len(written), _CHUNK))
        box = {
            "closed": chunks,
            "goal": self.goal.as_plain(),
            "key": self.key,
            "signature": self.signature,
        }
        return {"box": box}


def box_of(content: Mapping[str, object]) -> SealedBox | None:
    """Read what a record keeps; None where it is no box."""
    told: Any = content.get("box")
    try:
        chunks = tuple(told["closed"])[:_MOST_CHUNKS]
        closed = base64.b64decode("".join(chunks), validate=True)
        goal = goal_of(told["goal"])
        return SealedBox(
            closed=closed, goal=goal, key=str(told["key"]), signature=str(told["signature"])
        )
    except (TypeError, KeyError, ValueError, AttributeError, binascii.Error):
        return None


def close_box(content: SealedContent, vault: Vault) -> SealedBox:
    """Pad, encrypt and sign a layer.

    Args:
        content: The layer; a new signing key is made where it has none.
        vault: Who may open it.

    Raises:
        InputError: It is too large, or the vault has no recipient.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if content.seed:
        secret = Ed25519PrivateKey.from_private_bytes(content.seed)
    else:
        secret = Ed25519PrivateKey.generate()
    kept = replace(content, seed=secret.private_bytes_raw())
    closed = vault.close(padded(kept.as_bytes()))
    key = secret.public_key().public_bytes_raw().hex()
    signature = secret.sign(_signed(closed, content.goal)).hex()
    return SealedBox(closed=closed, goal=content.goal, key=key, signature=signature)


def is_genuine(box: SealedBox) -> bool:
    """Whether box and goal are as they were signed; nothing is opened."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(box.key))
        public.verify(bytes.fromhex(box.signature), _signed(box.closed, box.goal))
    except (InvalidSignature, ValueError):
        return False
    return True


def open_box(box: SealedBox, vault: Vault) -> SealedContent:
    """Open a layer.

    Raises:
        ProjectFileError: The vault does not open it, or it was tampered with: the signature does
            not hold, or key or goal outside are not those inside.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if not is_genuine(box):
        raise _tampered()
    try:
        opened = vault.open(box.closed)
    except ProjectFileError as fault:  # the layer is no file with a name
        raise ProjectFileError(text("sealed.wrong"), text("vault.wrong_hint")) from fault
    try:
        content = content_of(unpadded(opened))
        secret = Ed25519PrivateKey.from_private_bytes(content.seed)
    except _FAULTS as fault:
        raise _tampered() from fault
    key = secret.public_key().public_bytes_raw().hex()
    if key != box.key or content.goal != box.goal:
        raise _tampered()
    return content


def _signed(closed: bytes, goal: ProtectionGoal) -> bytes:
    told: dict[str, Plain] = {"closed": hashlib.sha256(closed).hexdigest(), "goal": goal.as_plain()}
    return b"sbd-sealed-layer.1\0" + canonical(told).encode("ascii")


def _tampered() -> ProjectFileError:
    return ProjectFileError(text("sealed.tampered"), text("sealed.tampered.hint"))
