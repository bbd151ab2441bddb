//! `progress assignment`: how far everybody has come with what was given to them, in lines or as a table for a spreadsheet.

use super::courses::{Called, called, title, titled};
use super::desk::Desk;
use super::export::failure;
use super::index::plain_cases;
use super::outcome::{Failure, Outcome};
use crate::domain::scenario::model::Case;
use crate::domain::session::Mode;
use crate::export::{Cell, Column, Kind, Sheet, TableFormat, write_table};
use crate::store::assignments::{Stand, Standing};
use crate::store::people::Person;
use crate::store::vault::Names;
use std::collections::BTreeMap;
use std::path::Path;

/// What is told, and of whom.
pub(super) struct Told<'a> {
    /// A line for each case of everybody.
    pub(super) standings: &'a [Standing],
    /// Names, for a role that may see them.
    pub(super) names: &'a Names,
    /// Everybody, for the teams.
    pub(super) people: &'a [Person],
}

/// A column of the table: its words, its width, its kind.
const COLUMNS: [(&str, u8, Kind); 11] = [
    ("standing-assignment", 16, Kind::Text),
    ("export-trainee", 12, Kind::Text),
    ("export-name", 12, Kind::Text),
    ("export-staff-number", 12, Kind::Text),
    ("export-team", 12, Kind::Text),
    ("export-title", 24, Kind::Text),
    ("export-level", 8, Kind::Number),
    ("export-mode", 10, Kind::Text),
    ("standing-due", 12, Kind::Moment),
    ("standing-state", 18, Kind::Text),
    ("standing-overdue", 10, Kind::Text),
];
/// Those of them that tell who somebody is.
const IDENTITY: std::ops::Range<usize> = 2..4;

impl Told<'_> {
    /// Says them, a line each.
    pub(super) fn say(&self, desk: &Desk) -> Result<(), Failure> {
        if self.standings.is_empty() {
            desk.tell("progress-nothing", &[]);
        }
        let cases = if desk.json || self.standings.is_empty() {
            Vec::new()
        } else {
            plain_cases()?
        };
        for one in self.standings {
            if desk.json {
                desk.hand_over(&Called::new(one, &one.trainee, self.names));
            } else {
                desk.tell(
                    "progress-standing",
                    &[
                        ("assignment", &one.assignment),
                        ("trainee", &called(&one.trainee, self.names)),
                        ("task", &titled(&one.task, &cases, desk)),
                        ("due", &one.due),
                        ("state", &state(one, desk)),
                        ("overdue", if one.is_overdue { "yes" } else { "no" }),
                    ],
                );
            }
        }
        Ok(())
    }

    /// Writes them as a workbook or as text, by the ending of the file; names and staff numbers where they were asked for.
    pub(super) fn write(&self, path: &Path, with_names: bool, desk: &Desk) -> Result<(), Failure> {
        let has_ending = |ending: &str| {
            path.extension()
                .is_some_and(|one| one.eq_ignore_ascii_case(ending))
        };
        let format = if has_ending("xlsx") {
            TableFormat::Xlsx
        } else if has_ending("csv") {
            TableFormat::Csv
        } else {
            return Err(Failure::new(Outcome::Usage, "fail-standing-ending")
                .with("path", path.display().to_string()));
        };
        let cases = plain_cases()?;
        let is_shown = |at: usize| with_names || !IDENTITY.contains(&at);
        let columns = COLUMNS
            .iter()
            .enumerate()
            .filter(|(at, _)| is_shown(*at))
            .map(|(_, (id, width, kind))| Column {
                title: desk.words.get(id),
                width: *width,
                kind: *kind,
                is_printed: true,
            })
            .collect();
        let sheet = Sheet {
            name: desk.words.get("standing-sheet"),
            suffix: String::new(),
            columns,
        };
        let teams: BTreeMap<&str, &str> = self
            .people
            .iter()
            .map(|one| (one.id.as_str(), one.team.as_str()))
            .collect();
        let rows = self.standings.iter().map(|one| {
            let team = teams.get(one.trainee.as_str()).copied();
            let cells = self.cells(one, team.unwrap_or_default(), &cases, desk);
            let cells = cells.into_iter().enumerate();
            cells
                .filter(|(at, _)| is_shown(*at))
                .map(|(_, cell)| cell)
                .collect()
        });
        let written = write_table(path, format, sheet, rows).map_err(failure)?;
        let (count, path) = (
            self.standings.len().to_string(),
            written.display().to_string(),
        );
        if desk.json {
            desk.hand_over(&serde_json::json!({ "rows": self.standings.len(), "files": [path] }));
        } else {
            desk.tell("standing-wrote", &[("count", &count), ("path", &path)]);
        }
        Ok(())
    }

    fn cells(
        &self,
        one: &Standing,
        team: &str,
        cases: &[Case],
        desk: &Desk,
    ) -> [Cell; COLUMNS.len()] {
        let who = self.names.get(&one.trainee);
        let title = title(&one.task.case, cases, desk).unwrap_or(&one.task.case);
        let mode = match one.mode {
            Mode::Practice => "practice",
            Mode::Exam => "exam",
        };
        let overdue = if one.is_overdue {
            "export-yes"
        } else {
            "export-no"
        };
        [
            Cell::text(&one.assignment),
            Cell::text(&one.trainee),
            Cell::text(who.map_or("", |who| &who.name)),
            Cell::text(who.map_or("", |who| &who.staff_number)),
            Cell::text(team),
            Cell::text(title),
            Cell::Number(one.task.level.into()),
            Cell::text(desk.words.get(&format!("report-mode-{mode}"))),
            Cell::Day(one.due.clone()),
            Cell::text(state(one, desk)),
            Cell::text(desk.words.get(overdue)),
        ]
    }
}

/// How far somebody has come, in words.
fn state(one: &Standing, desk: &Desk) -> String {
    let state = match one.stand {
        Stand::NotBegun => "none",
        Stand::BrokenOff => "broken",
        Stand::Failed => "failed",
        Stand::Pending => "pending",
        Stand::Sealed => "sealed",
        Stand::Passed => "passed",
    };
    desk.words.with("standing-of", &[("state", state)])
}
