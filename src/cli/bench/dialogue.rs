//! The dialogue of a played run as a Yarn Spinner node: each thing said or done is an option among three, each line of
//! the people stands below the option it answered. What our engine decides by people and beats is written out, so Yarn
//! Spinner is asked for less than we are.

use crate::domain::ids::Language;
use crate::domain::record::Moment;
use crate::domain::rehearsal::Run;
use crate::domain::scenario::model::Case;
use crate::domain::session::{Effect, Input};
use std::fmt::Write;

/// The run as one node called `Start`; the first option is always the one taken.
pub(super) fn yarn(run: &Run, case: &Case) -> String {
    let mut text = String::from("title: Start\n---\n<<declare $turn = 0>>\n");
    let mut in_option = false;
    for event in &run.record.events {
        match &event.what {
            Moment::In(Input::Said(heard)) => {
                close(&mut text, in_option);
                let words = bare(&heard.text);
                let _ = writeln!(text, "-> Trainee: {words}\n    <<set $turn += 1>>");
                in_option = true;
            }
            Moment::Out(Effect::Line { by, line }) => {
                let words = case
                    .lines
                    .iter()
                    .find(|one| one.id == *line)
                    .map_or("", |one| one.text.get(Language::Zh));
                let indent = if in_option { "    " } else { "" };
                let _ = writeln!(text, "{indent}{by}: {}", bare(words));
            }
            _ => {}
        }
    }
    close(&mut text, in_option);
    text.push_str("===\n");
    text
}

/// Two other things one might have said.
fn close(text: &mut String, in_option: bool) {
    if in_option {
        text.push_str(
            "-> Trainee: ...\n    <<set $turn += 2>>\n-> Trainee: ?\n    <<set $turn += 3>>\n",
        );
    }
}

/// Without the signs that mean something to Yarn Spinner.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|one| !"{}[]<>#\\/:".contains(*one))
        .collect()
}
