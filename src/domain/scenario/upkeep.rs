//! What keeps a case true over time: a lesson for every criterion, and signatures where the law has changed since. Knows
//! no file and no person: lessons, changes and signatures come with the context.

use super::context::Context;
use super::model::{Case, Check, Criterion, FactIx, HeldTo, Outcome, Trigger};
use super::resolve::Resolver;
use crate::domain::packs::{SIGNATURES_NEEDED, Topics};
use sha2::{Digest, Sha256};

/// Bytes of a criterion's digest that are written down.
const DIGEST_BYTES: usize = 8;

/// The words and provisions of a criterion as a short hash: what somebody signs.
#[must_use]
pub fn digest(criterion: &Criterion) -> String {
    let mut hash = Sha256::new();
    let texts = [&criterion.text, &criterion.why, &criterion.better];
    for text in texts {
        hash.update(text.zh.as_bytes());
        hash.update([0]);
        hash.update(text.en.as_bytes());
        hash.update([0]);
    }
    for id in &criterion.law {
        hash.update(id.as_bytes());
        hash.update([0]);
    }
    hash.finalize()
        .iter()
        .take(DIGEST_BYTES)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A change of law that touches a criterion, and who has signed the criterion since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnderChange {
    /// Change id.
    pub change: String,
    /// Provision that was touched.
    pub was: String,
    /// What stands in its place.
    pub now: Vec<String>,
    /// Who has signed so far.
    pub signed: Vec<String>,
}

impl UnderChange {
    /// Whether enough persons have signed.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.signed.len() >= SIGNATURES_NEEDED
    }
}

/// The changes that touch a criterion on the day of its case.
#[must_use]
pub fn under_changes(case: &Case, criterion: &Criterion, context: &Context) -> Vec<UnderChange> {
    let Some(day) = case.day() else {
        return Vec::new();
    };
    let digest = digest(criterion);
    context
        .changes
        .touching(&criterion.law, day)
        .map(|(change, touched)| UnderChange {
            change: change.id.clone(),
            was: touched.was.clone(),
            now: touched.now.clone(),
            signed: context
                .changes
                .signers(&change.id, &case.id, &criterion.id, &digest)
                .into_iter()
                .map(str::to_owned)
                .collect(),
        })
        .collect()
}

/// Marks criteria that wait for signatures and reports them, each at its provision.
pub(super) fn law_changes(resolver: &mut Resolver<'_>, case: &mut Case) {
    let context = resolver.context;
    for position in 0..case.criteria.len() {
        let criterion = &case.criteria[position];
        let mut open = under_changes(case, criterion, context);
        open.retain(|one| !one.stands());
        let (id, law) = (criterion.id.clone(), criterion.law.clone());
        for one in &open {
            let written = resolver
                .file
                .criteria
                .iter()
                .position(|known| known.id == id);
            // A breach shared by all cases stands in the conduct pack; here it is only named.
            let path = match (written, law.iter().position(|id| *id == one.was)) {
                (Some(at), Some(index)) => format!("criteria[{at}].law[{index}]"),
                _ => "criticals".to_owned(),
            };
            resolver.report(
                "SW0409",
                &path,
                &[
                    ("word", &id),
                    ("change", &one.change),
                    ("was", &one.was),
                    ("now", &one.now.join(", ")),
                    ("signed", &one.signed.len().to_string()),
                ],
            );
        }
        case.criteria[position].stale = open.first().map(|one| one.change.clone());
    }
}

/// Reports criteria that no lesson teaches. Without lessons at hand nothing is said.
pub(super) fn lessons(resolver: &mut Resolver<'_>, case: &Case) {
    let context = resolver.context;
    if context.lessons.lessons.is_empty() {
        return;
    }
    for criterion in &case.criteria {
        if context
            .lessons
            .for_topics(&topics(case, criterion))
            .is_some()
        {
            continue;
        }
        let written = resolver
            .file
            .criteria
            .iter()
            .position(|known| known.id == criterion.id);
        let path = written.map_or("criticals".to_owned(), |at| format!("criteria[{at}].id"));
        resolver.report("SW0408", &path, &[("word", &criterion.id)]);
    }
}

/// Reports papers that ask for a picture from after, where nobody can tell what it must come after.
pub(super) fn handled(resolver: &mut Resolver<'_>, case: &Case) {
    // A fact that does not exist is reported as such; `handled` is written all the same.
    if !resolver.file.handled.is_empty() {
        return;
    }
    for (position, form) in case.forms.iter().enumerate() {
        if form.held.iter().any(|one| one.1 == HeldTo::PictureAfter) {
            let path = format!("papers[{position}]");
            resolver.report("SW0410", &path, &[("word", &form.id)]);
        }
    }
}

/// What a criterion is about: the acts, deeds and forms its questions name, also through the facts they set.
#[must_use]
pub fn topics(case: &Case, criterion: &Criterion) -> Topics {
    let mut found = Topics {
        id: criterion.id.clone(),
        law: criterion.law.iter().cloned().collect(),
        ..Topics::default()
    };
    for check in [&criterion.met, &criterion.breached].into_iter().flatten() {
        of_check(case, check, &mut found);
    }
    found
}

fn of_check(case: &Case, check: &Check, found: &mut Topics) {
    match check {
        Check::All(list) | Check::Any(list) => {
            list.iter().for_each(|one| of_check(case, one, found));
        }
        Check::Not(one) | Check::By(one, _) | Check::Times(one, _) => of_check(case, one, found),
        Check::Before(one, two) | Check::After(one, two) | Check::Within(one, _, two) => {
            of_check(case, one, found);
            of_check(case, two, found);
        }
        Check::Said { act, .. } => {
            found.acts.insert(*act);
        }
        Check::Did(action, _) | Check::DidToMany(action, _) => {
            let action = &case.actions[action.at()];
            found.deeds.insert(action.id.clone());
            found.deeds.extend(action.conduct.clone());
        }
        Check::Paper(form, _) => {
            found.forms.insert(case.forms[form.at()].id.clone());
        }
        Check::Fact(fact) | Check::FactAtEnd(fact) => of_fact(case, *fact, found),
        Check::TensionAtEnd(..)
        | Check::TensionNeverAbove(..)
        | Check::Ended(_)
        | Check::Drawn(..)
        | Check::Party(_) => {}
    }
}

/// What the trainee does to make a fact true.
fn of_fact(case: &Case, fact: FactIx, found: &mut Topics) {
    let setters = case
        .beats
        .iter()
        .filter(|beat| beat.then.contains(&Outcome::Set(fact)));
    for trigger in setters.flat_map(|beat| &beat.on) {
        match trigger {
            Trigger::Said(act, _) => {
                found.acts.insert(*act);
            }
            Trigger::Did(action, _) => {
                let action = &case.actions[action.at()];
                found.deeds.insert(action.id.clone());
                found.deeds.extend(action.conduct.clone());
            }
            Trigger::Paper(form) => {
                found.forms.insert(case.forms[form.at()].id.clone());
            }
            _ => {}
        }
    }
}
