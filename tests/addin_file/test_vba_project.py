"""The format of macros, read back by programs that are not ours."""

from __future__ import annotations

import random

import olefile
import pytest

from addin_file.vba_reader import decompressed, macros
from scorecard.addin_file import compound_file, vba_project
from scorecard.addin_file.vba_compression import compress
from scorecard.addin_file.vba_project import Kind, Module


@pytest.mark.parametrize("size", [1, 3, 16, 17, 4095, 4096, 4097, 8192, 20_000])
@pytest.mark.parametrize("letters", [1, 2, 20])
def test_compressed_text_comes_back(size, letters):
    chosen = random.Random(size * letters)
    text = bytes(chosen.randrange(97, 97 + letters) for _ in range(size))
    assert text == decompressed(compress(text))


def test_repeated_text_is_kept_once():
    assert len(compress(b"Public Function KPI()\r\n" * 100)) < 100


def test_a_chunk_that_cannot_be_made_shorter_is_kept_as_it_is():
    noise = random.Random(1).randbytes(4096)
    assert noise == decompressed(compress(noise))


def test_streams_of_every_size_are_found_again():
    tree = {"Folder": {f"Stream{n}" * (1 + n % 3): bytes([n]) * (n * 211) for n in range(40)}, "Beside": b""}
    found = olefile.OleFileIO(compound_file.write(tree))
    assert [] == found.parsing_issues
    for name, content in tree["Folder"].items():
        assert content == found.openstream(["Folder", name]).read()


def test_a_project_gives_back_its_modules(tmp_path):
    modules = [
        Module("ThisWorkbook", Kind.WORKBOOK, 'Attribute VB_Name = "ThisWorkbook"\nOption Explicit'),
        Module("Pence", Kind.STANDARD, 'Attribute VB_Name = "Pence"\nConst PRICE = "£5 – and more"'),
    ]
    path = tmp_path / "vbaProject.bin"
    path.write_bytes(vba_project.write("Small", modules))
    assert {module.name: module.text.replace("\n", "\r\n") + "\r\n" for module in modules} == macros(path)
