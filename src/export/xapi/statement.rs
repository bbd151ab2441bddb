//! One run as xAPI 1.0.3 statements: begun, every criterion scored, passed or failed, completed or abandoned, left.
//!
//! The shapes are strict: no empty value is ever written, ids come from the run itself, so that a statement sent again
//! is the same statement. A person's later verdict makes new statements and voids those it overtakes.

use crate::domain::assessment::{Appeal, Assessment, Item, UNFINISHED, Verdict};
use crate::domain::ids::Bilingual;
use crate::domain::scenario::model::Case;
use crate::export::codes;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The published profile that says what our extensions mean.
pub const PROFILE: &str = "https://streetwise.example/xapi/profile/v1";
/// Beginning of our extensions' names.
const EXTENSION: &str = "https://streetwise.example/xapi/ext/";
/// The space our ids are made in: version 5 of [`PROFILE`] in the space of addresses.
fn space() -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, PROFILE.as_bytes())
}

/// Whose statements they are.
#[derive(Debug, Clone)]
pub struct Site {
    /// Address that pseudonyms and cases are named under, without a slash at its end.
    pub home: String,
}

impl Site {
    /// The address of a bureau.
    #[must_use]
    pub fn new(home: &str) -> Self {
        Self {
            home: home.trim_end_matches('/').to_owned(),
        }
    }
}

