# SPDX-License-Identifier: GPL-3.0-or-later
"""section.py FILE: puts the section on standard input in the place of the one whose heading begins with the same two words, or behind the others."""
import re
import sys
from pathlib import Path


def put(text, section):
    """`section` begins with "## " and its heading."""
    name = " ".join(section.split()[:3])
    sections = [part for part in re.split(r"(?m)^(?=## )", text) if part.strip()]
    section = section.strip() + "\n"
    for at, other in enumerate(sections):
        if other.startswith(name + " "):
            sections[at] = section
            break
    else:
        sections.append(section)
    return "\n".join(part.strip() + "\n" for part in sections)


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(put(file.read_text() if file.exists() else "", sys.stdin.read()))
