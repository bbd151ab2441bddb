//! A shift at the desk of the city platform (智慧城管) as data: tickets that come in, who is responsible, what goes wrong
//! by itself. What an operator makes of it, the platform decides.

use super::problem::{self, PackProblem};
use super::{BureauPack, PackText};
use crate::domain::ids::Bilingual;
use serde::{Deserialize, Serialize};

/// Minutes of a day.
const DAY_MIN: u32 = 24 * 60;

/// Where a ticket comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketSource {
    /// 12319 or 12345.
    Hotline,
    /// The account where people report.
    Wechat,
    /// A collector on patrol.
    Patrol,
    /// A camera.
    Camera,
    /// An officer who came across it.
    Officer,
}

/// A component of the city or something that happens in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketKind {
    /// 部件: a manhole cover, a lamp post.
    Part,
    /// 事件: a cart on the pavement.
    Event,
}

/// How soon somebody must go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// In its turn.
    Normal,
    /// Before the others.
    Urgent,
    /// At once, and by phone besides.
    Emergency,
}

/// What should become of a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RightWay {
    /// Accepted and handled by this unit.
    Unit(String),
    /// Merged into an earlier ticket about the same thing.
    Merge(String),
    /// Not accepted, for a reason that is told to whoever reported it.
    Reject(Bilingual),
}

/// One ticket.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShiftTicket {
    /// Id within the shift.
    pub id: String,
    /// Number as printed.
    pub number: String,
    /// Where it comes from.
    pub source: TicketSource,
    /// Part or event.
    pub kind: TicketKind,
    /// Class and sub-class.
    pub class: Bilingual,
    /// Where.
    pub place: Bilingual,
    /// What was reported. Who reported it stands nowhere: a ticket shows no caller.
    pub text: Bilingual,
    /// What the picture shows; none when none was sent.
    #[serde(default)]
    pub photo: Option<Bilingual>,
    /// How soon.
    pub urgency: Urgency,
    /// Earlier entries about this matter.
    #[serde(default)]
    pub history: Vec<Bilingual>,
    /// Minutes after the start of the shift at which it comes in.
    pub arrives_min: u32,
    /// Minutes from acceptance to closing.
    pub limit_min: u32,
    /// What should become of it.
    pub right: RightWay,
    /// The unit that auto-dispatch takes it for when it errs.
    #[serde(default)]
    pub mistaken_for: Option<String>,
    /// Minutes the unit needs on the spot.
    #[serde(default = "usual_work_min")]
    pub work_min: u32,
    /// The unit's first report is not true: nothing was done yet.
    #[serde(default)]
    pub false_report: bool,
    /// Points that the find alone costs the responsible unit (发现即扣分), in tenths.
    #[serde(default)]
    pub deduct_tenths: u32,
    /// Indicator of the civilised-city test (创城) it falls under.
    #[serde(default)]
    pub indicator: Option<Bilingual>,
    /// The case that plays it on the street, by id.
    #[serde(default)]
    pub case: Option<String>,
}

const fn usual_work_min() -> u32 {
    20
}

/// A unit that tickets go to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShiftUnit {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Bilingual,
    /// What is its business.
    pub duties: Bilingual,
    /// Whether it is the trainee's own squad, which does not report by itself.
    #[serde(default)]
    pub ours: bool,
}

/// A scripted way through the shift.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShiftScript {
    /// Id.
    pub id: String,
    /// In a sentence.
    pub about: Bilingual,
    /// `HH:MM deed ticket …`, in order.
    pub steps: Vec<String>,
    /// Points at least.
    pub at_least: i32,
    /// Points at most.
    pub at_most: i32,
}

/// A shift.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// Format number.
    pub format: u32,
    /// Version of the content.
    pub version: String,
    /// Id, its file name.
    pub id: String,
    /// Title.
    pub title: Bilingual,
    /// What is special.
    pub about: Bilingual,
    /// Start, minutes after midnight.
    pub starts_min: u32,
    /// Length in minutes.
    pub length_min: u32,
    /// Minutes within which a ticket must be accepted, merged or rejected.
    pub accept_within_min: u32,
    /// Minutes within which an accepted ticket must go out.
    pub dispatch_within_min: u32,
    /// Minutes after which auto-dispatch sends an accepted ticket that nobody sent.
    pub auto_after_min: u32,
    /// How often auto-dispatch errs, in thousandths of the tickets it could take for something else.
    pub auto_errs_permille: u16,
    /// Minutes after which a unit returns what is not its business.
    pub returns_after_min: u32,
    /// Units.
    pub units: Vec<ShiftUnit>,
    /// Tickets in order of arrival.
    pub tickets: Vec<ShiftTicket>,
    /// Scripts with what they are worth.
    pub scripts: Vec<ShiftScript>,
}

