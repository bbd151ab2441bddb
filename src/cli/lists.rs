//! The lists of ids that authors take from shared packs: shared red lines, deeds, forms with fields, districts, gestures,
//! world events. Part of `schema`, read from the packs themselves.

use super::desk::Desk;
use super::outcome::Failure;
use crate::content::Content;
use crate::domain::ids::{Bilingual, Language};
use crate::domain::packs::{CriticalBreach, Form, Trigger};
use crate::files::home;
use crate::staging::GestureFile;
use crate::text::{Words, sources};
use std::fmt::Write;

/// Messages that say what a world event is begin so.
const WORLD: &str = "report-world-";

/// All lists as Markdown.
pub(super) fn document(desk: &Desk) -> Result<String, Failure> {
    let home = home()?;
    let packs = Content::open(&home)?.packs;
    let words = &desk.words;
    let mut out = String::new();
    let head = |id: &str, table: &str| {
        let columns = words.get(table);
        let rule = "|---".repeat(columns.matches('|').count().saturating_sub(1));
        format!("\n{}\n\n{columns}\n{rule}|\n", words.get(id))
    };
    let _ = writeln!(
        out,
        "\n{}\n\n{}",
        words.get("lists-head"),
        words.get("lists-about")
    );
    out.push_str(&head("lists-criticals", "lists-criticals-table"));
    for one in &packs.conduct.critical {
        row(&mut out, &one.id, &[&crossed_by(one)], &one.text);
    }
    out.push_str(&head("lists-deeds", "lists-deeds-table"));
    for one in &packs.conduct.deeds {
        let severity = format!("{:?}", one.severity).to_lowercase();
        row(&mut out, &one.id, &[&severity], &one.text);
    }
    out.push_str(&head("lists-partner", "lists-two"));
    for one in &packs.conduct.partner_errors {
        row(&mut out, &one.id, &[], &one.text);
    }
    out.push_str(&head("lists-forms", "lists-forms-table"));
    for one in &packs.bureau.forms {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} |",
            one.id,
            one.name.zh,
            one.name.en,
            fields(one)
        );
    }
    out.push_str(&head("lists-districts", "lists-two"));
    for one in &packs.bureau.districts {
        row(&mut out, &one.id, &[], &one.name);
    }
    let _ = writeln!(
        out,
        "\n{}\n\n{}",
        words.get("lists-gestures"),
        gestures(&home)?
    );
    out.push_str(&head("lists-worlds", "lists-two"));
    for id in worlds() {
        let of = |lang| Words::new(lang).get(&format!("{WORLD}{id}"));
        let text = Bilingual {
            zh: of(Language::Zh),
            en: of(Language::En),
        };
        row(&mut out, id, &[], &text);
    }
    Ok(out)
}

fn row(out: &mut String, id: &str, more: &[&str], text: &Bilingual) {
    let more: String = more.iter().map(|one| format!(" {one} |")).collect();
    let _ = writeln!(out, "| `{id}` |{more} {} | {} |", text.zh, text.en);
}

/// What brings a breach about, in the words of the files.
fn crossed_by(breach: &CriticalBreach) -> String {
    let all: Vec<String> = breach
        .triggers
        .iter()
        .map(|trigger| match trigger {
            Trigger::Said(act) => format!("`Said {}`", act.name()),
            Trigger::Did(deed) => format!("`conduct: {deed}`"),
            Trigger::SaidBefore { act, needs } => {
                format!("`Said {}` < `Said {}`", act.name(), needs.name())
            }
            Trigger::ServedBefore { form, needs } => {
                format!("`Paper {form}` < `Said {}`", needs.name())
            }
        })
        .collect();
    all.join(", ")
}

/// Fields with their labels, those that must be filled in bold.
fn fields(form: &Form) -> String {
    let all: Vec<String> = form
        .fields
        .iter()
        .map(|field| {
            let (id, label) = (&field.id, &field.label.zh);
            if field.required {
                format!("**`{id}`** {label}")
            } else {
                format!("`{id}` {label}")
            }
        })
        .collect();
    all.join("；")
}

fn gestures(home: &std::path::Path) -> Result<String, Failure> {
    let path = home.join("assets").join("people").join("gestures.ron");
    let file: GestureFile = crate::staging::load(&path).map_err(super::check::staging_failure)?;
    let all: Vec<String> = file
        .gestures
        .iter()
        .map(|one| format!("`{}`", one.gesture))
        .collect();
    Ok(all.join(" "))
}

/// World events that the report has words for, sorted.
fn worlds() -> Vec<&'static str> {
    let [(_, files), _] = sources();
    let lines = files.iter().flat_map(|file| file.lines());
    let mut found: Vec<&str> = lines
        .filter_map(|line| line.strip_prefix(WORLD)?.split_whitespace().next())
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
