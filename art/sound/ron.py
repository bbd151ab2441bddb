"""Reads the part of RON that case files use. Structs and maps become dicts, enum names become strings or pairs."""
import re

_TOKEN = re.compile(r'\s+|//[^\n]*|/\*.*?\*/|(?P<s>"(?:[^"\\]|\\.)*")|(?P<n>[-+]?\d+(?:\.\d+)?)|(?P<w>[A-Za-z_][A-Za-z0-9_]*)|(?P<p>[()\[\]{}:,])', re.S)
_ESCAPE = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def parse(text):
    """The value written in `text`."""
    tokens, at = [], 0
    while at < len(text):
        m = _TOKEN.match(text, at)
        if not m:
            raise ValueError(f"line {text.count(chr(10), 0, at) + 1}: cannot read {text[at:at + 20]!r}")
        if m.lastgroup:
            tokens.append((m.lastgroup, m.group()))
        at = m.end()
    value, end = _value(tokens, 0)
    if end != len(tokens):
        raise ValueError("something stands after the end")
    return value


def _value(t, i):
    kind, word = t[i]
    if kind == "s":
        return re.sub(r"\\(.)", lambda m: _ESCAPE.get(m.group(1), m.group(1)), word[1:-1], flags=re.S), i + 1
    if kind == "n":
        return (float(word) if "." in word else int(word)), i + 1
    if kind == "w":
        if word in ("true", "false"):
            return word == "true", i + 1
        if i + 1 < len(t) and t[i + 1][1] == "(":
            inner, i = _value(t, i + 1)
            return (word, inner), i
        return word, i + 1
    if word == "[":
        out, i = [], i + 1
        while t[i][1] != "]":
            v, i = _value(t, i)
            out.append(v)
            i += t[i][1] == ","
        return out, i + 1
    if word in "({":
        close, i = {"(": ")", "{": "}"}[word], i + 1
        named = t[i][1] == close or t[i + 1][1] == ":"
        out = {} if named else []
        while t[i][1] != close:
            if named:
                key, i = (t[i][1] if t[i][0] == "w" else _value(t, i)[0]), i + 1
                i += 1  # the colon
            v, i = _value(t, i)
            if named:
                out[key] = v
            else:
                out.append(v)
            i += t[i][1] == ","
        return out, i + 1
    raise ValueError(f"unexpected {word!r}")


def quote(text):
    """A RON string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
