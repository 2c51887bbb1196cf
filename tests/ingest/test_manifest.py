from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ManifestError
from ingest.manifest import read_manifest


def write(folder: Path, text: str, name: str = "manifest.tsv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_folder_without_manifest_has_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None


def test_rows_match_files_by_stem_or_by_the_file_column(tmp_path: Path) -> None:
    manifest = read_manifest(
        write(tmp_path, "slug\tfile\tcountry\na\t\tMali\nb\tother.pdf\tChad\n")
    )

    assert manifest is not None
    by_stem, by_file = manifest.row_for(Path("a.txt")), manifest.row_for(Path("other.pdf"))
    assert by_stem is not None
    assert by_stem.fields["country"] == "Mali"
    assert by_file is not None
    assert by_file.fields["country"] == "Chad"
    assert manifest.row_for(Path("b.txt")) is None


def test_empty_cells_blank_lines_and_a_byte_order_mark_are_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("\ufeffSlug,Title\n\na,\n", encoding="utf-8")

    manifest = read_manifest(tmp_path)

    assert manifest is not None
    assert [dict(row.fields) for row in manifest.rows] == [{"slug": "a"}]


def test_commas_within_quotation_marks_belong_to_the_cell(tmp_path: Path) -> None:
    manifest = read_manifest(write(tmp_path, 'slug,title\na,"Mali, again"\n', "manifest.csv"))

    assert manifest is not None
    assert manifest.rows[0].fields["title"] == "Mali, again"


def test_unknown_columns_are_named(tmp_path: Path) -> None:
    manifest = read_manifest(write(tmp_path, "slug\tbytes\tdate\na\t12\t2019-05\n"))

    assert manifest is not None
    assert manifest.ignored_columns == ("bytes",)
    assert "bytes" not in manifest.rows[0].fields


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        ("", 1, "names the columns"),
        ("a\tb\nc\td\n", 1, "names the columns"),
        ("slug,title\na,b\n", 1, "needs tabs"),
        ("slug\tslug\na\tb\n", 1, "Remove one"),
        ("slug\na\tb\n", 2, "quotation marks"),
        ("slug\ttitle\n\tTitle\n", 2, "Name the file"),
        ("slug\tdate\na\t2019-05-15\nb\tsoon\n", 3, "2019-05-15"),
        ("slug\na\nb\nA\n", 4, "slug of its own"),
        ('slug\ttitle\na\t"open\n', 2, "Close every quotation mark"),
    ],
)
def test_broken_manifest_names_the_line_and_the_mend(
    tmp_path: Path, text: str, line: int, mend: str
) -> None:
    with pytest.raises(ManifestError, match=rf"line {line}\b.*{mend}"):
        read_manifest(write(tmp_path, text))


def test_wrong_encoding_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes("slug,title\na,x\nb,Côte\n".encode("latin-1"))

    with pytest.raises(ManifestError, match="line 3: the file is not UTF-8"):
        read_manifest(tmp_path)


def test_two_manifests_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "slug\na\n")
    write(tmp_path, "slug\na\n", "manifest.csv")

    with pytest.raises(ManifestError, match="Remove one"):
        read_manifest(tmp_path)
