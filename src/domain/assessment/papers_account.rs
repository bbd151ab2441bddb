//! Free words on paper: sizes, sums, spans of time and counts that nobody measured, said or was told, measures that nobody
//! announced, rights that nobody gave up. Nothing here is certain, because what is seen on the spot need not be said aloud:
//! a person looks, and nothing is lost by itself. What opinions and tones a text has is not held against anything.

use super::clauses::{is_denied, occurrences, unique};
use super::figures::{Dimension, Figure, clause, figures, letters, numbers};
use super::papers::{Difference, DifferenceKind, Holder};
use super::papers_scene::TIME_TOLERANCE_MIN;
use super::reckoning::is_reckoned;
use crate::domain::act::Act;
use crate::domain::ids::{Bilingual, Language};
use crate::domain::packs::{HeldTo, ServicePoint, around};
use std::collections::BTreeSet;

/// A measure of the officers' as free words claim it.
struct Measure {
    /// Words that claim it.
    claims: &'static [&'static str],
    /// Parts of words by which it is announced, done or known.
    stems: &'static [&'static str],
    /// Beginning of the ids of its papers; empty where it has none.
    form: &'static str,
}

const MEASURES: [Measure; 6] = [
    Measure {
        claims: &["罚款", "罚金", "罚了", "当场处罚", "fined", "fine of"],
        stems: &["罚", "fine", "penalt"],
        form: "on_the_spot_decision",
    },
    Measure {
        claims: &[
            "暂扣",
            "扣押",
            "扣留",
            "查扣",
            "扣走",
            "收缴",
            "seized",
            "impounded",
        ],
        stems: &["扣", "收缴", "seiz", "impound"],
        form: "seizure_",
    },
    Measure {
        claims: &["查封", "封存", "贴封条", "贴了封条", "sealed"],
        stems: &["封", "seal"],
        form: "seizure_",
    },
    Measure {
        claims: &[
            "登记保存",
            "preserved as evidence",
            "registered and preserved",
        ],
        stems: &["登记保存", "登记", "preserv", "regist"],
        form: "preservation_",
    },
    Measure {
        claims: &["没收", "confiscated"],
        stems: &["没收", "confiscat"],
        form: "",
    },
    Measure {
        claims: &[
            "强拆",
            "强制拆除",
            "依法拆除",
            "予以拆除",
            "当场拆除",
            "已拆除",
            "拆除了",
            "demolished",
            "torn down",
        ],
        stems: &["拆", "demolish", "torn down", "dismantl", "taken down"],
        form: "",
    },
];

/// Words by which a party gives rights or things away, and what must have been said of it.
const WAIVERS: &[(&str, &str)] = &[
    ("放弃陈述", "放弃"),
    ("放弃申辩", "放弃"),
    ("放弃听证", "放弃"),
    ("放弃复议", "放弃"),
    ("放弃权利", "放弃"),
    ("自愿放弃", "放弃"),
    ("自愿上交", "自愿"),
    ("自愿交出", "自愿"),
    ("认罚", "罚"),
    ("waive", "waive"),
];

/// Before a removal: it is the party's own.
const BY_PARTY: &[&str] = &[
    "自行",
    "自己",
    "自愿",
    "愿意",
    "主动",
    "限期",
    "同意",
    "himself",
    "herself",
    "themselves",
];
/// Numbers that are dialled and count nothing.
const DIALLED: &[u64] = &[110, 119, 120, 12319, 12345];
/// What the record knows of figures.
struct Known {
    figures: Vec<Figure>,
    numbers: BTreeSet<u64>,
}

impl<'a> Holder<'a> {
    /// Figures, measures, waivers, conduct, repeats, names and numbers of a free entry.
    pub(super) fn account(&self) -> Vec<Difference> {
        let single = [
            self.figures(),
            self.doubtful(DifferenceKind::Measure, &self.claimed()),
            self.doubtful(DifferenceKind::Opinion, &self.waived()),
            self.renamed(),
            self.filed(),
        ];
        let several = [self.conduct(), self.repeats()];
        single
            .into_iter()
            .flatten()
            .chain(several.into_iter().flatten())
            .collect()
    }

