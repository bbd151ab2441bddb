//! A record as pages show it: rows of a transcript, feelings and places over time, moments worth stopping at. The same
//! shape serves a running station, which gets it in pieces, and a replay, which gets it whole. Decides nothing.

use super::beats;
use super::library::{Library, Shown};
use super::path::{Key, Paths};
use crate::domain::ids::Language;
use crate::domain::record::{Event, Moment};
use crate::domain::scenario::model::Mood;
use crate::domain::session::{Effect, Input, Touch};
use crate::text::Words;
use crate::wording::Wording;
use serde::Serialize;
use std::collections::BTreeMap;

/// An act understood of words.
#[derive(Debug, Clone, Serialize)]
pub struct Chip {
    /// In words.
    pub text: String,
    /// Wrong conduct.
    pub wrong: bool,
    /// Certainty, thousandths; none for citations.
    pub sure: Option<u16>,
}

/// One row of the transcript.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Number of the event.
    pub n: usize,
    /// When.
    pub at: u64,
    /// `me`, `say`, `did`, `note`, `world`, `touch`, `own` or `end`.
    pub kind: &'static str,
    /// Speaker's name.
    pub who: String,
    /// To whom.
    pub to: String,
    /// Words.
    pub text: String,
    /// Understood acts and citations.
    pub chips: Vec<Chip>,
    /// How surely the words were heard, thousandths; none when nothing was heard.
    pub sure: Option<u16>,
}

/// A mark on the timeline.
#[derive(Debug, Clone, Serialize)]
pub struct Mark {
    /// When.
    pub at: u64,
    /// `beat`, `agreed`, `withdrew`, `world`, `unclear`, `turn`, `boiling`, `touch`, `own` or `end`.
    pub kind: &'static str,
    /// In words.
    pub text: String,
}

/// Feelings from a moment on.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Feeling(pub u64, pub i16, pub i16);

/// A piece of a record, or a whole one.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Story {
    /// Events told with this piece and all before it.
    pub next: usize,
    /// Rows.
    pub rows: Vec<Row>,
    /// Tension and trust by person.
    pub feelings: BTreeMap<String, Vec<Feeling>>,
    /// Moods by person.
    pub moods: BTreeMap<String, Vec<(u64, &'static str)>>,
    /// Coming and going by person.
    pub there: BTreeMap<String, Vec<(u64, bool)>>,
    /// Places by person; `me` is the trainee.
    pub places: BTreeMap<String, Vec<Key>>,
    /// Moments worth stopping at.
    pub marks: Vec<Mark>,
    /// Beats that happened.
    pub beats: Vec<(u64, String)>,
    /// Whether the clock stands, by an instructor's hand.
    pub pauses: Vec<(u64, bool)>,
    /// When the last event happened.
    pub end: u64,
}

/// Tells records in one language.
pub struct Teller<'a> {
    shown: &'a Shown,
    library: &'a Library,
    words: &'a Words,
}

impl<'a> Teller<'a> {
    /// A teller.
    #[must_use]
    pub const fn new(library: &'a Library, shown: &'a Shown, words: &'a Words) -> Self {
        Self {
            shown,
            library,
            words,
        }
    }

    const fn lang(&self) -> Language {
        self.words.lang()
    }

    /// The story of events, of which the first `from` were told already. Notes are for those who may judge.
    #[must_use]
    pub fn tell(&self, events: &[Event], from: usize, with_notes: bool) -> Story {
        let wording = self.library.wording(self.shown, self.lang(), events);
        let mut story = Story {
            next: events.len(),
            ..Story::default()
        };
        let mut paths = Paths::new(self.shown);
        // Everybody met so far with the last mood, also those that an earlier piece told of.
        let mut met: BTreeMap<&str, Option<Mood>> = BTreeMap::new();
        for (n, event) in events.iter().enumerate() {
            let told = n < from;
            let at = event.at.0;
            paths.take(event, &mut |who, key| {
                if !told {
                    story.places.entry(who.to_owned()).or_default().push(key);
                }
            });
            let before = match &event.what {
                Moment::Out(Effect::Mood { who, mood, .. }) => met.insert(who, Some(*mood)),
                Moment::Out(Effect::Enter { who } | Effect::Leave { who }) => {
                    met.entry(who).or_default();
                    None
                }
                _ => None,
            };
            if told {
                continue;
            }
            story.end = at;
            match &event.what {
                Moment::In(input) => self.input(&mut story, &wording, events, n, input, with_notes),
                Moment::Out(effect) => self.effect(&mut story, &wording, n, at, effect, before),
                Moment::Begin(_) | Moment::Sealed { .. } | Moment::Close => {}
            }
        }
        story
    }

