"""Subsets of Noto Sans CJK SC for the interface: python fonts.py OUT_DIR.

Keeps the whole of GB 2312 (6,763 hanzi and its symbols), Latin-1, full-width forms and the signs the interface uses.
Reads the collections of the Debian package fonts-noto-cjk; the licence text is written beside the fonts.
"""
import os
import sys

import cffsubr
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

SOURCE = "/usr/share/fonts/opentype/noto"
FACES = {"Regular": "NotoSansCJK-Regular.ttc", "Bold": "NotoSansCJK-Bold.ttc"}
EXTRA = "·×÷±→←↑↓↔✓✔✗✘●○◎▲▼△▽★☆■□◆◇—–…“”‘’℃℉㎡㎥㎜㎝㎞№‰°′″€£¥¢§©®™•‧※〇〈〉《》「」『』【】〔〕〖〗、。々〜〝〞"
EXTRA += "".join(chr(c) for c in range(0x2460, 0x2474))  # ① to ⑳
# Cantonese and local words, then given names people may type.
EXTRA += "嘢冇喺嘅咁咗哋唔係嗰啲嚟俾搵攞嘥佢咩噉乜瞓喆堃祎玥镕媗甯昇啰囧巄珺旻翀翯堉瑄赟"
ALIASES = {"✗": "×", "✘": "×", "✔": "✓", "▸": "▶", "▾": "▼"}


def characters():
    """Every code point the subset keeps."""
    keep = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) | set(range(0xFF01, 0xFF5F)) | set(range(0xFFE0, 0xFFE7))
    keep |= set(range(0x2010, 0x2028)) | set(range(0x2190, 0x219A)) | set(range(0x25A0, 0x25D0)) | set(range(0x3000, 0x3018))
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                keep.add(ord(bytes((high, low)).decode("gb2312")))
            except (UnicodeDecodeError, TypeError):
                pass
    keep |= {ord(c) for c in EXTRA}
    return keep


def main(out):
    os.makedirs(out, exist_ok=True)
    for style, name in FACES.items():
        collection = TTCollection(f"{SOURCE}/{name}")
        font = next(f for f in collection if f["name"].getDebugName(1).startswith("Noto Sans CJK SC"))
        options = Options()
        options.name_IDs = ["*"]
        options.name_languages = ["*"]
        options.name_legacy = True
        options.notdef_outline = True
        options.layout_features = ["kern", "locl", "ccmp", "mark", "mkmk", "liga", "palt", "halt"]
        options.drop_tables += ["vhea", "vmtx", "VORG"]
        options.hinting = False
        subsetter = Subsetter(options)
        wanted = characters()
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        for table in font["cmap"].tables:  # signs the face lacks borrow the nearest it has
            for sign, like in ALIASES.items():
                if ord(like) in table.cmap:
                    table.cmap[ord(sign)] = table.cmap[ord(like)]
        cffsubr.subroutinize(font)
        path = f"{out}/NotoSansCJKsc-{style}.otf"
        font.save(path)
        have = set(font.getBestCmap())
        missing = "".join(chr(c) for c in sorted(wanted - have) if c > 0xA0)
        print(style, os.path.getsize(path) // 1024, "KiB", len(have), "characters; not in the font:", missing)
    with open(f"{out}/OFL.txt", "w", encoding="utf-8") as f:
        f.write(OFL)


OFL = """\
Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'.

The files NotoSansCJKsc-Regular.otf and NotoSansCJKsc-Bold.otf in this folder are subsets of Noto Sans CJK SC, made by
art/places/fonts.py from the Debian package fonts-noto-cjk. "Noto" is a trademark of Google Inc.; "Noto" is not a
Reserved Font Name.

This Font Software is licensed under the SIL Open Font License, Version 1.1.
This license is copied below, and is also available with a FAQ at:
http://scripts.sil.org/OFL

-----------------------------------------------------------
SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007
-----------------------------------------------------------

PREAMBLE
The goals of the Open Font License (OFL) are to stimulate worldwide
development of collaborative font projects, to support the font creation
efforts of academic and linguistic communities, and to provide a free and
open framework in which fonts may be shared and improved in partnership
with others.

The OFL allows the licensed fonts to be used, studied, modified and
redistributed freely as long as they are not sold by themselves. The
fonts, including any derivative works, can be bundled, embedded,
redistributed and/or sold with any software provided that any reserved
names are not used by derivative works. The fonts and derivatives,
however, cannot be released under any other type of license. The
requirement for fonts to remain under this license does not apply
to any document created using the fonts or their derivatives.

DEFINITIONS
"Font Software" refers to the set of files released by the Copyright
Holder(s) under this license and clearly marked as such. This may
include source files, build scripts and documentation.

"Reserved Font Name" refers to any names specified as such after the
copyright statement(s).

"Original Version" refers to the collection of Font Software components as
distributed by the Copyright Holder(s).

"Modified Version" refers to any derivative made by adding to, deleting,
or substituting -- in part or in whole -- any of the components of the
Original Version, by changing formats or by porting the Font Software to a
new environment.

"Author" refers to any designer, engineer, programmer, technical
writer or other person who contributed to the Font Software.

PERMISSION & CONDITIONS
Permission is hereby granted, free of charge, to any person obtaining
a copy of the Font Software, to use, study, copy, merge, embed, modify,
redistribute, and sell modified and unmodified copies of the Font
Software, subject to the following conditions:

1) Neither the Font Software nor any of its individual components,
in Original or Modified Versions, may be sold by itself.

2) Original or Modified Versions of the Font Software may be bundled,
redistributed and/or sold with any software, provided that each copy
contains the above copyright notice and this license. These can be
included either as stand-alone text files, human-readable headers or
in the appropriate machine-readable metadata fields within text or
binary files as long as those fields can be easily viewed by the user.

3) No Modified Version of the Font Software may use the Reserved Font
Name(s) unless explicit written permission is granted by the corresponding
Copyright Holder. This restriction only applies to the primary font name as
presented to the users.

4) The name(s) of the Copyright Holder(s) or the Author(s) of the Font
Software shall not be used to promote, endorse or advertise any
Modified Version, except to acknowledge the contribution(s) of the
Copyright Holder(s) and the Author(s) or with their explicit written
permission.

5) The Font Software, modified or unmodified, in part or in whole,
must be distributed entirely under this license, and must not be
distributed under any other license. The requirement for fonts to
remain under this license does not apply to any document created
using the Font Software.

TERMINATION
This license becomes null and void if any of the above conditions are
not met.

DISCLAIMER
THE FONT SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND,
EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO ANY WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT
OF COPYRIGHT, PATENT, TRADEMARK, OR OTHER RIGHT. IN NO EVENT SHALL THE
COPYRIGHT HOLDER BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY,
INCLUDING ANY GENERAL, SPECIAL, INDIRECT, INCIDENTAL, OR CONSEQUENTIAL
DAMAGES, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
FROM, OUT OF THE USE OR INABILITY TO USE THE FONT SOFTWARE OR FROM
OTHER DEALINGS IN THE FONT SOFTWARE.
"""

if __name__ == "__main__":
    main(sys.argv[1])
