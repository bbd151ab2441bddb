//! A made case some times as long as a shipped one: every line and beat again under another id. Nobody is meant to play
//! it; it shows whether memory grows with the length of a case. Knows the look of our own case files, not their grammar.

use crate::files::{FileError, list, read_text, write_whole};
use std::path::{Path, PathBuf};

/// Where a list of the case file ends.
const LIST_END: &str = "\n    ],";

/// Lays the case out in `folder`, `times` as long, and gives its place.
pub(super) fn lay_out(case: &Path, folder: &Path, times: usize) -> Result<PathBuf, FileError> {
    let to = folder.join(format!("times-{times}")).join("street-vendor");
    let scenario = read_text(&case.join("scenario.ron"))?;
    let scenario = again(&scenario, "\n    lines: [", times, &["(id: \""]);
    let scenario = again(&scenario, "\n    beats: [", times, &["id: \"", "Say(\""]);
    write_whole(&to.join("scenario.ron"), scenario.as_bytes())?;
    for name in ["lines.zh.ron", "lines.en.ron"] {
        let words = read_text(&case.join(name))?;
        write_whole(&to.join(name), words_again(&words, times).as_bytes())?;
    }
    for path in list(&case.join("walkthroughs"), "ron") {
        let name = path.file_name().unwrap_or_default();
        write_whole(
            &to.join("walkthroughs").join(name),
            read_text(&path)?.as_bytes(),
        )?;
    }
    Ok(to)
}

/// The list that begins with `begin`, its items again and again; ids after one of `marks` get a number behind them, in a
/// form that the case itself does not use.
fn again(text: &str, begin: &str, times: usize, marks: &[&str]) -> String {
    let Some(from) = text.find(begin).map(|at| at + begin.len()) else {
        return text.to_owned();
    };
    let to = text[from..]
        .find(LIST_END)
        .map_or(text.len(), |at| from + at);
    let mut longer = text[..to].to_owned();
    for number in 2..=times {
        let items = marks.iter().fold(text[from..to].to_owned(), |items, mark| {
            renamed(&items, mark, number)
        });
        longer.push_str(&items);
    }
    longer.push_str(&text[to..]);
    longer
}

fn renamed(items: &str, mark: &str, number: usize) -> String {
    let mut parts = items.split(mark);
    let mut named = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_once('"').unwrap_or((part, ""));
        named.push_str(&format!("{mark}{id}.again{number}\"{rest}"));
    }
    named
}

/// Words of the copies: those of the original.
fn words_again(text: &str, times: usize) -> String {
    let mut longer = String::new();
    for line in text.lines() {
        longer.push_str(line);
        longer.push('\n');
        let key = line.trim_start().strip_prefix('"');
        if let Some((id, words)) = key.and_then(|key| key.split_once('"')) {
            for number in 2..=times {
                longer.push_str(&format!("    \"{id}.again{number}\"{words}\n"));
            }
        }
    }
    longer
}

#[cfg(test)]
mod tests {
    use super::lay_out;
    use crate::content::Content;
    use crate::domain::scenario::load::load;
    use crate::domain::scenario::model::Case;
    use crate::files::read_case;
    use std::path::Path;

    #[test]
    fn a_longer_case_can_be_played() {
        let home = Path::new(env!("CARGO_MANIFEST_DIR"));
        let content = Content::open(home).unwrap();
        let short = read_case(&home.join("scenarios/street-vendor")).unwrap();
        let short = load(&short, &content.context).case.unwrap();
        let folder = std::env::temp_dir().join(format!("streetwise-longer-{}", std::process::id()));
        let made = lay_out(&home.join("scenarios/street-vendor"), &folder, 4).unwrap();
        let loaded = load(&read_case(&made).unwrap(), &content.context);
        std::fs::remove_dir_all(&folder).unwrap();
        let long = loaded.case.unwrap_or_else(|| panic!("{:?}", loaded.found));
        // Lines and beats of partner errors come from the conduct pack, once for each case.
        let own = |ids: Vec<&str>| ids.iter().filter(|id| !id.starts_with("partner_")).count();
        let lines = |case: &Case| own(case.lines.iter().map(|one| one.id.as_str()).collect());
        let beats = |case: &Case| own(case.beats.iter().map(|one| one.id.as_str()).collect());
        assert_eq!(lines(&long), lines(&short) * 4);
        assert_eq!(beats(&long), beats(&short) * 4);
    }
}