    fn input(
        &self,
        story: &mut Story,
        wording: &Wording<'_>,
        events: &[Event],
        n: usize,
        input: &Input,
        with_notes: bool,
    ) {
        let at = events[n].at.0;
        let after = || {
            events[n + 1..].iter().map_while(|one| match &one.what {
                Moment::Out(effect) => Some(effect),
                _ => None,
            })
        };
        let refused = after().any(|one| matches!(one, Effect::Refused { .. }));
        let mut row = Row {
            n,
            at,
            kind: "did",
            who: String::new(),
            to: String::new(),
            text: String::new(),
            chips: Vec::new(),
            sure: None,
        };
        match input {
            Input::Said(heard) => {
                row.kind = "me";
                row.text.clone_from(&heard.text);
                row.sure = Some(heard.sure.0);
                let to = after().find_map(|one| match one {
                    Effect::Addressed { who } => Some(who),
                    _ => None,
                });
                row.to = to
                    .or(heard.to.as_ref())
                    .map(|id| wording.person(id))
                    .unwrap_or_default();
                row.chips.extend(heard.reading.acts.iter().map(|one| Chip {
                    text: self.words.get(&format!("report-act-{}", one.act.name())),
                    wrong: one.act.is_wrong(),
                    sure: Some(one.sure.0),
                }));
                row.chips.extend(heard.reading.law.iter().map(|one| Chip {
                    text: one.cited_as.clone(),
                    wrong: !one.right,
                    sure: None,
                }));
            }
            Input::Did { action, target, .. } => {
                row.text = wording.action(action);
                row.to = target
                    .as_deref()
                    .map(|id| wording.target(id))
                    .unwrap_or_default();
                if refused {
                    row.text = self.words.with("web-row-refused", &[("what", &row.text)]);
                }
            }
            Input::Moved { zone, .. } => {
                row.text = self
                    .words
                    .with("web-row-moved", &[("zone", &wording.zone(zone))])
            }
            // The words follow and say more.
            Input::Talking { .. } => return,
            Input::Sensed { deed, .. } => row.text = wording.conduct(deed),
            Input::Paper { form, .. } => {
                row.text = self
                    .words
                    .with("web-row-paper", &[("form", &wording.form(form))])
            }
            Input::Instructor { inject } => {
                row.kind = "touch";
                row.text = wording.inject(inject);
            }
            Input::Touched { by, touch } => {
                if matches!(touch, Touch::Note { .. }) {
                    if !with_notes {
                        return;
                    }
                    row.kind = "own";
                } else {
                    row.kind = "touch";
                }
                row.who.clone_from(by);
                row.text = self.touch(touch, wording);
                if refused {
                    row.text = self.words.with("web-row-refused", &[("what", &row.text)]);
                }
                match touch {
                    Touch::Pause => story.pauses.push((at, true)),
                    Touch::Resume => story.pauses.push((at, false)),
                    _ => {}
                }
                story.marks.push(Mark {
                    at,
                    kind: row.kind,
                    text: row.text.clone(),
                });
            }
            Input::Leave => row.text = self.words.get("web-row-left"),
        }
        story.rows.push(row);
    }

    fn touch(&self, touch: &Touch, wording: &Wording<'_>) -> String {
        let own = |id: &str, values: &[(&str, &str)]| self.words.with(id, values);
        match touch {
            Touch::Inject { inject } => wording.inject(inject),
            Touch::Happen { what } => own(&format!("report-world-{}", what.event()), &[]),
            Touch::Call { text } => own("web-touch-call", &[("text", text)]),
            Touch::Mood { who, tension } => own(
                "web-touch-mood",
                &[
                    ("who", &wording.person(who)),
                    ("tension", &tension.to_string()),
                ],
            ),
            Touch::Say { by, text } => own(
                "web-touch-say",
                &[("who", &wording.person(by)), ("text", text)],
            ),
            Touch::Ear { text } => own("web-touch-ear", &[("text", text)]),
            Touch::Voice => own("web-touch-voice", &[]),
            Touch::Pause => own("web-touch-pause", &[]),
            Touch::Resume => own("web-touch-resume", &[]),
            Touch::Jump { beat } => own(
                "web-touch-jump",
                &[("beat", &beats::beat(self.shown, beat, wording, self.words))],
            ),
            Touch::Note { text } => text.clone(),
            Touch::End => own("web-touch-end", &[]),
        }
    }

