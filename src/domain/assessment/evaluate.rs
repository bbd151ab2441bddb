//! Questions about a record, answered yes, no or unsure. What was not heard surely can make an answer unsure, never no.

use super::answer::{Answer, Truth};
use super::causes::{Words, hangs_on_words, words_against, words_for};
use super::offers::{self, Standing};
use super::papers::Difference;
use super::timeline::{DidAt, Evidence, PaperAt, SURE_FROM, SaidAt, Timeline};
use crate::domain::act::Act;
use crate::domain::ids::{Millis, Permille};
use crate::domain::scenario::model::{Case, Check, FactIx, Outcome, Target, Trigger, Who};
use crate::domain::understanding::{SlotKind, UNCLEAR_NUMBER, misheard_for};
use std::collections::BTreeSet;

/// An act read with less certainty than this is a maybe.
const ACT_SURE_FROM: Permille = Permille(400);

/// Wrong conduct by words is a red line: read with less certainty than this, a person decides. No false alarm on the
/// unseen lines was surer.
pub const WRONG_SURE_FROM: Permille = Permille(950);

/// Emergency numbers as they are said: three syllables that decide about a life and are easily misheard.
const EMERGENCY: [&str; 6] = [
    "打一二零",
    "打幺二零",
    "打一一零",
    "打幺幺零",
    "打一一九",
    "打幺幺九",
];

/// Whether words, misheard, may have asked for a call to an emergency number.
fn may_call(text: &str) -> bool {
    EMERGENCY.iter().any(|said| misheard_for(text, said))
}

/// One evaluation: the case, its record, and whether unheard words may count as anything.
pub(super) struct Evaluate<'a> {
    pub(super) case: &'a Case,
    pub(super) line: &'a Timeline<'a>,
    /// Words that could not be made out may have been what was asked for. Never so when looking for a breach.
    pub(super) benefit_of_doubt: bool,
    /// Entries that do not agree with the record, where a paper asked for must agree; none where it is enough that the
    /// paper was made.
    pub(super) must_agree: Option<&'a [Difference]>,
}