    /// Figures of a free entry.
    pub(super) fn figures(&self) -> Option<Difference> {
        let written = figures(self.written);
        if written.is_empty() {
            return None;
        }
        self.doubtful(
            DifferenceKind::Figure,
            &self.invented(&written, &self.known()),
        )
    }

    /// One difference that quotes every clause in question, for a person to judge.
    pub(super) fn doubtful(&self, kind: DifferenceKind, clauses: &[String]) -> Option<Difference> {
        (!clauses.is_empty()).then(|| {
            let mut found = self.difference(kind, None, Bilingual::default());
            found.paper.quote = clauses.join("；");
            found.sure = false;
            found
        })
    }

    /// Everything that was said, shown or known before the paper, in both languages.
    fn known(&self) -> Known {
        let case = self.case;
        let both = |text: &'a Bilingual| Language::ALL.map(|lang| text.get(lang));
        let drawn = self.line.draws.iter().filter_map(|(id, value)| {
            let draw = case.draws.iter().find(|one| one.id == *id)?;
            draw.of.iter().find(|one| one.id == *value)
        });
        let level = case.level(self.line.level);
        let mut texts: Vec<&str> = std::iter::once(&case.place_name)
            .chain([
                &case.look,
                &case.summary,
                &case.ticket.text,
                &case.ticket.class,
            ])
            .chain(case.zones.iter().map(|one| &one.name))
            .chain(case.things.iter().map(|one| &one.name))
            .chain(case.facts.iter().map(|one| &one.text))
            .chain(case.actions.iter().map(|one| &one.label))
            .chain(level.iter().flat_map(|one| &one.history))
            .chain(level.iter().map(|one| &one.about))
            .chain(drawn.map(|one| &one.text))
            .chain(self.told(|_| true))
            .chain(self.printed())
            .flat_map(both)
            .collect();
        texts.extend(self.said().map(|one| one.heard.text.as_str()));
        texts.extend(self.entries());
        let mut found: Vec<Figure> = texts.iter().flat_map(|text| figures(text)).collect();
        // What the case teaches to look at: its sizes, not its sums.
        let taught = case.criteria_on(self.line.level);
        let taught = taught.flat_map(|one| [&one.text, &one.why, &one.better]);
        found.extend(
            taught
                .flat_map(both)
                .flat_map(figures)
                .filter(|one| !matches!(one.dimension, Dimension::Money | Dimension::Time)),
        );
        found.extend(self.charted());
        let counted = texts.iter().flat_map(|text| numbers(text));
        Known {
            figures: found,
            numbers: counted.filter(|one| !DIALLED.contains(one)).collect(),
        }
    }

    /// How far the bureau's places are that the entry names.
    fn charted(&self) -> Vec<Figure> {
        let written = self.written.to_lowercase();
        let is_named = |one: &&ServicePoint| {
            let names = Language::ALL.map(|lang| one.name.get(lang).to_lowercase());
            names.iter().any(|name| written.contains(name.as_str()))
                || one
                    .called
                    .iter()
                    .any(|name| written.contains(&name.to_lowercase()))
        };
        let points = around(&self.case.points, &self.case.place).into_iter();
        let metres = points
            .filter(is_named)
            .map(|one| one.distance_from(&self.case.place));
        metres.map(|metres| Figure::metres(metres.into())).collect()
    }

