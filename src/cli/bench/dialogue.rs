//! The dialogue of a played run for Yarn Spinner: each thing said is an option among three, the lines of the people follow
//! it. What our engine decides by people and beats is written out, so Yarn Spinner is asked for less than we are. Its
//! runtime copies the node at every step, so the talk is cut into short nodes, as its authors do.

use crate::domain::ids::Language;
use crate::domain::record::Moment;
use crate::domain::rehearsal::Run;
use crate::domain::scenario::model::Case;
use crate::domain::session::{Effect, Input};
use std::fmt::Write;

/// Things said in one node.
const TURNS: usize = 8;

/// The run as nodes, the first called `Start`; the first option is always the one taken.
pub(super) fn yarn(run: &Run, case: &Case) -> String {
    let mut text =
        String::from("title: Start\n---\n<<declare $turn = 0>>\n<<declare $asked = 0>>\n");
    let mut turns = 0_usize;
    for event in &run.record.events {
        match &event.what {
            Moment::In(Input::Said(heard)) => {
                if turns > 0 && turns.is_multiple_of(TURNS) {
                    let next = turns / TURNS;
                    let _ = write!(text, "<<jump Part{next}>>\n===\ntitle: Part{next}\n---\n");
                }
                turns += 1;
                let words = bare(&heard.text);
                // Without something between them two groups of options are one, and the second is never asked.
                let _ = write!(
                    text,
                    "<<set $asked += 1>>\n-> Trainee: {words}\n    <<set $turn += 1>>\n\
                     -> Trainee: ...\n    <<set $turn += 2>>\n-> Trainee: ?\n    <<set $turn += 3>>\n"
                );
            }
            Moment::Out(Effect::Line { by, line }) => {
                let words = case
                    .lines
                    .iter()
                    .find(|one| one.id == *line)
                    .map_or("", |one| one.text.get(Language::Zh));
                let _ = writeln!(text, "{by}: {}", bare(words));
            }
            _ => {}
        }
    }
    text.push_str("===\n");
    text
}

/// Without the signs that mean something to Yarn Spinner.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|one| !"{}[]<>#\\/:".contains(*one))
        .collect()
}
