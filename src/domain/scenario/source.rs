//! Where things stand in a RON text: a light second scan that gives every value a path (`beats[3].then[1]`) and a span,
//! because the reader proper forgets places once it has built values. Never fails: what it cannot read, it leaves out.

use crate::domain::diagnostic::Span;
use std::collections::BTreeMap;

/// Deeper nesting than this is not followed; authors need about ten.
const DEPTH_MAX: usize = 96;

/// Spans of all values of one text by path.
#[derive(Debug, Clone, Default)]
pub struct Source {
    spans: BTreeMap<String, Span>,
    lines: Vec<String>,
}

impl Source {
    /// Scans a text.
    #[must_use]
    pub fn scan(text: &str) -> Self {
        let mut scan = Scan {
            chars: text.chars().collect(),
            at: 0,
            line: 1,
            column: 1,
            spans: BTreeMap::new(),
        };
        scan.value(&mut String::new(), 0);
        Self {
            spans: scan.spans,
            lines: text.lines().map(str::to_owned).collect(),
        }
    }

    /// The span of a quoted word at a path or first inside it, so that in `Set("done")` the word is underlined and not
    /// what stands before it; else the span of the path.
    #[must_use]
    pub fn word(&self, path: &str, word: &str) -> Span {
        let inside = ["", "[0]", "[1]", ".action", ".target", ".beat"];
        let found = inside.iter().find_map(|part| {
            let span = *self.spans.get(&format!("{path}{part}"))?;
            let line = self.lines.get(span.line.checked_sub(1)? as usize)?;
            let written: String = line
                .chars()
                .skip(span.column.checked_sub(1)? as usize)
                .take(span.length as usize)
                .collect();
            (written.trim_matches('"') == word && written.len() > word.len()).then_some(span)
        });
        found.unwrap_or_else(|| self.span(path))
    }

    /// The span of a path, or of the nearest ancestor that has one.
    #[must_use]
    pub fn span(&self, path: &str) -> Span {
        let mut path = path;
        loop {
            if let Some(span) = self.spans.get(path) {
                return *span;
            }
            match path.rfind(['.', '[']) {
                Some(cut) => path = &path[..cut],
                None => {
                    return self.spans.get("").copied().unwrap_or(Span {
                        line: 1,
                        column: 1,
                        length: 1,
                    });
                }
            }
        }
    }
}

struct Scan {
    chars: Vec<char>,
    at: usize,
    line: u32,
    column: u32,
    spans: BTreeMap<String, Span>,
}

