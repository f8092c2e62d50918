"""Pages as pictures."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.render.fonts import Fonts
from desktop.render.pdf import print_pdf
from desktop.render.raster import page_image, pages
from tests.render.samples import monitoring


@pytest.fixture(scope="module")
def paper(fonts: Fonts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return print_pdf(monitoring(40), tmp_path_factory.mktemp("raster") / "a.pdf", Progress(), fonts=fonts).path


def test_page_is_a_picture_of_its_size(paper: Path) -> None:
    image = page_image(paper, 1, 72)
    assert (image.width, image.height) == (842, 596)
    assert len(image.rgba) == 842 * 596 * 4


def test_page_is_black_on_white_and_opaque(paper: Path) -> None:
    rgba = page_image(paper, 1, 72).rgba
    assert rgba[:4] == b"\xff\xff\xff\xff"
    assert set(rgba[3::4]) == {255}
    assert 0.02 < sum(red < 128 for red in rgba[::4]) / (len(rgba) // 4) < 0.3


def test_pages_of_one_file_differ(paper: Path) -> None:
    assert pages(paper) > 1
    assert page_image(paper, 1, 40) != page_image(paper, 2, 40)


def test_file_that_is_no_pdf_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"PK\x03\x04")
    for asked in (path, tmp_path / "none.pdf"):
        with pytest.raises(KnownError) as caught:
            pages(asked)
        assert caught.value.code == "pdf_unreadable"


def test_threads_wait_for_each_other(paper: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        images = list(pool.map(lambda _: page_image(paper, 1, 60), range(16)))
    assert len(set(images)) == 1
