"""QR codes (ISO/IEC 18004), drawn by the library that knows them."""

import io

import segno


def qr_png(text: str, *, scale: int = 6) -> bytes:
    """A QR code as PNG, `scale` pixels for each module, in a quiet zone of four modules."""
    file = io.BytesIO()
    _code(text).save(file, kind="png", scale=scale, border=4)
    return file.getvalue()


def qr_svg(text: str) -> bytes:
    """A QR code as SVG, for print; the page around it is its quiet zone."""
    file = io.BytesIO()
    _code(text).save(file, kind="svg", border=0, xmldecl=False, omitsize=True)
    return file.getvalue()


def _code(text: str) -> segno.QRCode:
    """A code that can be read with a seventh of it lost, or more where that takes no more room."""
    return segno.make_qr(text, error="m")
