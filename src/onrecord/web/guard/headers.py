"""What every answer carries, errors too."""

from __future__ import annotations

from typing import Final

#: Everything comes from the room itself; nothing inline, nothing framed, no forms to elsewhere.
CSP: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
#: What browsers offer to pages, none of which this one uses.
FEATURES: Final = (
    *("accelerometer", "autoplay", "camera"),
    *("browsing-topics", "clipboard-read", "display-capture", "encrypted-media", "fullscreen"),
    *("gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection"),
    *("local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment"),
    *("picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial"),
    *("storage-access", "usb", "window-management", "xr-spatial-tracking"),
)
#: On every answer.
ALWAYS: Final = {
    # Other sites learn nothing. With "no-referrer" browsers write "null" as the origin of forms.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(f"{name}=()" for name in FEATURES),
    "x-robots-tag": "noindex, nofollow",
}
#: Pages hold what a casebook holds, and stay in no cache on the disk.
UNCACHED: Final = "no-store"
#: Two years, in seconds, in which a browser uses nothing but TLS.
HSTS: Final = "max-age=63072000"


def added(there: set[str], *, csp: bool, https: bool) -> list[tuple[bytes, bytes]]:
    """What is to be added to the headers of an answer; what it has of its own stands."""
    wanted = dict(ALWAYS, **{"cache-control": UNCACHED})
    if csp:
        wanted["content-security-policy"] = CSP
    if https:
        wanted["strict-transport-security"] = HSTS
    return [
        (name.encode("ascii"), value.encode("ascii"))
        for name, value in wanted.items()
        if name not in there
    ]
