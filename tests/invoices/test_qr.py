"""QR codes are read back by another library."""

import io

import pytest
import zxingcpp
from PIL import Image

from nova.invoices.qr import qr_png, qr_svg


@pytest.mark.parametrize(
    "text", ["AQ==", "AQxCb2JzIFJlY29yZHM=" * 30, "فاتورة ضريبية", "https://nova.example/i/1"]
)
def test_a_code_is_read_back(text: str) -> None:
    image = Image.open(io.BytesIO(qr_png(text)))
    (code,) = zxingcpp.read_barcodes(image)
    assert code.format == zxingcpp.BarcodeFormat.QRCode
    assert code.text == text


def test_a_module_is_as_large_as_asked_in_a_quiet_zone() -> None:
    small, large = (Image.open(io.BytesIO(qr_png("x", scale=scale))) for scale in (1, 6))
    assert large.width == large.height == 6 * small.width == 6 * (21 + 2 * 4)
    assert large.convert("L").crop((0, 0, large.width, 24)).getextrema() == (255, 255)


def test_the_same_text_is_the_same_code() -> None:
    assert qr_png("x") == qr_png("x")
    assert qr_svg("x") == qr_svg("x") != qr_svg("y")
