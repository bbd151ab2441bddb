"""What was made: one list a build, `made/<name>.tsv`, with the hash of every recording and of the words it says.

tests/voices.rs reads the lists: a file that was changed by hand, or a line that was reworded after it was spoken, shows.
"""
import hashlib
import os

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "made")
_HEAD = "# what\tsha256 of its bytes\tsha256 of the words it says; each its first 16 digits\n"


def digest(data):
    """First 16 hexadecimal digits of SHA-256."""
    return hashlib.sha256(data).hexdigest()[:16]


def note(name, files, keep):
    """Writes the rows of `files` ({name: (bytes, words)}); rows of earlier builds stay while they are in `keep`."""
    os.makedirs(_FOLDER, exist_ok=True)
    path = f"{_FOLDER}/{name}.tsv"
    rows = {}
    if os.path.exists(path):
        for line in open(path, encoding="utf-8"):
            if not line.startswith("#"):
                file, *rest = line.rstrip("\n").split("\t")
                rows[file] = rest
    for file, (data, words) in files.items():
        rows[file] = [digest(data), digest(words.encode()) if words else "-"]
    with open(path, "w", encoding="utf-8") as f:
        f.write(_HEAD)
        f.writelines("\t".join([file, *rows[file]]) + "\n" for file in sorted(rows) if file in keep)