    /// Lines spoken before the paper by these people.
    pub(super) fn told(&self, by: impl Fn(&str) -> bool) -> impl Iterator<Item = &'a Bilingual> {
        let lines = self.line.lines.iter();
        let told = lines.filter(move |(at, who, _)| *at <= self.paper.at && by(who));
        told.filter_map(move |(_, _, id)| self.case.lines.iter().find(|one| one.id == *id))
            .map(|one| &one.text)
    }

    /// What the form itself prints.
    fn printed(&self) -> impl Iterator<Item = &'a Bilingual> {
        self.form.printed.values().flat_map(|one| {
            let words = one.words.iter().map(|(_, text)| text);
            words.chain([&one.label]).chain(&one.usual)
        })
    }

    /// Entries of papers so far that are held to something themselves, free words left out: no lie proves another.
    fn entries(&self) -> Vec<&'a str> {
        let papers = self.line.papers.iter();
        papers
            .filter(|paper| paper.at <= self.paper.at)
            .filter_map(|paper| Some((paper, &self.case.forms[self.case.form(paper.form)?.at()])))
            .flat_map(|(paper, form)| {
                let is_free = |held: HeldTo| {
                    matches!(
                        held,
                        HeldTo::Account
                            | HeldTo::Figures
                            | HeldTo::Heard
                            | HeldTo::Kept
                            | HeldTo::Told
                            | HeldTo::Contact
                            | HeldTo::Inspection
                            | HeldTo::Serial
                            | HeldTo::Decision
                            | HeldTo::Copies
                    )
                };
                let held = form.held.iter().filter(move |one| !is_free(one.1));
                held.filter_map(move |(field, _)| paper.entry(field))
            })
            .collect()
    }

    /// Clauses with figures that the record does not know.
    fn invented(&self, written: &[Figure], known: &Known) -> Vec<String> {
        let letters = letters(self.written);
        let of = |dimension: Dimension| {
            let all = written.iter().chain(&known.figures);
            all.filter(move |one| one.dimension == dimension)
        };
        // Square centimetres of two lengths in millimetres.
        let area = |one: &Figure, other: &Figure| one.value.saturating_mul(other.value) / 100;
        let is_known = |one: &Figure| {
            let is_rough = letters[one.from.saturating_sub(2)..one.from]
                .iter()
                .any(|letter| "约近".contains(*letter));
            let slack = if is_rough { one.value / 10 } else { 0 };
            let same = |other: &Figure| {
                other.dimension == one.dimension && other.value.abs_diff(one.value) <= slack
            };
            let count =
                || one.value.is_multiple_of(1000) && known.numbers.contains(&(one.value / 1000));
            let told = clause(self.written, one.from, one.to);
            known.figures.iter().any(same)
                || is_reckoned(one, written, &known.figures, &told)
                || match one.dimension {
                    // One of a thing is no count.
                    Dimension::Count => one.value <= 1000 || count(),
                    Dimension::Money if one.is_piece => known.numbers.contains(&(one.value / 100)),
                    // What took part of the case so far needs no saying.
                    Dimension::Time => one.value <= self.minutes_so_far(),
                    Dimension::Area => of(Dimension::Length).any(|side| {
                        of(Dimension::Length).any(|other| area(side, other) == one.value)
                    }),
                    // The sides of an area that is known were measured with it.
                    Dimension::Length => {
                        let mut sides = written.iter();
                        sides.any(|side| {
                            let whole = area(side, one);
                            side.dimension == Dimension::Length
                                && known.figures.iter().any(|known| {
                                    known.dimension == Dimension::Area && known.value == whole
                                })
                        })
                    }
                    _ => false,
                }
        };
        let unknown = written.iter().filter(|one| !is_known(one));
        unique(unknown.map(|one| clause(self.written, one.from, one.to)))
    }

    fn minutes_so_far(&self) -> u64 {
        self.paper.at.0 / 60_000 + TIME_TOLERANCE_MIN.unsigned_abs()
    }

    /// Clauses that claim a measure which was neither announced nor done and has no paper.
    fn claimed(&self) -> Vec<String> {
        unique(MEASURES.iter().flat_map(|one| {
            let claimed = one.claimed(self.written);
            if claimed.is_empty() || self.is_taken(one) {
                Vec::new()
            } else {
                claimed
            }
        }))
    }

    fn is_taken(&self, measure: &Measure) -> bool {
        let until = self.paper.at;
        let both = |text: &Bilingual, is_it: &dyn Fn(&str) -> bool| {
            Language::ALL.into_iter().any(|lang| is_it(text.get(lang)))
        };
        let names = |text: &str| measure.is_named(text);
        let claims = |text: &str| !measure.claimed(text).is_empty();
        let is_said = self.said().any(|one| {
            one.heard.does(Act::ApplyMeasure) && names(&one.heard.text) || claims(&one.heard.text)
        });
        let is_done = self.line.did.iter().any(|one| {
            let action = self.case.action(one.action);
            let action = action.map(|ix| &self.case.actions[ix.at()]);
            one.at <= until && action.is_some_and(|one| both(&one.label, &names))
        });
        let is_so = self.line.facts.iter().any(|(at, id, on)| {
            let fact = self.case.fact(id).map(|ix| &self.case.facts[ix.at()]);
            *on && *at <= until && fact.is_some_and(|one| both(&one.text, &names))
        });
        let is_on_paper = !measure.form.is_empty()
            && self
                .line
                .papers
                .iter()
                .any(|one| one.form.starts_with(measure.form));
        // What others did before, the case tells, or the party.
        let party = self.line.party;
        let level = self.case.level(self.line.level);
        let is_told = level
            .iter()
            .flat_map(|one| &one.history)
            .chain([&self.case.ticket.text])
            .chain(self.told(|who| who == party))
            .any(|text| both(text, &claims));
        is_said || is_done || is_so || is_on_paper || is_told
    }

    /// Clauses in which somebody gives up what he never spoke of.
    fn waived(&self) -> Vec<String> {
        let text = self.written.to_lowercase();
        if !WAIVERS.iter().any(|(claim, _)| text.contains(claim)) {
            return Vec::new();
        }
        let words: Vec<&str> = self
            .told(|_| true)
            .flat_map(|one| Language::ALL.map(|lang| one.get(lang)))
            .chain(self.said().map(|one| one.heard.text.as_str()))
            .collect();
        let unheard = WAIVERS
            .iter()
            .filter(|(_, stem)| !words.iter().any(|text| text.contains(stem)));
        unique(unheard.flat_map(|(claim, _)| {
            let found = occurrences(&text, claim);
            let stands = found.into_iter().filter(|one| !is_denied(&one.before));
            stands.map(|one| one.clause)
        }))
    }
}

