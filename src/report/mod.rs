//! The trainee's report: one self-contained page from a case, a record and its mark, the same bytes every time.
//!
//! The page's layout is a minijinja template under `assets/report`, so that a designer can change it without Rust, and
//! every value in it is escaped because the template's name ends in `.html`. Every word comes from Fluent or from
//! content. This room reads no file, asks no clock and decides no mark.

mod axis;
mod chart;
mod debrief;
mod findings;
mod lanes;
mod lessons;
mod milestones;
mod papers;
mod pictures;
mod tension;
mod transcript;
mod view;
mod wording;

use crate::album::Kept;
use crate::domain::assessment::Assessment;
use crate::domain::ids::Language;
use crate::domain::packs::Packs;
use crate::domain::record::Record;
use crate::domain::scenario::model::Case;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior};
use std::collections::BTreeMap;
use wording::Wording;

pub use debrief::{
    Block, Chart, Curve, Debrief, Evidence, Finding, Pin, Row, Training, Turn, debrief,
};
pub use milestones::{Goal, Milestone, Seat, milestones};
pub use wording::beijing_time;

/// Pages and their parts, by the names they include each other by. The ending `.html` switches escaping on.
const TEMPLATES: &[(&str, &str)] = &[
    ("page.html", include_str!("../../assets/report/page.html")),
    ("head.html", include_str!("../../assets/report/head.html")),
    (
        "blocks.html",
        include_str!("../../assets/report/blocks.html"),
    ),
    (
        "tension.html",
        include_str!("../../assets/report/tension.html"),
    ),
    (
        "pictures.html",
        include_str!("../../assets/report/pictures.html"),
    ),
    (
        "findings.html",
        include_str!("../../assets/report/findings.html"),
    ),
    (
        "papers.html",
        include_str!("../../assets/report/papers.html"),
    ),
    (
        "lessons.html",
        include_str!("../../assets/report/lessons.html"),
    ),
    (
        "appendix.html",
        include_str!("../../assets/report/appendix.html"),
    ),
];
/// The style sheet, which holds no data and is therefore put in as it is.
const STYLE: &str = include_str!("../../assets/report/page.css");

/// What a report is made from.
#[derive(Clone, Copy)]
pub struct ReportInput<'a> {
    /// The case that was played.
    pub case: &'a Case,
    /// Law, conduct and bureau.
    pub packs: &'a Packs,
    /// What happened.
    pub record: &'a Record,
    /// What it was worth.
    pub assessment: &'a Assessment,
    /// Language of the page, which need not be that of the run.
    pub lang: Language,
    /// District whose bureau stands at the head; an unknown id falls back to the profile's default.
    pub district: &'a str,
    /// What was kept of the pictures that went back to the platform.
    pub pictures: &'a [Kept],
}

/// The report as one HTML page without scripts and without anything fetched from elsewhere.
///
/// # Panics
/// When a template does not fit its values; this is a bug that a test finds first.
#[must_use]
pub fn render(input: &ReportInput<'_>) -> String {
    let wording = Wording::new(*input);
    let page = view::page(&wording);
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_syntax(page_syntax());
    for (name, source) in TEMPLATES {
        if let Err(error) = engine.add_template(name, source) {
            panic!("report template: {error:#}; this is a bug");
        }
    }
    let words: BTreeMap<String, String> = wording.all();
    let values = minijinja::context! {
        page => Value::from(Serde(page)),
        w => words,
        lang => input.lang.tag(),
        style => Value::from_safe_string(STYLE.to_owned()),
    };
    engine
        .get_template("page.html")
        .and_then(|template| template.render(values))
        .unwrap_or_else(|error| panic!("report template: {error:#}; this is a bug"))
}

/// Everything the page shows as plain values, for another printer: `page`, its words `w`, and `lang`.
///
/// # Panics
/// Never: only texts, numbers and lists inside.
#[must_use]
pub fn values(input: &ReportInput<'_>) -> serde_json::Value {
    let wording = Wording::new(*input);
    let page = view::page(&wording);
    serde_json::json!({ "page": page, "w": wording.all(), "lang": input.lang.tag() })
}

/// Lines that hold only a tag leave no trace in the page.
fn page_syntax() -> SyntaxConfig {
    SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .unwrap_or_else(|error| panic!("report template: {error:#}; this is a bug"))
}