impl Evaluate<'_> {
    pub(super) fn answer(&self, check: &Check) -> Answer {
        match check {
            Check::All(list) => self.all(list),
            Check::Any(list) => Self::any(list.iter().map(|one| self.answer(one))),
            Check::Not(inner) => self.not(inner),
            Check::Said { act, to, slot, law } => self.said(*act, *to, *slot, law),
            Check::Did(action, target) => {
                let action = &self.case.actions[action.at()].id;
                let target = target.map(|one| self.target_id(one));
                self.did(action, target)
            }
            Check::DidToMany(action, count) => {
                self.did_to_many(&self.case.actions[action.at()].id, *count)
            }
            Check::Paper(form, fields) => self.paper(&self.case.forms[form.at()].id, fields),
            Check::Fact(fact) => self.fact(*fact),
            Check::FactAtEnd(fact) => self.fact_at_end(*fact),
            Check::Before(one, two) => self.before(one, two),
            Check::After(one, two) => self.within(one, Millis(u64::MAX), two),
            Check::Within(one, span, two) => self.within(one, *span, two),
            Check::By(inner, span) => {
                let mut answer = self.answer(inner);
                answer.sure.retain(|one| one.at_ms <= span.0);
                answer.maybe.retain(|one| one.at_ms <= span.0);
                answer
            }
            Check::Times(inner, times) => self.times(inner, *times),
            Check::TensionAtEnd(who, bound) => self.tension_at_end(*who, *bound),
            Check::TensionNeverAbove(who, bound) => self.tension_never_above(*who, *bound),
            Check::Ended(endings) => {
                let hit = self.line.ending.filter(|(_, id)| {
                    endings
                        .iter()
                        .any(|one| self.case.endings[one.at()].id == *id)
                });
                match hit {
                    Some((at, id)) => self.state_yes(at, id),
                    None => self.state_no(),
                }
            }
            Check::Drawn(draw, value) => {
                let draw = &self.case.draws[draw.at()];
                let value = &draw.of[usize::from(*value)].id;
                let hit = self
                    .line
                    .draws
                    .iter()
                    .any(|(id, drawn)| *id == draw.id && drawn == value);
                Answer::plain(if hit { Truth::Yes } else { Truth::No })
            }
            Check::Party(person) => {
                let hit = self.line.party == self.case.people[person.at()].id;
                Answer::plain(if hit { Truth::Yes } else { Truth::No })
            }
        }
    }

    /// The answer where the check is a breach. A fact that is the breach itself, not its circumstances, is as sure as the
    /// words that set it were understood.
    pub(super) fn breach(&self, check: &Check) -> Answer {
        match check {
            Check::Any(list) => Self::any(list.iter().map(|one| self.breach(one))),
            Check::Fact(fact) => {
                let answer = self.fact(*fact);
                let doubts: Vec<Evidence> = answer
                    .first()
                    .map(|at| self.misread_cause(*fact, Millis(at)))
                    .unwrap_or_default();
                if doubts.is_empty() {
                    return answer;
                }
                Answer {
                    maybe: doubts,
                    ..Answer::default()
                }
            }
            other => self.answer(other),
        }
    }

    /// Words of that moment which set the fact, where they were not surely understood so.
    fn misread_cause(&self, fact: FactIx, at: Millis) -> Vec<Evidence> {
        let beats = self.case.beats.iter();
        let setting = beats.filter(|beat| beat.then.contains(&Outcome::Set(fact)));
        let causes: Vec<Act> = setting
            .flat_map(|beat| &beat.on)
            .filter_map(|on| match on {
                Trigger::Said(act, _) => Some(*act),
                _ => None,
            })
            .collect();
        let said = self.line.said.iter().filter(|one| one.at == at);
        said.filter(|one| {
            let acts = || one.heard.reading.acts.iter();
            let cause = acts().filter(|read| causes.contains(&read.act));
            cause
                .map(|read| read.sure)
                .max()
                .is_some_and(|sure| one.heard.sure < SURE_FROM || sure < WRONG_SURE_FROM)
        })
        .map(SaidAt::evidence)
        .collect()
    }

    fn person_id(&self, who: Who) -> &str {
        match who {
            Who::Party => self.line.party,
            Who::One(person) => &self.case.people[person.at()].id,
        }
    }

    fn target_id(&self, target: Target) -> &str {
        self.case.target_id(target)
    }

    fn all(&self, list: &[Check]) -> Answer {
        let answers: Vec<Answer> = list.iter().map(|one| self.answer(one)).collect();
        let truths: Vec<Truth> = answers.iter().map(Answer::truth).collect();
        if truths.contains(&Truth::No) {
            return Answer::plain(Truth::No);
        }
        let mut evidence: Vec<Evidence> = answers
            .iter()
            .filter_map(|one| one.sure.first().or_else(|| one.maybe.first()).cloned())
            .collect();
        // The moment it was complete comes first, because order rules look at the first moment.
        evidence.sort_by(|one, other| other.cmp(one));
        let unsure = truths.contains(&Truth::Unsure);
        match (unsure, evidence.is_empty()) {
            (_, true) => Answer::plain(if unsure { Truth::Unsure } else { Truth::Yes }),
            (true, false) => Answer {
                maybe: evidence,
                ..Answer::default()
            },
            (false, false) => Answer {
                sure: evidence,
                ..Answer::default()
            },
        }
    }

    fn any(answers: impl Iterator<Item = Answer>) -> Answer {
        let mut merged = Answer::default();
        let mut plain_yes = false;
        let mut plain_unsure = false;
        for answer in answers {
            plain_yes |= answer.truth() == Truth::Yes && answer.sure.is_empty();
            plain_unsure |= answer.truth() == Truth::Unsure && answer.maybe.is_empty();
            if answer.truth() != Truth::No {
                merged.sure.extend(answer.sure);
                merged.maybe.extend(answer.maybe);
            }
        }
        merged.sure.sort();
        merged.sure.dedup();
        merged.maybe.sort();
        merged.maybe.dedup();
        if merged.sure.is_empty() && plain_yes {
            merged.plain = Some(Truth::Yes);
        } else if merged.sure.is_empty() && merged.maybe.is_empty() && plain_unsure {
            merged.plain = Some(Truth::Unsure);
        }
        merged
    }

    fn not(&self, inner: &Check) -> Answer {
        // A denial turns the doubt round: unheard words are not held to have been the forbidden ones, but where their
        // absence would be the breach they may well have been said.
        let turned = Evaluate {
            case: self.case,
            line: self.line,
            benefit_of_doubt: !self.benefit_of_doubt,
            must_agree: None,
        };
        match turned.answer(inner).truth() {
            Truth::Yes => self.state_no(),
            Truth::No => Answer::plain(Truth::Yes),
            Truth::Unsure => Answer::plain(Truth::Unsure),
        }
    }

    fn said(&self, act: Act, to: Option<Who>, slot: Option<SlotKind>, law: &[String]) -> Answer {
        let mut answer = Answer::default();
        let sure_from = if act.is_wrong() {
            WRONG_SURE_FROM
        } else {
            ACT_SURE_FROM
        };
        for one in &self.line.said {
            let reading = &one.heard.reading;
            let found = reading.acts.iter().find(|read| read.act == act);
            let addressed = to.is_none_or(|who| one.to == self.person_id(who));
            let slotted = slot.is_none_or(|kind| reading.slots.iter().any(|one| one.kind == kind));
            let cited = law.is_empty()
                || reading
                    .law
                    .iter()
                    .any(|cited| cited.right && law.contains(&cited.id));
            let badly_heard = self.benefit_of_doubt && one.heard.sure < SURE_FROM;
            // Of the right instrument, with a number that nobody made out: it may have been this one.
            let half_cited = reading.law.iter().any(|cited| {
                cited.note == UNCLEAR_NUMBER && law.iter().any(|id| id.starts_with(&cited.id))
            });
            let offered = if act == Act::OfferAlternative {
                offers::standing(self.case, one)
            } else {
                Standing::Real
            };
            // A place that nobody put into the list of places is one all the same.
            let slotted = slotted
                || slot == Some(SlotKind::Place)
                    && act == Act::OfferAlternative
                    && !matches!(offered, Standing::Unnamed | Standing::Mentioned);
            match found {
                // A closed door is no way out; badly heard, another place may have been named.
                Some(_) if offered.is_shut() && !badly_heard => {}
                Some(_) if offered.is_shut() => answer.maybe.push(one.evidence()),
                Some(read) if addressed && slotted && cited => {
                    let mentioned = slot.is_some() && offered == Standing::Mentioned;
                    let known = !mentioned && !offered.is_doubtful();
                    if known && one.heard.sure >= SURE_FROM && read.sure >= sure_from {
                        answer.sure.push(one.evidence());
                    } else {
                        answer.maybe.push(one.evidence());
                    }
                }
                Some(_) if addressed && half_cited && self.benefit_of_doubt => {
                    answer.maybe.push(one.evidence());
                }
                _ if self.benefit_of_doubt && one.may_have_been(act, addressed) => {
                    answer.maybe.push(one.evidence());
                }
                None if act == Act::CallBackup
                    && self.benefit_of_doubt
                    && may_call(&one.heard.text) =>
                {
                    answer.maybe.push(one.evidence());
                }
                _ => {}
            }
        }
        answer
    }

    fn did(&self, action: &str, target: Option<&str>) -> Answer {
        let sure = self
            .line
            .did
            .iter()
            .filter(|one| one.action == action && (target.is_none() || one.target == target))
            .map(DidAt::evidence)
            .collect();
        Answer {
            sure,
            ..Answer::default()
        }
    }

    fn did_to_many(&self, action: &str, count: u16) -> Answer {
        let mut targets = BTreeSet::new();
        let mut evidence = Vec::new();
        for one in self.line.did.iter().filter(|one| one.action == action) {
            if targets.insert(one.target) {
                evidence.push(one.evidence());
            }
        }
        if targets.len() < usize::from(count) {
            return Answer::default();
        }
        // Complete with the last one needed.
        evidence.truncate(usize::from(count).max(1));
        evidence.reverse();
        Answer {
            sure: evidence,
            ..Answer::default()
        }
    }

    fn paper(&self, form: &str, fields: &[String]) -> Answer {
        let sure = self
            .line
            .papers
            .iter()
            .filter(|one| {
                one.form == form && fields.iter().all(|wanted| one.entry(wanted).is_some())
            })
            .map(PaperAt::evidence)
            .collect();
        let differs = |wanted: bool| {
            let found = self.must_agree.unwrap_or_default().iter();
            found
                .filter(|one| one.form == form)
                .any(|one| one.sure == wanted)
        };
        if differs(true) {
            return Answer::default();
        }
        if differs(false) {
            return Answer {
                maybe: sure,
                ..Answer::default()
            };
        }
        Answer {
            sure,
            ..Answer::default()
        }
    }

    fn fact(&self, fact: FactIx) -> Answer {
        match self.came(fact) {
            Some(at) => self
                .vain_offers(fact)
                .unwrap_or_else(|| self.fact_yes(fact, at, &self.case.facts[fact.at()].id)),
            None => self.fact_no(fact),
        }
    }

    /// What is left of a fact that stands for a way out, where no way that was offered holds.
    fn vain_offers(&self, fact: FactIx) -> Option<Answer> {
        offers::vain(self.case, self.line, fact).map(Self::no_unless)
    }

    /// When a fact came about.
    fn came(&self, fact: FactIx) -> Option<Millis> {
        let id = &self.case.facts[fact.at()].id;
        let mut set = self.line.facts.iter().filter(|one| one.1 == id && one.2);
        set.next().map(|one| one.0)
    }

    fn words_for(&self, fact: FactIx) -> Words {
        words_for(self.case, fact, &|other| self.came(other))
    }

    /// What was said up to a moment, not made out, and may have been such words.
    fn lost(&self, words: &Words, until: Millis) -> Vec<Evidence> {
        let said = self.line.said.iter();
        said.filter(|one| {
            let is_to = |who| one.to == self.person_id(who);
            one.at <= until && words.may_be(one, is_to)
        })
        .map(SaidAt::evidence)
        .collect()
    }

    /// A fact did not come about. Where words that may have brought it about were lost, nobody can say.
    fn fact_no(&self, fact: FactIx) -> Answer {
        let lost = if self.benefit_of_doubt {
            self.lost(&self.words_for(fact), self.line.end)
        } else {
            Vec::new()
        };
        Self::no_unless(lost)
    }

    /// No; unless words were lost that might have made it yes, and nobody can say.
    fn no_unless(lost: Vec<Evidence>) -> Answer {
        if lost.is_empty() {
            return Answer::plain(Truth::No);
        }
        Answer {
            maybe: lost,
            ..Answer::default()
        }
    }

    /// A fact came about. It may have come about sooner, had lost words been heard; and where it stands for something left
    /// out and words were lost before, nobody can say whether it should have.
    fn fact_yes(&self, fact: FactIx, at: Millis, id: &str) -> Answer {
        if self.benefit_of_doubt {
            let mut answer = self.state_yes(at, id);
            if hangs_on_words(self.case, fact) {
                answer.maybe = self.lost(&self.words_for(fact), at);
            }
            return answer;
        }
        let lost = words_against(self.case, fact).map(|words| self.lost(&words, at));
        match lost {
            Some(lost) if !lost.is_empty() => Answer {
                maybe: lost,
                ..Answer::default()
            },
            _ => self.state_yes(at, id),
        }
    }

    fn fact_at_end(&self, fact: FactIx) -> Answer {
        let id = &self.case.facts[fact.at()].id;
        match self.line.facts.iter().rev().find(|one| one.1 == id) {
            Some((at, id, true)) => self.fact_yes(fact, *at, id),
            _ => self.fact_no(fact),
        }
    }

    fn state_yes(&self, at: Millis, quote: &str) -> Answer {
        Answer {
            sure: vec![Evidence::state(at, quote)],
            ..Answer::default()
        }
    }

    /// Something did not come about. If words were lost that might have brought it about, nobody can say.
    fn state_no(&self) -> Answer {
        Self::no_unless(if self.benefit_of_doubt {
            self.lost(&Words::anything(), self.line.end)
        } else {
            Vec::new()
        })
    }

    fn tension_at_end(&self, who: Who, bound: i16) -> Answer {
        let id = self.person_id(who);
        match self.line.tension.iter().rev().find(|one| one.1 == id) {
            Some((_, _, value)) if *value <= bound => {
                self.state_yes(self.line.end, &format!("{id} {value} ≤ {bound}"))
            }
            _ => self.state_no(),
        }
    }

    fn tension_never_above(&self, who: Who, bound: i16) -> Answer {
        let id = self.person_id(who);
        let highest = self
            .line
            .tension
            .iter()
            .filter(|one| one.1 == id)
            .map(|one| one.2)
            .max();
        match highest {
            Some(value) if value > bound => self.state_no(),
            _ => Answer::plain(Truth::Yes),
        }
    }
}