    /// Tells an effect; `before` is the mood that whoever feels something had before, none at all for a stranger.
    fn effect(
        &self,
        story: &mut Story,
        wording: &Wording<'_>,
        n: usize,
        at: u64,
        effect: &Effect,
        before: Option<Option<Mood>>,
    ) {
        let mut row = |kind: &'static str, who: String, text: String| {
            story.rows.push(Row {
                n,
                at,
                kind,
                who,
                to: String::new(),
                text,
                chips: Vec::new(),
                sure: None,
            });
        };
        let own = |id: &str, who: &str| self.words.with(id, &[("who", &wording.person(who))]);
        let mark = match effect {
            Effect::Line { by, line } => {
                row("say", wording.person(by), wording.line(line));
                None
            }
            Effect::Mood {
                who,
                mood,
                tension,
                trust,
            } => {
                story
                    .feelings
                    .entry(who.clone())
                    .or_default()
                    .push(Feeling(at, *tension, *trust));
                let last = before.flatten();
                if last != Some(*mood) {
                    let moods = story.moods.entry(who.clone()).or_default();
                    moods.push((at, mood_name(*mood)));
                }
                // Whoever feels something and never came was there from the beginning.
                if before.is_none() {
                    story.there.entry(who.clone()).or_default().push((at, true));
                }
                let boils =
                    *mood >= Mood::Shouting && last.is_none_or(|last| last < Mood::Shouting);
                boils.then(|| ("boiling", own("web-row-boiling", who)))
            }
            Effect::Enter { who } => {
                story.there.entry(who.clone()).or_default().push((at, true));
                row("note", String::new(), own("web-row-comes", who));
                None
            }
            Effect::Leave { who } => {
                story
                    .there
                    .entry(who.clone())
                    .or_default()
                    .push((at, false));
                row("note", String::new(), own("web-row-goes", who));
                None
            }
            Effect::Unclear { who } => Some(("unclear", own("web-row-unclear", who))),
            Effect::Interrupted { who, .. } => Some(("turn", own("web-row-interrupted", who))),
            Effect::CutIn { who } => Some(("turn", own("web-row-cuts-in", who))),
            Effect::Agreed { who } => Some(("agreed", own("web-row-agreed", who))),
            Effect::Withdrew { who } => Some(("withdrew", own("web-row-withdrew", who))),
            Effect::World { event } => Some(("world", world(self.words, event))),
            Effect::Platform { message } => {
                let text = wording.fill(message.get(self.lang()));
                row(
                    "world",
                    String::new(),
                    self.words.with("web-row-platform", &[("text", &text)]),
                );
                None
            }
            Effect::Hint { hint } => {
                row(
                    "note",
                    String::new(),
                    self.words
                        .with("web-row-hint", &[("text", &wording.hint(hint))]),
                );
                None
            }
            Effect::PaperLacks { form, fields } => {
                let values = [
                    ("form", wording.form(form)),
                    ("fields", wording.fields(form, fields)),
                ];
                let values: Vec<(&str, &str)> = values
                    .iter()
                    .map(|(name, text)| (*name, text.as_str()))
                    .collect();
                row(
                    "note",
                    String::new(),
                    self.words.with("web-row-lacks", &values),
                );
                None
            }
            Effect::Beat { beat } => {
                story.beats.push((at, beat.clone()));
                // The case has named its turning points: each is worth stopping at, and says what the rows below it tell.
                if let Some(text) = beats::title(self.shown, beat, wording, self.words) {
                    story.marks.push(Mark {
                        at,
                        kind: "beat",
                        text,
                    });
                }
                None
            }
            Effect::Ended { ending } => {
                let title = wording
                    .ending(ending)
                    .map_or_else(|| ending.clone(), |(title, _)| title);
                Some((
                    "end",
                    self.words.with("web-row-ended", &[("title", &title)]),
                ))
            }
            Effect::Began { .. }
            | Effect::Addressed { .. }
            | Effect::Gesture { .. }
            | Effect::Walk { .. }
            | Effect::Fact { .. }
            | Effect::PaperDone { .. }
            | Effect::Refused { .. } => None,
        };
        if let Some((kind, text)) = mark {
            row(
                if kind == "end" || kind == "world" {
                    kind
                } else {
                    "note"
                },
                String::new(),
                text.clone(),
            );
            // A turning point that the case has named says already what can be seen of it.
            let named = story
                .marks
                .last()
                .is_some_and(|last| kind == "world" && last.kind == "beat" && last.at == at);
            if !named {
                story.marks.push(Mark { at, kind, text });
            }
        }
    }
}

/// An event of the world; one without a message is read from its id.
#[must_use]
pub fn world(words: &Words, event: &str) -> String {
    let id = format!("report-world-{event}");
    let text = words.get(&id);
    if text.contains(&id) {
        event.replace('_', " ")
    } else {
        text
    }
}

/// What a mood is called in messages and style sheets.
#[must_use]
pub const fn mood_name(mood: Mood) -> &'static str {
    match mood {
        Mood::Calm => "calm",
        Mood::Uneasy => "uneasy",
        Mood::Angry => "angry",
        Mood::Shouting => "shouting",
        Mood::Breaking => "breaking",
    }
}
