//! A shift at the desk of the city platform (智慧城管) as data: tickets that come in, who is responsible, what goes wrong
//! by itself. What an operator makes of it, the platform decides.

use super::problem::{self, PackProblem};
use super::{BureauPack, Date, PackText};
use crate::domain::ids::Bilingual;
use serde::{Deserialize, Serialize};

/// Minutes of a day.
const DAY_MIN: u32 = 24 * 60;
/// Longest shift in minutes: with an hour for those who are still out, no clock time comes twice.
const LONGEST_MIN: u32 = DAY_MIN - 60;
/// Minutes before the clock of its case within which a ticket comes in.
const BEFORE_CASE_MIN: u32 = 15;

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
    /// Day on which it comes in. A ticket that opens a case has the case's own day, which the record, its papers and the law
    /// of the run go by; the tickets of one shift may so be of different days.
    pub date: Date,
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

const fn usual_danger_min() -> u32 {
    5
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
    /// The district whose bureau it is, by its id in the profile of the bureau; none for all others.
    #[serde(default)]
    pub district: Option<String>,
}

/// What a shift has to know of a case that a ticket opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlayedCase {
    /// Id.
    pub id: String,
    /// Number of its ticket.
    pub number: String,
    /// Day on which it plays.
    pub date: Date,
    /// Minutes after midnight at which it begins.
    pub clock_min: u32,
    /// District id.
    pub district: String,
    /// Whether something is dealt with there and reported with pictures; a seat at the platform has nothing of the kind.
    pub is_field: bool,
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
    /// First minutes of a danger: within them it must be decided and phoned, and go out as soon after it was decided.
    #[serde(default = "usual_danger_min")]
    pub danger_within_min: u32,
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

    /// The time of day at a minute of the shift, in minutes after midnight; a shift may go on past midnight.
    #[must_use]
    pub const fn clock_min(&self, at_min: u32) -> u32 {
        (self.starts_min + at_min) % DAY_MIN
    }

    /// The minute of the shift at which the clock shows this time, where the shift lasts `latest_min` minutes at most; the
    /// beginning for a time that never comes.
    #[must_use]
    pub const fn minute_at(&self, clock_min: u32, latest_min: u32) -> u32 {
        let next_day = clock_min + DAY_MIN - self.starts_min;
        if clock_min < self.starts_min && next_day <= latest_min {
            next_day
        } else {
            clock_min.saturating_sub(self.starts_min)
        }
    }

    /// Where tickets do not agree with the cases they open: number, day, hour, district.
    #[must_use]
    pub fn check_cases(&self, file: PackText<'_>, cases: &[PlayedCase]) -> Vec<PackProblem> {
        let mut problems = Vec::new();
        for ticket in &self.tickets {
            let Some(id) = &ticket.case else { continue };
            let Some(case) = cases.iter().find(|one| one.id == *id) else {
                problems.push(problem::dangling(file, &ticket.id, "scenarios", id));
                continue;
            };
            let mut differs = |zh: String, en: String| {
                problems.push(PackProblem::new(
                    file,
                    &ticket.id,
                    "pack-ticket-not-its-case",
                    format!("工单“{}”和案例“{id}”对不上：{zh}", ticket.id),
                    format!(
                        "The ticket '{}' differs from the case '{id}': {en}",
                        ticket.id
                    ),
                ));
            };
            if !case.is_field {
                differs(
                    "这个案例不到现场，没有处置结果可回传。".to_owned(),
                    "nothing is dealt with in the street there, and nothing is reported."
                        .to_owned(),
                );
            }
            if ticket.number != case.number {
                differs(
                    format!("单号应当是 {}。", case.number),
                    format!("the number should be {}.", case.number),
                );
            }
            if ticket.date != case.date {
                differs(
                    format!("date 应当是 {}。", case.date),
                    format!("date should be {}.", case.date),
                );
            }
            let arrives = self.clock_min(ticket.arrives_min);
            let is_soon = case
                .clock_min
                .checked_sub(arrives)
                .is_some_and(|before| before <= BEFORE_CASE_MIN);
            if !is_soon {
                let (comes, begins) = (clock(arrives), clock(case.clock_min));
                differs(
                    format!(
                        "{comes} 进来，案例 {begins} 开始；应当提前 0–{BEFORE_CASE_MIN} 分钟，请改 arrives_min。"
                    ),
                    format!(
                        "it comes in at {comes} and the case begins at {begins}; let it come 0 to {BEFORE_CASE_MIN} minutes before (arrives_min)."
                    ),
                );
            }
            let is_of_district = match &ticket.right {
                RightWay::Unit(id) => self.unit(id).is_some_and(|unit| {
                    unit.ours && unit.district.as_deref() == Some(case.district.as_str())
                }),
                RightWay::Merge(_) | RightWay::Reject(_) => false,
            };
            if !is_of_district {
                differs(
                    format!(
                        "right 应当是 district: \"{}\"、ours: true 的单位。",
                        case.district
                    ),
                    format!(
                        "right should be a unit with district: \"{}\" and ours: true.",
                        case.district
                    ),
                );
            }
        }
        problems
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
        // Scripts write clock times, so that none may come twice.
        if self.starts_min >= DAY_MIN || !(1..=LONGEST_MIN).contains(&self.length_min) {
            problems.push(problem::out_of_range(
                file,
                &self.id,
                "starts_min < 1440, 0 < length_min ≤ 1380",
            ));
        }
        let most = [
            self.accept_within_min,
            self.dispatch_within_min,
            self.danger_within_min,
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

    /// Units that the bureau names, too, must be called the same there, and districts' bureaus as their districts say.
    #[must_use]
    pub fn agrees_with(&self, bureau: &BureauPack) -> bool {
        self.units.iter().all(|one| {
            let by_id = bureau.unit(&one.id);
            let by_district = one.district.as_deref().map(|id| bureau.district(id));
            by_id.is_none_or(|known| known.name == one.name)
                && by_district.is_none_or(|known| known.is_some_and(|known| known.unit == one.name))
        })
    }
}

/// A time of day as `HH:MM`.
fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
