"""The key that signs our pushes, and the keys of browsers. Source: RFC 8292, RFC 8291."""

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_POINT_LENGTH = 65
_SECRET_LENGTH = 16


def packed(raw: bytes) -> str:
    """Return bytes as browsers write them: base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unpacked(text: str) -> bytes:
    """Return the bytes behind such a word; with padding or without.

    Raises:
        ValueError: it is none.
    """
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError(text) from error


def public_key_of(private_key: str) -> str:
    """Return the public half, as a browser wants to be given it."""
    number = int.from_bytes(unpacked(private_key))
    public = ec.derive_private_key(number, ec.SECP256R1()).public_key()
    return packed(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def is_browser_key(text: str) -> bool:
    """Tell whether this is the public key of a browser: a point on the curve."""
    try:
        raw = unpacked(text)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError:
        return False
    return len(raw) == _POINT_LENGTH


def is_browser_secret(text: str) -> bool:
    """Tell whether this is what a browser calls `auth`."""
    try:
        return len(unpacked(text)) == _SECRET_LENGTH
    except ValueError:
        return False
