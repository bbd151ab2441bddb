//! What papers claim of conduct, held against the record: who pushed, fled, refused, called the ambulance, told the rights.
//! Which words claim what and what bears it out, the conduct pack says ([`Claim`]). What the record surely denies is a
//! contradiction; where it cannot tell, a person looks.

use super::bearing::Weighed;
use super::clauses::{Occurrence, phrased, speaks_of, unique};
use super::papers::{Difference, DifferenceKind, Holder};
use super::timeline::{Evidence, SaidAt};
use crate::domain::ids::{Bilingual, Language, Millis};
use crate::domain::packs::{Bearing, Claim, Decides, Phrases, Whose, is_refusal};
use crate::domain::scenario::model::Role;
use crate::domain::understanding::is_han;

/// Words that make somebody else than the party the one it is said of.
const SOMEBODY_ELSE: &[&str] = &[
    "旁边",
    "隔壁",
    "邻",
    "另一",
    "另外",
    "其他",
    "其余",
    "同行",
    "围观",
    "群众",
    "路人",
    "行人",
    "市民",
    "居民",
    "有人",
    "一名",
    "一位",
    "老人",
    "儿童",
    "顾客",
    "客人",
    "导游",
    "someone",
    "somebody",
    "a woman",
    "a man",
    "an old",
    "游客",
    "工人",
    "乘客",
    "孕妇",
    "志愿者",
    "another",
    "other ",
    "bystander",
    "crowd",
    "passer",
    "neighbour",
    "relative",
    "old woman",
    "old man",
    "customer",
    "tourist",
    "worker",
    "passenger",
    "resident",
    "volunteer",
    "public",
];
/// Words for the party's own people, who are not the party.
const ITS_PEOPLE: &[&str] = &[
    "妻", "丈夫", "母亲", "父亲", "婆婆", "儿子", "女儿", "孩子", "小孩", "家属", "亲属", "wife",
    "husband", "mother", "father", "child", "his son", "her son", "daughter", "relative",
];
/// Words that name the party.
const THE_PARTY: &[&str] = &[
    "当事人",
    "违法行为人",
    "摊主",
    "车主",
    "店主",
    "驾驶人",
    "业主",
    "负责人",
    "经营者",
    "被询问人",
    "party",
    "owner",
    "vendor",
    "driver",
    "stallholder",
    "operator",
];
/// Id of the claim to which a place for a signature is held.
const SIGNATURE: &str = "sign_refused";
/// What stands before a name that is the party's.
const NAMED_AS: &[&str] = &[
    "当事人",
    "违法行为人",
    "摊主",
    "车主",
    "店主",
    "驾驶人",
    "被询问人",
];

/// What became of one claim at one place.
enum Finding {
    /// The record denies it; where it says by what, that.
    Denied(Option<Evidence>),
    /// It cannot tell.
    Open,
}

impl<'a> Holder<'a> {
    /// Claims of conduct in a free entry: what is denied, and what is left to a person.
    pub(super) fn conduct(&self) -> Vec<Difference> {
        self.claims(&self.case.paper_rule.claims)
    }

    /// A place for a signature says no more than that somebody signed or refused.
    pub(super) fn signed(&self) -> Option<Difference> {
        let claims = &self.case.paper_rule.claims;
        let claim = claims.iter().find(|one| one.id == SIGNATURE)?;
        if !is_refusal(self.written) {
            return None;
        }
        let place = Occurrence {
            before: String::new(),
            after: String::new(),
            clause: self.written.to_lowercase(),
            is_asked: false,
        };
        let kind = DifferenceKind::Conduct;
        match self.finding(claim, &place)? {
            Finding::Denied(by) => Some(self.difference(kind, by, Bilingual::default())),
            Finding::Open => self.doubtful(kind, &[self.written.to_owned()]),
        }
    }