impl Measure {
    /// Clauses of a text that claim it was taken.
    fn claimed(&self, text: &str) -> Vec<String> {
        let text = text.to_lowercase();
        let words = self.claims.iter();
        unique(words.flat_map(|word| {
            let found = occurrences(&text, word).into_iter();
            found
                .filter(|one| one.is_claim(if word.contains('拆') { BY_PARTY } else { &[] }))
                .map(|one| one.clause)
                .collect::<Vec<_>>()
        }))
    }

    /// Whether a text speaks of it without denying it.
    fn is_named(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.stems.iter().any(|stem| {
            let found = occurrences(&text, stem);
            found.iter().any(|one| !is_denied(&one.before))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_still_to_come_or_a_rule_claims_nothing() {
        for text in [
            "未罚款",
            "依法不予罚款",
            "逾期将罚款",
            "已说明罚款标准",
            "如再犯，可能罚款",
            "he will be fined",
        ] {
            assert_eq!(MEASURES[0].claimed(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(
            MEASURES[0].claimed("占道，已罚款二百元。"),
            ["已罚款二百元"]
        );
        assert_eq!(MEASURES[1].claimed("将无照三轮车暂扣").len(), 1);
        assert_eq!(
            MEASURES[1].claimed("the cart was seized on the spot").len(),
            1
        );
        assert!(MEASURES[5].claimed("棚子由当事人自行拆除了").is_empty());
        assert!(MEASURES[0].is_named("现在当场处罚一百元"));
        assert!(!MEASURES[0].is_named("初次违法，依法不予处罚"));
    }
}
