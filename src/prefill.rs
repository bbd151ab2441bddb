//! What a form can already know: fields filled from the bureau profile, the case and what has happened in the run. Offers
//! words, judges nothing; the officer may change every one of them.

use crate::content::Content;
use crate::domain::ids::{Language, Millis};
use crate::domain::packs::{FieldFormat, Form, FormField};
use crate::domain::scenario::model::{Case, Role, Target};
use crate::domain::session::State;
use crate::wording::Wording;

/// Numbers of the certificates that two officers carry in training, where a case does not say.
const CERTIFICATES: [&str; 2] = ["0417", "0522"];

/// What a form may draw upon.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The case.
    pub case: &'a Case,
    /// Where it stands.
    pub state: &'a State,
    /// Packs.
    pub content: &'a Content,
    /// Words of the run.
    pub wording: &'a Wording<'a>,
    /// Language of the paper.
    pub lang: Language,
    /// How the trainee is named on paper.
    pub me: &'a str,
}

/// What stands in a form before anybody writes: field ids with words, in print order.
#[must_use]
pub fn prefill(form: &Form, known: Known<'_>) -> Vec<(String, String)> {
    form.fields
        .iter()
        .map(|field| {
            (
                field.id.clone(),
                word(field, form, known).unwrap_or_default(),
            )
        })
        .collect()
}

fn word(field: &FormField, form: &Form, known: Known<'_>) -> Option<String> {
    let Known {
        case,
        state,
        content,
        wording,
        lang,
        me,
    } = known;
    let fact = |id: &str| case.fact(id).is_some_and(|fact| state.facts[fact.at()]);
    let yes_no = |on: bool| Some(if on { "yes" } else { "no" }.to_owned());
    let bureau = |key: &str| content.packs.bureau.word(key, &case.district, lang);
    Some(match field.id.as_str() {
        "unit" => bureau("bureau.unit")?,
        "contact" => content.packs.bureau.hotline.clone(),
        "place" => case.place_name.get(lang).to_owned(),
        "started_at" | "found_at" | "offence_at" | "parked_at" => {
            case.moment(Millis(0)).to_string()
        }
        "ticket" => case.ticket.number.clone(),
        "ended_at" | "issued_at" | "corrected_at" | "served_at" => {
            case.moment(state.now).to_string()
        }
        "party_name" | "recipient" => wording.person(&case.people[state.party.at()].id),
        "officers" => {
            let partner = case
                .people
                .iter()
                .zip(&state.people)
                .find(|(person, now)| person.role == Role::Partner && now.present)
                .map(|(person, _)| person.name.get(lang).to_owned());
            match partner {
                Some(partner) => format!("{me}{}{partner}", wording.separator()),
                None => me.to_owned(),
            }
        }
        "recorder" => me.to_owned(),
        "plate" => plate(case, state, lang)?,
        "photos" => photographs(case, state)?.to_string(),
        "document" => served(form, known)?,
        "certificate_numbers" if case.certificates.is_empty() => {
            CERTIFICATES.join(wording.separator())
        }
        "certificate_numbers" => case.certificates.join(wording.separator()),
        "certificate_shown" => return yes_no(fact("certificate_shown")),
        "rights_told" => return yes_no(fact("rights_told")),
        "basis" => form.law.first().cloned()?,
        "serial" => {
            let forms = &content.packs.bureau.forms;
            let place = forms.iter().position(|one| one.id == form.id)? + 1;
            format!("{}-{place:02}", case.ticket.number)
        }
        "seal" => return yes_no(true),
        _ if field.usual.is_some() => wording.fill(field.usual.as_ref()?.get(lang)),
        _ => match &field.format {
            FieldFormat::DateTime => case.moment(state.now).to_string(),
            FieldFormat::Law => form.law.first().cloned()?,
            FieldFormat::Picture => wording.target(pictured_twice(case, state)?),
            FieldFormat::Choice(choices) if choices.len() == 1 => choices[0].id.clone(),
            _ => return None,
        },
    })
}

/// The plate that was drawn, as far as the case draws one.
fn plate(case: &Case, state: &State, lang: Language) -> Option<String> {
    let at = case.draws.iter().position(|one| one.id.contains("plate"))?;
    let value = case.draws[at].of.get(usize::from(*state.drawn.get(at)?))?;
    Some(value.text.get(lang).to_owned())
}

/// How many photographs were taken; none when none was.
fn photographs(case: &Case, state: &State) -> Option<u16> {
    let action = case.action("photograph")?;
    let taken: u16 = state
        .did
        .iter()
        .filter(|((one, _), _)| *one == action)
        .map(|(_, times)| times)
        .sum();
    (taken > 0).then_some(taken)
}

/// What was photographed more than once, as far as it was one thing only: then it was before and after.
fn pictured_twice<'a>(case: &'a Case, state: &State) -> Option<&'a str> {
    let action = case.action("photograph")?;
    let mut twice = state.did.iter().filter_map(|((one, target), times)| {
        let Some(Target::Thing(thing)) = target else {
            return None;
        };
        (*one == action && *times > 1).then(|| case.things[thing.at()].id.as_str())
    });
    let one = twice.next()?;
    twice.next().is_none().then_some(one)
}

/// The paper to be served: the only other one made so far.
fn served(form: &Form, known: Known<'_>) -> Option<String> {
    let mut made = known
        .state
        .papers
        .iter()
        .map(|ix| &known.case.forms[ix.at()])
        .filter(|one| one.id != form.id);
    let one = made.next()?;
    made.next()
        .is_none()
        .then(|| one.name.get(known.lang).to_owned())
}