    fn claims(&self, claims: &[Claim]) -> Vec<Difference> {
        let mut denied: Vec<(String, Option<Evidence>)> = Vec::new();
        let mut open: Vec<String> = Vec::new();
        for claim in claims {
            let words = claim.words.all();
            let places = words.flat_map(|phrase| phrased(self.written, phrase));
            for place in places.filter(Occurrence::is_conduct) {
                if claim.unless.all().any(|word| place.clause.contains(word)) {
                    continue;
                }
                match self.finding(claim, &place) {
                    Some(Finding::Denied(by)) => denied.push((self.as_written(&place.clause), by)),
                    Some(Finding::Open) => open.push(self.as_written(&place.clause)),
                    None => {}
                }
            }
        }
        open.retain(|one| !denied.iter().any(|(other, _)| other == one));
        let record = denied.iter().find_map(|(_, by)| by.clone());
        let denied = unique(denied.into_iter().map(|(clause, _)| clause));
        let kind = DifferenceKind::Conduct;
        let sure = (!denied.is_empty()).then(|| {
            let mut one = self.difference(kind, record, Bilingual::default());
            one.paper.quote = denied.join("；");
            one
        });
        let open = self.doubtful(kind, &unique(open.into_iter()));
        sure.into_iter().chain(open).collect()
    }

    /// A clause as it stands on the paper, capitals and all.
    fn as_written(&self, clause: &str) -> String {
        let small: String = self.written.to_lowercase();
        let at = small
            .find(clause)
            .filter(|_| small.len() == self.written.len());
        let whole = at.and_then(|at| self.written.get(at..at + clause.len()));
        whole.unwrap_or(clause).to_owned()
    }

    /// What the record says to a claim at a place; none where it bears it out.
    fn finding(&self, claim: &Claim, place: &Occurrence) -> Option<Finding> {
        let of_others = claim.by == Whose::Others && self.names_somebody_else(&place.clause);
        let until = if claim.ever {
            Millis(u64::MAX)
        } else {
            self.paper.at
        };
        let weigh = |bearing: &Bearing| self.weigh(bearing, until, of_others);
        let is_tense = claim.tense_surely.is_some_and(|from| self.peak() >= from);
        if let Some(by) = weigh(&claim.against) {
            return Some(Finding::Denied(Some(by)));
        }
        let borne = weigh(&claim.borne).or_else(|| of_others.then(|| weigh(&claim.others))?);
        if borne.is_some() || is_tense && !of_others {
            return None;
        }
        if claim.stands {
            return None;
        }
        if weigh(&claim.hints).is_some() || self.is_spoken_of(claim, until) {
            return Some(Finding::Open);
        }
        // What needs words to be so may have been said in words that were lost.
        let by_words = !claim.borne.acts.is_empty()
            || !claim.borne.said.is_empty()
            || claim.by == Whose::Officers;
        let is_lost = by_words && self.line.has_unheard();
        let is_calm = claim.tense_from.is_some_and(|from| self.peak() < from) && !of_others;
        let never_asked = !claim.needs.is_empty() && !self.is_lost() && !self.says(&claim.needs);
        let is_decided = match claim.decides {
            Decides::Always => true,
            Decides::WhereKnown => self.case_knows(&claim.borne),
            Decides::Never => false,
        };
        if (is_decided || is_calm || never_asked) && !is_lost {
            return Some(Finding::Denied(None));
        }
        Some(Finding::Open)
    }

    fn is_lost(&self) -> bool {
        self.line.has_unheard()
    }

    /// Whether an officer has said one of these before the paper.
    fn says(&self, phrases: &Phrases) -> bool {
        self.said().any(|one| {
            phrases
                .all()
                .any(|phrase| speaks_of(&one.heard.text, phrase))
        })
    }