impl Default for Site {
    fn default() -> Self {
        Self::new("https://streetwise.example")
    }
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement {
    /// Its id.
    pub id: Uuid,
    actor: Actor,
    verb: Verb,
    object: Object,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<Context>,
    timestamp: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Actor {
    object_type: &'static str,
    account: Account,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    home_page: String,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Verb {
    id: String,
    display: BTreeMap<&'static str, &'static str>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Object {
    object_type: &'static str,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<Definition>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Definition {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    name: BTreeMap<&'static str, String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Outcome {
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    success: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completion: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extensions: BTreeMap<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Points {
    scaled: f64,
    raw: i32,
    min: i32,
    max: i32,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Context {
    registration: Uuid,
    context_activities: Activities,
    platform: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extensions: BTreeMap<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Activities {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parent: Vec<Object>,
    category: Vec<Object>,
}

impl Statement {
    /// The statement as one line of JSON.
    ///
    /// # Panics
    /// Never: only strings, numbers and lists inside.
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = serde_json::to_string(self)
            .unwrap_or_else(|error| panic!("a statement: {error}; this is a bug"));
        line.push('\n');
        line
    }
}

/// Address and name in both languages of a verb; all are published ones.
const VERBS: &[(&str, &str, &str, &str)] = &[
    (
        "initialized",
        "http://adlnet.gov/expapi/verbs/initialized",
        "开始",
        "initialized",
    ),
    (
        "scored",
        "http://adlnet.gov/expapi/verbs/scored",
        "评分",
        "scored",
    ),
    (
        "passed",
        "http://adlnet.gov/expapi/verbs/passed",
        "合格",
        "passed",
    ),
    (
        "failed",
        "http://adlnet.gov/expapi/verbs/failed",
        "不合格",
        "failed",
    ),
    (
        "completed",
        "http://adlnet.gov/expapi/verbs/completed",
        "完成",
        "completed",
    ),
    (
        "abandoned",
        "https://w3id.org/xapi/adl/verbs/abandoned",
        "中断",
        "abandoned",
    ),
    (
        "terminated",
        "http://adlnet.gov/expapi/verbs/terminated",
        "结束",
        "terminated",
    ),
    (
        "voided",
        "http://adlnet.gov/expapi/verbs/voided",
        "作废",
        "voided",
    ),
];
const SIMULATION: &str = "http://adlnet.gov/expapi/activities/simulation";
const OBJECTIVE: &str = "http://adlnet.gov/expapi/activities/objective";
const PROFILE_TYPE: &str = "http://adlnet.gov/expapi/activities/profile";

fn verb(name: &str) -> Verb {
    let (_, id, zh, en) = VERBS
        .iter()
        .find(|one| one.0 == name)
        .unwrap_or_else(|| panic!("verb {name}; this is a bug"));
    Verb {
        id: (*id).to_owned(),
        display: BTreeMap::from([("zh-CN", *zh), ("en-US", *en)]),
    }
}

fn names(text: &Bilingual) -> BTreeMap<&'static str, String> {
    [("zh-CN", &text.zh), ("en-US", &text.en)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(lang, text)| (lang, text.clone()))
        .collect()
}

struct Run<'a> {
    mark: &'a Assessment,
    case: Option<&'a Case>,
    site: &'a Site,
}

/// What a run with its persons' verdicts is known by.
pub(super) fn key(mark: &Assessment, site: &Site) -> u128 {
    let name = format!(
        "run\n{}\n{}\n{}",
        site.home,
        mark.record,
        mark.appeals.len()
    );
    Uuid::new_v5(&space(), name.as_bytes()).as_u128()
}

/// Every statement of a run.
#[must_use]
pub fn statements(mark: &Assessment, case: Option<&Case>, site: &Site) -> Vec<Statement> {
    let run = Run { mark, case, site };
    let mut made = vec![run.begun()];
    for item in &mark.items {
        for (revision, _) in run.appeals(item).enumerate() {
            made.push(run.void(&format!("item/{}/{revision}", item.id)));
        }
        made.push(run.item(item));
    }
    for revision in 0..mark.appeals.len() {
        made.push(run.void(&format!("verdict/{revision}")));
        made.push(run.void(&format!("end/{revision}")));
    }
    made.extend(run.verdict());
    made.push(run.end());
    made.push(run.left());
    made
}

impl Run<'_> {
    fn id(&self, what: &str) -> Uuid {
        let name = format!("{}\n{}\n{what}", self.site.home, self.mark.record);
        Uuid::new_v5(&space(), name.as_bytes())
    }

    fn appeals<'b>(&'b self, item: &'b Item) -> impl Iterator<Item = &'b Appeal> {
        self.mark
            .appeals
            .iter()
            .filter(move |one| one.item == item.id)
    }

    fn actor(&self) -> Actor {
        Actor {
            object_type: "Agent",
            account: Account {
                home_page: self.site.home.clone(),
                name: self.mark.trainee.clone(),
            },
        }
    }

    fn case_activity(&self) -> Object {
        Object {
            object_type: "Activity",
            id: format!("{}/cases/{}", self.site.home, self.mark.scenario.id),
            definition: Some(Definition {
                kind: SIMULATION,
                name: self
                    .case
                    .map_or_else(BTreeMap::new, |case| names(&case.title)),
            }),
        }
    }

    /// A moment of the run, RFC 3339 UTC with thousandths.
    fn moment(&self, at_ms: u64) -> String {
        let began = self.mark.started_at.parse::<jiff::Timestamp>();
        let after = jiff::SignedDuration::from_millis(i64::try_from(at_ms).unwrap_or(i64::MAX));
        began
            .ok()
            .and_then(|began| began.checked_add(after).ok())
            .map_or_else(
                || self.mark.started_at.clone(),
                |moment| format!("{moment:.3}"),
            )
    }

    fn context(&self, parent: Option<Object>) -> Context {
        let mark = self.mark;
        let mut extensions = BTreeMap::new();
        let mut add = |name: &str, value: Value| {
            if value != json!("") {
                extensions.insert(format!("{EXTENSION}{name}"), value);
            }
        };
        add("level", json!(mark.level));
        add("mode", json!(codes::mode(mark.mode)));
        add("party", json!(mark.party));
        add("case-version", json!(mark.scenario.version));
        add("case-hash", json!(mark.scenario.hash));
        add("record", json!(mark.record));
        add("law-version", json!(mark.versions.law));
        Context {
            registration: self.id("registration"),
            context_activities: Activities {
                parent: parent.into_iter().collect(),
                category: vec![Object {
                    object_type: "Activity",
                    id: PROFILE.to_owned(),
                    definition: Some(Definition {
                        kind: PROFILE_TYPE,
                        name: BTreeMap::new(),
                    }),
                }],
            },
            platform: format!("Streetwise {}", env!("CARGO_PKG_VERSION")),
            extensions,
        }
    }

    fn of_case(&self, id: &str, name: &str, at_ms: u64, result: Option<Outcome>) -> Statement {
        Statement {
            id: self.id(id),
            actor: self.actor(),
            verb: verb(name),
            object: self.case_activity(),
            result,
            context: Some(self.context(None)),
            timestamp: self.moment(at_ms),
        }
    }

    fn begun(&self) -> Statement {
        self.of_case("begun", "initialized", 0, None)
    }

    fn item(&self, item: &Item) -> Statement {
        let mark = self.mark;
        let verdict = mark.verdict(item);
        let success = match verdict {
            Verdict::Met => Some(true),
            Verdict::Missed | Verdict::Breached => Some(false),
            Verdict::Review => None,
        };
        let points = mark.points(item);
        let judged = verdict != Verdict::Review;
        let mut extensions = BTreeMap::new();
        let mut add = |name: &str, value: Value| {
            extensions.insert(format!("{EXTENSION}{name}"), value);
        };
        add("block", json!(item.block.name()));
        add("verdict", json!(codes::verdict(verdict)));
        add("machine-verdict", json!(codes::verdict(item.verdict)));
        add("critical", json!(item.critical));
        let at_ms = item
            .evidence
            .first()
            .map_or(mark.duration_ms, |one| one.at_ms);
        let revision = self.appeals(item).count();
        Statement {
            id: self.id(&format!("item/{}/{revision}", item.id)),
            actor: self.actor(),
            verb: verb("scored"),
            object: Object {
                object_type: "Activity",
                id: format!(
                    "{}/cases/{}/criteria/{}",
                    self.site.home, mark.scenario.id, item.id
                ),
                definition: Some(Definition {
                    kind: OBJECTIVE,
                    name: names(&item.text),
                }),
            },
            result: Some(Outcome {
                score: judged.then(|| score(points, item.of)).flatten(),
                success,
                completion: None,
                duration: None,
                extensions,
            }),
            context: Some(self.context(Some(self.case_activity()))),
            timestamp: self.moment(at_ms),
        }
    }

    fn outcome(&self) -> Outcome {
        let mark = self.mark;
        let mut extensions = BTreeMap::new();
        extensions.insert(format!("{EXTENSION}outcome"), json!(mark.outcome));
        Outcome {
            score: score(mark.score.points, mark.score.of),
            success: (!mark.score.pending).then_some(mark.score.pass),
            completion: Some(mark.outcome != UNFINISHED),
            duration: Some(seconds(mark.duration_ms)),
            extensions,
        }
    }

    /// Passed or failed; nothing while somebody must still decide.
    fn verdict(&self) -> Option<Statement> {
        let mark = self.mark;
        let name = if mark.score.pass { "passed" } else { "failed" };
        let id = format!("verdict/{}", mark.appeals.len());
        let outcome = self.outcome();
        (!mark.score.pending).then(|| self.of_case(&id, name, mark.duration_ms, Some(outcome)))
    }

    fn end(&self) -> Statement {
        let mark = self.mark;
        let name = if mark.outcome == UNFINISHED {
            "abandoned"
        } else {
            "completed"
        };
        let id = format!("end/{}", mark.appeals.len());
        self.of_case(&id, name, mark.duration_ms, Some(self.outcome()))
    }

    fn left(&self) -> Statement {
        let outcome = Outcome {
            score: None,
            success: None,
            completion: None,
            duration: Some(seconds(self.mark.duration_ms)),
            extensions: BTreeMap::new(),
        };
        self.of_case("left", "terminated", self.mark.duration_ms, Some(outcome))
    }

    /// Takes an earlier statement back, whether it was ever sent or not.
    fn void(&self, what: &str) -> Statement {
        // The first appeal's day is the earliest at which it can have been overtaken.
        let at = self.mark.appeals.first().map(|one| one.at.clone());
        Statement {
            id: self.id(&format!("void/{what}")),
            actor: self.actor(),
            verb: verb("voided"),
            object: Object {
                object_type: "StatementRef",
                id: self.id(what).to_string(),
                definition: None,
            },
            result: None,
            context: None,
            timestamp: at
                .filter(|at| at.parse::<jiff::Timestamp>().is_ok())
                .unwrap_or_else(|| self.moment(self.mark.duration_ms)),
        }
    }
}

/// Points as a score; none of nothing, and none that would not lie between its bounds.
fn score(points: i32, of: i32) -> Option<Points> {
    (of > 0).then(|| {
        let raw = points.clamp(0, of);
        // Ten thousandths are exact enough, and print the same on every machine.
        let scaled = (f64::from(raw) / f64::from(of) * 10_000.0).round() / 10_000.0;
        Points {
            scaled,
            raw,
            min: 0,
            max: of,
        }
    })
}

/// ISO 8601.
fn seconds(ms: u64) -> String {
    format!("PT{}.{:02}S", ms / 1000, ms % 1000 / 10)
}