impl Shift {
    /// Reads and checks a shift.
    ///
    /// # Errors
    /// Every problem of the file; after a syntax error only that one.
    pub fn load(file: PackText<'_>) -> Result<Self, Vec<PackProblem>> {
        let shift: Self = problem::read(file)?;
        let mut problems = Vec::new();
        problem::check_head(file, shift.format, &shift.version, &mut problems);
        shift.check(file, &mut problems);
        if problems.is_empty() {
            Ok(shift)
        } else {
            Err(problems)
        }
    }

    /// The ticket of that id.
    #[must_use]
    pub fn ticket(&self, id: &str) -> Option<&ShiftTicket> {
        self.tickets.iter().find(|one| one.id == id)
    }

    /// The unit of that id.
    #[must_use]
    pub fn unit(&self, id: &str) -> Option<&ShiftUnit> {
        self.units.iter().find(|one| one.id == id)
    }

    fn check(&self, file: PackText<'_>, problems: &mut Vec<PackProblem>) {
        let tickets = self.tickets.iter().map(|one| one.id.as_str());
        problem::check_ids(file, "tickets", tickets, problems);
        problem::check_ids(
            file,
            "units",
            self.units.iter().map(|one| one.id.as_str()),
            problems,
        );
        problem::check_ids(
            file,
            "scripts",
            self.scripts.iter().map(|one| one.id.as_str()),
            problems,
        );
        problem::check_text(file, &self.id, "title", &self.title, problems);
        problem::check_text(file, &self.id, "about", &self.about, problems);
        for unit in &self.units {
            problem::check_text(file, &unit.id, "name", &unit.name, problems);
            problem::check_text(file, &unit.id, "duties", &unit.duties, problems);
        }
        // Scripts write clock times, so that a shift lies within a day.
        if self.length_min == 0 || self.starts_min.saturating_add(self.length_min) > DAY_MIN {
            problems.push(problem::out_of_range(
                file,
                &self.id,
                "0 < length_min, starts_min + length_min ≤ 1440",
            ));
        }
        let most = [
            self.accept_within_min,
            self.dispatch_within_min,
            self.auto_after_min,
            self.returns_after_min,
        ];
        if most.into_iter().any(|minutes| minutes > DAY_MIN) || self.auto_errs_permille > 1000 {
            problems.push(problem::out_of_range(
                file,
                &self.id,
                "…_min ≤ 1440, auto_errs_permille ≤ 1000",
            ));
        }
        let mut latest = 0;
        for ticket in &self.tickets {
            for (field, text) in [
                ("class", &ticket.class),
                ("place", &ticket.place),
                ("text", &ticket.text),
            ] {
                problem::check_text(file, &ticket.id, field, text, problems);
            }
            let optional = [("photo", &ticket.photo), ("indicator", &ticket.indicator)];
            for (field, text) in optional {
                if let Some(text) = text {
                    problem::check_text(file, &ticket.id, field, text, problems);
                }
            }
            for text in &ticket.history {
                problem::check_text(file, &ticket.id, "history", text, problems);
            }
            if ticket.arrives_min < latest || ticket.arrives_min >= self.length_min {
                problems.push(problem::out_of_range(file, &ticket.id, "arrives_min"));
            }
            latest = ticket.arrives_min;
            if ticket.limit_min == 0 || ticket.work_min == 0 {
                problems.push(problem::out_of_range(
                    file,
                    &ticket.id,
                    "limit_min, work_min > 0",
                ));
            }
            match &ticket.right {
                RightWay::Unit(unit) if self.unit(unit).is_none() => {
                    problems.push(problem::dangling(file, &ticket.id, "units", unit));
                }
                RightWay::Merge(other)
                    if self
                        .ticket(other)
                        .is_none_or(|one| one.arrives_min > ticket.arrives_min)
                        || *other == ticket.id =>
                {
                    problems.push(problem::dangling(file, &ticket.id, "tickets", other));
                }
                RightWay::Reject(reason) => {
                    problem::check_text(file, &ticket.id, "reject", reason, problems);
                }
                _ => {}
            }
            if let Some(unit) = ticket
                .mistaken_for
                .as_ref()
                .filter(|id| self.unit(id).is_none())
            {
                problems.push(problem::dangling(file, &ticket.id, "units", unit));
            }
        }
        if !self.units.iter().any(|one| one.ours) {
            problems.push(problem::out_of_range(file, &self.id, "ours: true ≥ 1 ×"));
        }
    }

    /// Units that the bureau names, too, must be called the same there.
    #[must_use]
    pub fn agrees_with(&self, bureau: &BureauPack) -> bool {
        self.units
            .iter()
            .filter_map(|one| Some((one, bureau.unit(&one.id)?)))
            .all(|(one, known)| one.name == known.name)
    }
}
