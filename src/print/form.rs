//! A paper of an officer as a page: its data with the few words that its template needs. A bureau's own template, under
//! the form's id, goes before the common one. Fills nothing in and judges nothing.

use super::{Press, PrintError};
use crate::paper::PaperData;
use crate::text::Words;
use serde::Serialize;

/// The template of every form without one of its own.
const COMMON: &str = "paper";

/// What a template gets.
#[derive(Serialize)]
struct Sheet<'a> {
    paper: &'a PaperData,
    w: SheetWords,
}

/// Words of a sheet that stand in no form.
#[derive(Serialize)]
struct SheetWords {
    serial: String,
    sample: String,
    yes: String,
    no: String,
}

/// Prints a paper, filled or empty.
///
/// # Errors
/// When its template is wrong, or no font has a letter of it.
pub fn form(press: &Press, paper: &PaperData, words: &Words) -> Result<Vec<u8>, PrintError> {
    let template = if press.has(&paper.template) {
        paper.template.as_str()
    } else {
        COMMON
    };
    let sheet = Sheet {
        paper,
        w: SheetWords {
            serial: words.get("paper-serial"),
            sample: words.get("paper-sample"),
            yes: words.get("paper-yes"),
            no: words.get("paper-no"),
        },
    };
    press.print(template, &sheet)
}