impl Scan {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }
    fn next(&mut self) -> Option<char> {
        let found = self.peek()?;
        self.at += 1;
        if found == '\n' {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(found)
    }
    fn skip(&mut self) {
        while let Some(found) = self.peek() {
            if found.is_whitespace() {
                self.next();
            } else if found == '/' && self.chars.get(self.at + 1) == Some(&'/') {
                while self.peek().is_some_and(|one| one != '\n') {
                    self.next();
                }
            } else if found == '/' && self.chars.get(self.at + 1) == Some(&'*') {
                self.next();
                self.next();
                while self.peek().is_some()
                    && !(self.peek() == Some('*') && self.chars.get(self.at + 1) == Some(&'/'))
                {
                    self.next();
                }
                self.next();
                self.next();
            } else if found == '#' && self.chars.get(self.at + 1) == Some(&'!') {
                while self.peek().is_some_and(|one| one != '\n') {
                    self.next();
                }
            } else {
                break;
            }
        }
    }

    fn value(&mut self, path: &mut String, depth: usize) {
        self.skip();
        let (line, column, start) = (self.line, self.column, self.at);
        match self.peek() {
            Some('"') => self.string(),
            Some('(' | '[' | '{') if depth < DEPTH_MAX => self.group(path, depth),
            Some(first) if first.is_alphanumeric() || "_-+.".contains(first) => {
                while self
                    .peek()
                    .is_some_and(|one| one.is_alphanumeric() || "_-+.#".contains(one))
                {
                    self.next();
                    if self.peek() == Some('"') {
                        self.raw_string();
                        break;
                    }
                }
                let word_end = self.at;
                self.skip();
                if self.peek() == Some('(') && depth < DEPTH_MAX {
                    self.group(path, depth);
                }
                let length = u32::try_from(word_end - start).unwrap_or(1).max(1);
                self.spans.entry(path.clone()).or_insert(Span {
                    line,
                    column,
                    length,
                });
                return;
            }
            _ => {
                self.next();
            }
        }
        let length = if self.line == line {
            u32::try_from(self.at - start).unwrap_or(1).max(1)
        } else {
            1
        };
        self.spans.entry(path.clone()).or_insert(Span {
            line,
            column,
            length,
        });
    }

    fn string(&mut self) {
        self.next();
        while let Some(found) = self.next() {
            match found {
                '\\' => {
                    self.next();
                }
                '"' => break,
                _ => {}
            }
        }
    }

    /// `r#"…"#`: the hashes before the quote decide where it ends.
    fn raw_string(&mut self) {
        let mut hashes = 0;
        let mut back = self.at;
        while back > 0 && self.chars[back - 1] == '#' {
            hashes += 1;
            back -= 1;
        }
        self.next();
        while let Some(found) = self.next() {
            if found == '"' && (0..hashes).all(|step| self.chars.get(self.at + step) == Some(&'#'))
            {
                for _ in 0..hashes {
                    self.next();
                }
                break;
            }
        }
    }

    fn group(&mut self, path: &mut String, depth: usize) {
        let open = self.next();
        let close = match open {
            Some('(') => ')',
            Some('[') => ']',
            _ => '}',
        };
        let mut index = 0_usize;
        loop {
            self.skip();
            match self.peek() {
                None => return,
                Some(found) if found == close => {
                    self.next();
                    return;
                }
                Some(')' | ']' | '}') => return,
                Some(',' | ':') => {
                    self.next();
                    continue;
                }
                Some(_) => {}
            }
            let keep = path.len();
            match close {
                ')' => match self.field_name() {
                    Some(name) => {
                        if !path.is_empty() {
                            path.push('.');
                        }
                        path.push_str(&name);
                    }
                    None => path.push_str(&format!("[{index}]")),
                },
                _ => path.push_str(&format!("[{index}]")),
            }
            self.value(path, depth + 1);
            if close == '}' {
                self.skip();
                if self.peek() == Some(':') {
                    self.next();
                    path.push_str(".value");
                    self.value(path, depth + 1);
                }
            }
            path.truncate(keep);
            index += 1;
        }
    }

    /// The name before a colon, if the next tokens are `name:`; then the colon is eaten too.
    fn field_name(&mut self) -> Option<String> {
        let mut ahead = self.at;
        let mut name = String::new();
        while let Some(found) = self.chars.get(ahead) {
            if found.is_alphanumeric() || *found == '_' {
                name.push(*found);
                ahead += 1;
            } else {
                break;
            }
        }
        let named = ahead;
        while self.chars.get(ahead).is_some_and(|one| one.is_whitespace()) {
            ahead += 1;
        }
        if name.is_empty() || self.chars.get(ahead) != Some(&':') {
            return None;
        }
        // A field's own span is that of its name, so that "unknown field" points at the word.
        let _ = named;
        while self.at <= ahead {
            self.next();
        }
        Some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_places() {
        let text = "(\n  beats: [ // first\n    (id: \"a\", then: [Say(\"x.1\"), Tension(\"覃姐\", -3)]),\n  ],\n)";
        let source = Source::scan(text);
        assert_eq!(
            source.span("beats[0].then[1][0]"),
            Span {
                line: 3,
                column: 42,
                length: 4
            }
        );
        assert_eq!(source.span("beats[0].id").column, 10);
        assert_eq!(source.span("beats[0].when.what").line, 3);
        assert_eq!(source.span("nothing").line, 1);
    }

    #[test]
    fn maps_give_key_and_value() {
        let source = Source::scan("{\n \"a\": \"一\",\n \"b\": r#\"say \"x\"\"#,\n}");
        assert_eq!(source.span("[1]").line, 3);
        assert_eq!(source.span("[1].value").column, 7);
    }

    #[test]
    fn broken_text_is_survived() {
        for text in [
            "",
            "(((",
            "\"",
            "r#\"",
            "(a:",
            "]",
            "(a: [1, (b: }",
            "/*",
            "#!",
        ] {
            let _ = Source::scan(text);
        }
        let deep = "(".repeat(100_000);
        let _ = Source::scan(&deep);
    }
}
