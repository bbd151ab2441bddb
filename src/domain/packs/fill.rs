//! Placeholders in shown and spoken texts: `{bureau.unit}`, `{draw.plate}`, `{person.owner}`.
//!
//! Pure text work: what a key means is the caller's business. A brace is written `{{` or `}}`.

/// Why a text could not be filled. All causes at once.
#[derive(Debug, Clone, PartialEq, Eq, Default, thiserror::Error)]
#[error("unknown placeholders {unknown:?}, stray braces at bytes {stray_at:?}")]
pub struct FillError {
    /// Keys nobody knows, in order of the text, each once.
    pub unknown: Vec<String>,
    /// Byte positions of braces that open or close nothing.
    pub stray_at: Vec<usize>,
}

enum Piece<'a> {
    Literal(&'a str),
    Key(&'a str),
    Stray(usize),
}

/// The text with every `{key}` replaced by what `lookup` says.
///
/// # Errors
/// Keys for which `lookup` has nothing, and stray braces.
pub fn fill(
    text: &str,
    mut lookup: impl FnMut(&str) -> Option<String>,
) -> Result<String, FillError> {
    let mut filled = String::with_capacity(text.len());
    let mut error = FillError::default();
    for piece in pieces(text) {
        match piece {
            Piece::Literal(part) => filled.push_str(part),
            Piece::Stray(at) => error.stray_at.push(at),
            Piece::Key(key) => match lookup(key) {
                Some(value) => filled.push_str(&value),
                None if error.unknown.iter().any(|known| known == key) => {}
                None => error.unknown.push(key.to_owned()),
            },
        }
    }
    if error == FillError::default() {
        Ok(filled)
    } else {
        Err(error)
    }
}

/// The keys a text asks for, in order, with repetitions.
#[must_use]
pub fn placeholders(text: &str) -> Vec<&str> {
    pieces(text)
        .into_iter()
        .filter_map(|piece| {
            if let Piece::Key(key) = piece {
                Some(key)
            } else {
                None
            }
        })
        .collect()
}

/// A key is what an author may write between braces: words of letters, digits, `_` and `-`, joined by dots.
fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.split('.').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        })
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(offset) = text[from..].find(['{', '}']) {
        let at = from + offset;
        found.push(Piece::Literal(&text[from..at]));
        let rest = &text[at..];
        if rest.starts_with("{{") || rest.starts_with("}}") {
            found.push(Piece::Literal(&rest[..1]));
            from = at + 2;
            continue;
        }
        let key = rest
            .strip_prefix('{')
            .and_then(|inside| inside.split_once('}'))
            .map(|(key, _)| key);
        match key {
            Some(key) if is_key(key) => {
                found.push(Piece::Key(key));
                from = at + key.len() + 2;
            }
            _ => {
                found.push(Piece::Stray(at));
                from = at + 1;
            }
        }
    }
    found.push(Piece::Literal(&text[from..]));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(key: &str) -> Option<String> {
        match key {
            "bureau.unit" => Some("城中区综合行政执法局".into()),
            "draw.plate" => Some("桂B·{A}1".into()),
            _ => None,
        }
    }

    #[test]
    fn known_keys_are_replaced_and_values_are_not_read_again() {
        assert_eq!(
            fill("我们是{bureau.unit}的。", known).unwrap(),
            "我们是城中区综合行政执法局的。"
        );
        assert_eq!(fill("{draw.plate}", known).unwrap(), "桂B·{A}1");
        assert_eq!(
            fill("{{bureau.unit}} 100%", known).unwrap(),
            "{bureau.unit} 100%"
        );
        assert_eq!(fill("", known).unwrap(), "");
    }

    #[test]
    fn every_unknown_key_and_stray_brace_is_reported() {
        let error = fill("{a.b}与{a.b}、{bureau.unit}、{ x }、}尾{", known).unwrap_err();
        assert_eq!(error.unknown, ["a.b"]);
        assert_eq!(error.stray_at.len(), 4);
        assert_eq!(
            placeholders("{bureau.unit}{{x}}{draw.plate}"),
            ["bureau.unit", "draw.plate"]
        );
    }
}
