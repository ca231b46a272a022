"""Writes small PDFs for the tests: text in a Chinese base font, and ruling lines. No library needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842


@dataclass
class Sheet:
    """One page; ``y`` grows downwards from its top."""

    marks: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 12) -> Sheet:
        """Print words with their base line at ``y``."""
        code = words.encode("utf-16-be").hex()
        self.marks.append(f"BT /F1 {size} Tf {x} {HEIGHT - y} Td <{code}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Draw a ruling line."""
        self.marks.append(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def grid(self, top: float, columns: Sequence[float], rows: Sequence[Sequence[str]]) -> Sheet:
        """Draw a fully ruled table with words in its cells."""
        step = 24.0
        bottom = top + step * len(rows)
        for number, row in enumerate(rows):
            y = top + step * number
            self.line(columns[0], y, columns[-1], y)
            for left, words in zip(columns, row, strict=False):
                self.line(left, y, left, y + step)
                if words:
                    self.text(left + 4, y + 16, words, 10)
            self.line(columns[-1], y, columns[-1], y + step)
        return self.line(columns[0], bottom, columns[-1], bottom)


def pdf(sheets: Iterable[Sheet], encrypt: bool = False) -> bytes:
    """The bytes of a PDF with these pages."""
    pages = list(sheets)
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(pages)))
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        "/DescendantFonts [4 0 R] >>",
        4: "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        5: "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /Ascent 880 /Descent -120 "
        "/CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -120 1000 880] >>",
    }
    for number, sheet in enumerate(pages):
        content = "\n".join(sheet.marks)
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {11 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects[11 + 2 * number] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    trailer = "/Root 1 0 R"
    if encrypt:
        objects[6] = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >>"
        trailer += f" /Encrypt 6 0 R /ID [<{'01' * 16}> <{'01' * 16}>]"
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    start, count = len(out), max(objects) + 1
    out += f"xref\n0 {count}\n".encode()
    for number in range(count):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return bytes(out + f"trailer << /Size {count} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode())
