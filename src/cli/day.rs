//! Days and months as people type them. Knows no calendar of its own.

/// A day as people type it, `2026-12-31`, `2026/12/31`, `2026.12.31`, `2026年12月31日` or `20261231`, in the one form that
/// sorts; none when it is no day.
pub(super) fn typed_day(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['日', '号']);
    let is_bare = text.len() == 8 && text.bytes().all(|one| one.is_ascii_digit());
    let parts: Vec<&str> = if is_bare {
        vec![&text[..4], &text[4..6], &text[6..]]
    } else {
        text.split(['-', '/', '.', '年', '月']).collect()
    };
    let [year, month, day] = parts[..] else {
        return None;
    };
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let day = format!(
        "{:04}-{:02}-{:02}",
        number(year)?,
        number(month)?,
        number(day)?
    );
    (day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok()).then_some(day)
}

/// A month likewise: `2026-11`, `2026/11`, `2026年11月`.
pub(super) fn typed_month(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('月');
    let day = typed_day(&format!("{text}-1"))?;
    day.get(..7).map(str::to_owned)
}

/// A month likewise, or what was typed, for whoever tells the mistake.
pub(super) fn month_or_text(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(typed_month(text).unwrap_or_else(|| text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_taken_as_people_type_them() {
        for text in [
            "2026-12-01",
            "2026-12-1",
            "2026/12/1",
            "2026.12.01",
            "2026年12月1日",
            " 2026年12月01号",
            "20261201",
        ] {
            assert_eq!(typed_day(text).as_deref(), Some("2026-12-01"), "{text}");
        }
        for text in [
            "2026-02-30",
            "31.12.",
            "31.12.2026",
            "12-31",
            "明天",
            "",
            "2026-12-31-1",
        ] {
            assert_eq!(typed_day(text), None, "{text}");
        }
        for text in ["2026-11", "2026/11", "2026年11月", "2026-11 "] {
            assert_eq!(typed_month(text).as_deref(), Some("2026-11"), "{text}");
        }
        for text in ["2026", "2026-13", "2026-11-05", "十一月"] {
            assert_eq!(typed_month(text), None, "{text}");
        }
    }
}
