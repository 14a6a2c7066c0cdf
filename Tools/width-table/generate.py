"""Writes WidthTable.swift from the Unicode Character Database.

    pip install unicodedata2 regex
    python3 Tools/width-table/generate.py > Sources/DisplayWidth/WidthTable.swift

A run is a range of scalars of one class; each entry of the table is `first scalar of the run << 3 | class`.
"""

import regex
import unicodedata2 as ucd

ZERO, NARROW, WIDE, NARROW_EMOJI, WIDE_EMOJI = range(5)
EMOJI = regex.compile(r"\p{Emoji}")

# Format characters that are drawn: the soft hyphen, and signs that enclose the digits after them.
VISIBLE_FORMAT = {0xAD, 0x6DD, 0x70F, 0x8E2, 0x110BD, 0x110CD, *range(0x600, 0x606), 0x890, 0x891}


def width_class(scalar):
    character = chr(scalar)
    category = ucd.category(character)
    if category in ("Cc", "Cs", "Zl", "Zp"):
        return ZERO
    if category in ("Mn", "Me") or category == "Cf" and scalar not in VISIBLE_FORMAT:
        return ZERO
    # The vowels and final consonants of a decomposed Hangul syllable are drawn inside its first cell.
    if 0x1160 <= scalar <= 0x11FF or 0xD7B0 <= scalar <= 0xD7FF:
        return ZERO
    wide = ucd.east_asian_width(character) in ("W", "F")
    if 0x1F1E6 <= scalar <= 0x1F1FF:
        return NARROW  # two of them make a flag
    if EMOJI.match(character) or wide and 0x1F300 <= scalar <= 0x1FAFF:
        return WIDE_EMOJI if wide else NARROW_EMOJI
    return WIDE if wide else NARROW


def runs():
    last = None
    for scalar in range(0x110000):
        this = width_class(scalar)
        if this != last:
            yield scalar << 3 | this
            last = this


entries = [f"0x{run:x}" for run in runs()]
print("// Made by Tools/width-table/generate.py: do not edit.")
print(f"// Unicode {ucd.unidata_version}, {len(entries)} runs.\n")
print("/// Where the class of scalars changes: `first scalar of the run << 3 | class`, in ascending order.")
print("let widthRuns: [UInt32] = [")
line = " "
for entry in entries:
    if len(line) + len(entry) + 2 > 118:
        print(line)
        line = " "
    line += f" {entry},"
print(line)
print("]")
