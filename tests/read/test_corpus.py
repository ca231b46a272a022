"""Finding files: order, names, archives, links, limits; and the notes on where they came from."""

from __future__ import annotations

import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from indexer.errors import ReadError
from indexer.read.bounds import DEFAULT_LIMITS, Limits
from indexer.read.corpus import Found, entries
from indexer.read.sources import SourceNote, load_sources, read_sources

ROOT = Path(__file__).parents[2]


def put(path: Path, data: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def walk(paths: list[Path], limits: Limits = DEFAULT_LIMITS) -> list[Found]:
    """The files of some roots, without the notes."""
    return [found for path in paths for found in entries(path, limits) if not found.is_note]


def test_order_is_fixed_and_leftovers_are_skipped(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/2.txt",
        "a/10.txt",
        "c.txt",
        ".hidden",
        "a/.DS_Store",
        "~$c.docx",
        "sources.csv",
    ):
        put(tmp_path / name)
    assert [found.path for found in walk([tmp_path])] == ["a/10.txt", "a/2.txt", "b.txt", "c.txt"]


def test_single_files_and_several_roots(tmp_path: Path) -> None:
    one, two = put(tmp_path / "a" / "年报.txt", b"1"), put(tmp_path / "b" / "年报.txt", b"2")
    found = list(walk([one, two.parent]))
    assert [(f.root, f.path, f.read()) for f in found] == [
        (str(one), "年报.txt", b"1"),
        (str(two.parent), "年报.txt", b"2"),
    ]


def test_names_that_are_no_text_can_still_be_shown_and_read(tmp_path: Path) -> None:
    put(Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff\xfe.txt")), b"1")
    put(tmp_path / "a\nb.txt", b"2")
    found = {f.path: f.read() for f in walk([tmp_path])}
    assert found == {"a\\xff\\xfe.txt": b"1", "a\\x0ab.txt": b"2"}


def test_links_are_not_followed_but_the_named_path_is(tmp_path: Path) -> None:
    put(tmp_path / "real" / "a.txt", b"1")
    (tmp_path / "real" / "loop").symlink_to(tmp_path)
    (tmp_path / "named").symlink_to(tmp_path / "real")
    (tmp_path / "named.txt").symlink_to(tmp_path / "real" / "a.txt")
    found = list(walk([tmp_path / "named", tmp_path / "named.txt"]))
    assert [(f.path, f.refusal.code if f.refusal else "") for f in found] == [
        ("a.txt", ""),
        ("loop", "link"),
        ("named.txt", ""),
    ]
    with pytest.raises(ReadError):
        found[1].read()


def test_archives_are_read_like_folders(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "reports.dat", "w") as archive:
        archive.writestr("2020/甲局.txt", "甲")
        archive.writestr("__MACOSX/._a.txt", "x")
        archive.writestr("b/", "")
        archive.writestr(zipfile.ZipInfo("乙局.txt".encode("gb18030").decode("cp437")), "乙")
    names = {f.path: f.read().decode() for f in walk([tmp_path])}
    assert names["reports.dat!/2020/甲局.txt"] == "甲"
    assert len(names) == 2


def test_limits_hold_unread_and_while_reading(tmp_path: Path) -> None:
    limits = Limits(text_bytes=10, file_bytes=100)
    put(tmp_path / "a.txt", b"x" * 11)
    put(tmp_path / "b.pdf", b"%PDF-1.4" + b"x" * 50)
    grown = put(tmp_path / "c.txt", b"x" * 9)
    found = list(walk([tmp_path], limits))
    assert [f.refusal.code if f.refusal else "" for f in found] == ["too_large", "", ""]
    grown.write_bytes(b"x" * 11)
    with pytest.raises(ReadError):
        found[2].read()


def test_notes_may_be_as_long_as_a_large_corpus(tmp_path: Path) -> None:
    put(tmp_path / "sources.csv", b"file,title\n" + b"a.txt,x\n" + b"\n" * 50)
    limits = Limits(text_bytes=10, file_bytes=100)
    notes, problems = load_sources(entries(tmp_path, limits))
    assert (list(notes), problems) == (["a.txt"], ())


def test_what_is_known_is_not_opened(tmp_path: Path) -> None:
    limits = Limits(text_bytes=500, file_bytes=1000)
    put(tmp_path / "large.txt", b"x" * 501)
    for name in ("new.zip", "old.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("a.txt", "1")
    (tmp_path / "known.txt").symlink_to(tmp_path / "large.txt")
    os.mkfifo(tmp_path / "pipe")  # opening it would wait for ever
    put(tmp_path / "private.txt").chmod(0)
    found = list(entries(tmp_path, limits, lambda path, _: path != "new.zip"))
    assert [(one.path, one.refusal.code if one.refusal else "") for one in found] == [
        ("known.txt", "link"),
        ("large.txt", "too_large"),
        ("new.zip!/a.txt", ""),
        ("old.zip", ""),  # whoever opened it would see an archive
        ("pipe", "not_a_file"),
        ("private.txt", ""),
    ]


def test_a_missing_file_is_a_refusal(tmp_path: Path) -> None:
    [found] = walk([tmp_path / "nowhere.txt"])
    assert found.refusal
    assert found.refusal.code == "unreadable"


def test_notes_of_folders_and_archives(tmp_path: Path) -> None:
    put(tmp_path / "sources.csv", "\ufefffile,title,url\na.txt,甲,https://www.gov.cn/a\n".encode())
    put(
        tmp_path / "sub" / "sources.jsonl",
        b'{"file": "b.txt", "retrieved": "2024-01-31"}\nnot json\n',
    )
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("sources.csv", "文件,发布机构\nd.txt,海棠县司法局\n".encode("gb18030"))
    notes, problems = load_sources(entries(tmp_path))
    assert notes == {
        "a.txt": SourceNote(url="https://www.gov.cn/a", title="甲"),
        "sub/b.txt": SourceNote(retrieved=date(2024, 1, 31)),
        "c.zip!/d.txt": SourceNote(publisher="海棠县司法局"),
    }
    assert [problem.message for problem in problems] == [
        "sub/sources.jsonl: Line 2 cannot be read; it was left out."
    ]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("../a.txt,https://www.gov.cn/", "names no file"),
        ("/etc/passwd,", "names no file"),
        (",https://www.gov.cn/", "names no file"),
        ("a.txt,javascript:alert(1)", "url is not a web address"),
        ("a.txt,http://[::1", "url is not a web address"),
        ('"a.txt', "cannot be read"),
        ("b.txt,\nb.txt,", "again"),
    ],
)
def test_bad_rows_cost_only_themselves(row: str, wrong: str) -> None:
    read = read_sources(f"file,url\nc.txt,https://www.gov.cn/\n{row}\n".encode(), "sources.csv")
    assert read.notes["c.txt"] == SourceNote(url="https://www.gov.cn/")
    [problem] = read.problems
    assert problem.code == "bad_source"
    assert wrong in problem.message


def test_notes_of_the_seeds() -> None:
    notes, problems = load_sources(entries(ROOT / "seeds"))
    assert len(notes) == 5
    assert problems == ()
    for path, note in notes.items():
        assert note.url is None
        assert not note.title or note.title in (ROOT / "seeds" / path).read_text("utf-8")
