"""The union's paper form as a scanner would send it: one page, made here so that nothing is fetched."""

LINES = (
    "MUNICIPAL WORKERS OF RIVERMONT, LOCAL 1840        GRIEVANCE FORM",
    "Received: June 15, 2026, 8:15 a.m., by email",
    "Grievant: Dwight Ferris, No. 10044, Pipe Fitter II, Water Utilities",
    "Date of event: June 8, 2026        Section violated: 14.3",
    "What happened: A junior fitter was called for the pump repair ahead of the list.",
    "Remedy: Four hours at time and one half.",
    "For the Union: Tanya Boone",
)
FONTS = "<< /Font << /F1 5 0 R >> >>"


def scan() -> bytes:
    """The filled form as a PDF of one Letter page."""
    lines = " ".join(f"({_escaped(line)}) Tj T*" for line in LINES)
    content = f"BT /F1 11 Tf 16 TL 72 720 Td {lines} ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources {FONTS} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    )
    return _file(objects)


def _file(objects: tuple[str, ...]) -> bytes:
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return f"{out}{end}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
