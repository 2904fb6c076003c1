"""Whatever a camera or a scanner has written, in eight bits and the colours of the web (sRGB)."""

from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

_FLAT = frozenset({"L", "LA", "RGB", "RGBA", "CMYK", "LAB"})
_DEEP = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})
_BYTE, _TWO_BYTES = 255.0, 65_535.0
_SCREEN_GAMMA = 2.2
"""Source: PNG specification (third edition), 13.13: gamma handling for sRGB displays."""
_USUAL_GAMMA = (0.95, 1.05)
_LEAST_GAMMA, _MOST_GAMMA = 0.1, 10
"""What lies beyond was not meant."""
_SPACES = {"RGB": "RGB ", "RGBA": "RGB ", "L": "GRAY", "CMYK": "CMYK"}


def lightest(image: Image.Image) -> float:
    """Return which value means white, where that does not follow from the form of a picture."""
    if image.mode not in {"I", "F"}:
        return _TWO_BYTES
    extremes = image.getextrema()
    top = float(extremes[1]) if isinstance(extremes[1], int | float) else _TWO_BYTES
    for usual in (1.0, _BYTE, _TWO_BYTES):
        if top <= usual and (usual > 1 or image.mode == "F"):
            return usual
    return top


def flat(band: Image.Image, white: float) -> Image.Image:
    """Return a piece of a picture with eight bits for each colour.

    Args:
        band: the piece.
        white: of the whole picture; see `lightest`.
    """
    if band.mode in _DEEP:
        whole = band if band.mode in {"I", "F", "I;16"} else band.convert("I")
        scale = _BYTE / white
        return whole.point(lambda value: value * scale + 0).convert("L")
    if band.mode in {"P", "PA"} or "transparency" in band.info or band.mode in {"La", "RGBa"}:
        return band.convert("RGBA" if band.has_transparency_data else "RGB")
    if band.mode in _FLAT:
        return band
    return band.convert("L" if band.mode == "1" else "RGB")


def in_common_colours(image: Image.Image, info: Mapping[Any, Any]) -> Image.Image:
    """Return a flat picture in sRGB, as its profile, or else its gamma, says that it was meant."""
    profile = info.get("icc_profile")
    if image.mode == "LAB":
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        return _transformed(image, lab)
    if isinstance(profile, bytes) and profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return _by_profile(image, ImageCms.ImageCmsProfile(BytesIO(profile)))
    elif "srgb" not in info:
        image = _by_gamma(image, info.get("gamma"))
    return image.convert("RGBA" if image.mode in {"LA", "RGBA"} else "RGB")


def _by_profile(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    """Return the picture with its colours read by its own profile.

    Raises:
        ImageCms.PyCMSError, ValueError: the profile is broken, or for another sort of picture.
    """
    if image.mode == "LA":
        grey, alpha = image.split()
        coloured = _by_profile(grey, profile)
        coloured.putalpha(alpha)
        return coloured
    if profile.profile.xcolor_space != _SPACES.get(image.mode):
        raise ValueError(profile.profile.xcolor_space)
    return _transformed(image, profile)


def _transformed(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    """Return the picture in sRGB."""
    common = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    result = ImageCms.profileToProfile(image, profile, common, outputMode=mode)
    if result is None:
        raise ValueError(mode)
    return result


def _by_gamma(image: Image.Image, gamma: object) -> Image.Image:
    """Return the picture as bright as a PNG says that it is."""
    if not isinstance(gamma, int | float) or not _LEAST_GAMMA < gamma < _MOST_GAMMA:
        return image
    if image.mode not in {"L", "RGB", "RGBA", "LA"}:
        return image
    exponent = 1 / (gamma * _SCREEN_GAMMA)
    if _USUAL_GAMMA[0] < exponent < _USUAL_GAMMA[1]:
        return image
    curve = [round(_BYTE * (value / _BYTE) ** exponent) for value in range(256)]
    alpha = list(range(256)) if image.mode in {"RGBA", "LA"} else []
    colours = len(image.getbands()) - bool(alpha)
    return image.point(curve * colours + alpha)