    /// Whether somebody, whoever it was, spoke of it or an entry about earlier times does: then it may be what is meant.
    fn is_spoken_of(&self, claim: &Claim, until: Millis) -> bool {
        let words: Vec<&str> = claim.words.all().chain(claim.borne.told.all()).collect();
        let speaks = |text: &str| words.iter().any(|phrase| speaks_of(text, phrase));
        let both = |text: &Bilingual| Language::ALL.into_iter().any(|lang| speaks(text.get(lang)));
        let told = self.line.lines.iter().filter(|one| one.0 <= until);
        let mut told =
            told.filter_map(|(_, _, id)| self.case.lines.iter().find(|one| one.id == *id));
        let level = self.case.level(self.line.level);
        let mut history = level.iter().flat_map(|one| &one.history);
        told.any(|one| both(&one.text))
            || history.any(both)
            || both(&self.case.ticket.text)
            || self
                .line
                .said
                .iter()
                .any(|one: &SaidAt<'_>| speaks(&one.heard.text))
            || self.line.facts.iter().any(|(at, id, on)| {
                let is_others = claim.others.facts.iter().any(|known| known == id);
                *on && *at <= until
                    && !is_others
                    && self
                        .case
                        .fact(id)
                        .is_some_and(|ix| both(&self.case.facts[ix.at()].text))
            })
    }

    /// Whether a clause is about somebody else than the party and the officers.
    fn names_somebody_else(&self, clause: &str) -> bool {
        if ITS_PEOPLE.iter().any(|word| clause.contains(word)) {
            return true;
        }
        if THE_PARTY.iter().any(|word| clause.contains(word)) {
            return false;
        }
        let others = self.case.people.iter().filter(|one| {
            one.id != self.line.party && !matches!(one.role, Role::Partner | Role::Control)
        });
        SOMEBODY_ELSE.iter().any(|word| clause.contains(word))
            || others.into_iter().any(|one| {
                let en = one.name.en.to_lowercase();
                clause.contains(&one.name.zh) || clause.contains(&en)
            })
    }

    /// The most the party was ever tensed before the paper.
    pub(super) fn peak(&self) -> i16 {
        let party = self.line.party;
        let people = self.case.people.iter().filter(|one| one.id == party);
        let moods = self.line.tension.iter();
        let moods = moods.filter(|(at, who, _)| *who == party && *at <= self.paper.at);
        people
            .map(|one| one.tension)
            .chain(moods.map(|one| one.2))
            .max()
            .unwrap_or_default()
    }

    /// A name right after the word for the party that nobody in the case has.
    pub(super) fn renamed(&self) -> Option<Difference> {
        let party = &self.case.people[self.case.person(self.line.party)?.at()];
        let mut wrong = Vec::new();
        for word in NAMED_AS {
            for place in phrased(self.written, word) {
                let mut letters = place.after.chars();
                let (Some(surname), Some('某')) = (letters.next(), letters.next()) else {
                    continue;
                };
                if is_han(surname) && !self.may_be_called(surname, party) {
                    wrong.push(place.clause);
                }
            }
        }
        let wrong = unique(wrong.into_iter());
        (!wrong.is_empty()).then(|| {
            let record = Evidence::state(Millis(0), &party.id);
            let mut one = self.difference(DifferenceKind::Name, Some(record), party.name.clone());
            one.paper.quote = wrong.join("；");
            one
        })
    }

    /// Weighs a bearing: the first thing in the record that speaks for it.
    pub(super) fn weigh(&self, bearing: &Bearing, until: Millis, others: bool) -> Option<Evidence> {
        Weighed {
            case: self.case,
            line: self.line,
            paper: self.paper,
            until,
            others,
        }
        .first(bearing)
    }

    /// Whether the case has a fact or a deed of this bearing at all.
    fn case_knows(&self, bearing: &Bearing) -> bool {
        let facts = self.case.facts.iter().map(|one| one.id.as_str());
        let deeds = self.case.actions.iter().map(|one| one.id.as_str());
        let mut ids = facts
            .map(|id| (id, &bearing.facts))
            .chain(deeds.map(|id| (id, &bearing.deeds)));
        ids.any(|(id, known)| known.iter().any(|one| super::bearing::is_called(one, id)))
    }
}
