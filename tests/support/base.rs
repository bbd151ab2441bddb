//! What the test of diagnostics stands on: the smallest case without a finding, and packs small enough to read at a glance.
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use streetwise::domain::act::Act;
use streetwise::domain::ids::Bilingual;
use streetwise::domain::packs::{
    Date, HeldTo, LawChange, LawChanges, Lesson, LessonPack, LessonQuestion, PaperRule,
    PartnerMarks, Touched,
};
use streetwise::domain::scenario::context::{Context, CriticalCause, CriticalEntry, LawEntry};
use streetwise::domain::scenario::load::{CASE_FILE, LINES_EN, LINES_ZH, STAGE_FILE, Texts};
use streetwise::domain::scenario::model::Form;

/// The folder of the package.
pub fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of broken fixtures.
pub fn invalid() -> PathBuf {
    home().join("tests/data/invalid")
}

/// The texts of the base case.
pub fn base() -> Texts {
    streetwise::files::read_case(&invalid().join("base")).expect("the base case is there")
}

/// One file of a case's texts.
pub fn file_mut<'a>(texts: &'a mut Texts, name: &str) -> &'a mut String {
    let found = match name {
        CASE_FILE => texts.scenario.as_mut(),
        LINES_ZH => texts.lines_zh.as_mut(),
        LINES_EN => texts.lines_en.as_mut(),
        STAGE_FILE => texts.stage.as_mut(),
        other => texts
            .walkthroughs
            .iter_mut()
            .find(|one| one.0 == other)
            .map(|one| &mut one.1),
    };
    found.unwrap_or_else(|| panic!("{name}: no such file in the base case"))
}

/// Takes a file away.
pub fn remove(texts: &mut Texts, name: &str) {
    match name {
        CASE_FILE => texts.scenario = None,
        LINES_ZH => texts.lines_zh = None,
        LINES_EN => texts.lines_en = None,
        STAGE_FILE => texts.stage = None,
        other => texts.walkthroughs.retain(|one| one.0 != other),
    }
}

/// What the base case borrows.
pub fn context() -> Context {
    let law = |from, until, shown| LawEntry {
        from,
        until,
        shown,
        cited: Bilingual::default(),
    };
    let text = |zh: &str, en: &str| Bilingual {
        zh: zh.to_owned(),
        en: en.to_owned(),
    };
    Context {
        laws: BTreeMap::from([
            ("LAW-1".to_owned(), law((2021, 7, 15), None, true)),
            (
                "LAW-OLD".to_owned(),
                law((2009, 1, 1), Some((2021, 7, 14)), true),
            ),
            ("LAW-M".to_owned(), law((2021, 7, 15), None, false)),
            ("STATUTE-9".to_owned(), law((2001, 1, 1), None, true)),
        ]),
        criticals: vec![CriticalEntry {
            id: "insult".to_owned(),
            text: text("不得辱骂", "No insults"),
            why: text("辱骂伤人。", "Insults hurt."),
            better: text("您消消气。", "Please calm down."),
            law: vec!["LAW-1".to_owned()],
            causes: vec![CriticalCause::Act("insult".to_owned())],
        }],
        deeds: ["push_person".to_owned()].into(),
        bureaus: BTreeMap::new(),
        forms: [
            form("notice", text("通知书", "Notice"), Vec::new()),
            form(
                "report",
                text("回传单", "Report"),
                vec![("after".to_owned(), HeldTo::PictureAfter)],
            ),
        ]
        .into(),
        placeholders: ["bureau.unit".to_owned()].into(),
        districts: ["centre".to_owned()].into(),
        weights: BTreeMap::from([
            ("procedure".to_owned(), 60),
            ("communication".to_owned(), 40),
        ]),
        partner_errors: Vec::new(),
        partner_stop: text("叫停搭档", "Stop the partner"),
        partner_marks: PartnerMarks::default(),
        papers: PaperRule::default(),
        points: Vec::new(),
        lessons: LessonPack {
            version: "1".to_owned(),
            date: Date::new(2026, 9, 18),
            lessons: vec![lesson(text)],
        },
        changes: LawChanges::new(
            vec![LawChange {
                format: 1,
                version: "1".to_owned(),
                id: "new-statute".to_owned(),
                about: text("新法施行", "A new statute"),
                in_force: Date::new(2021, 1, 1).expect("a day"),
                touches: vec![Touched {
                    was: "STATUTE-9".to_owned(),
                    now: vec!["LAW-1".to_owned()],
                }],
            }],
            Vec::new(),
        ),
    }
}

/// A form with one field that must be filled.
fn form(id: &str, name: Bilingual, held: Vec<(String, HeldTo)>) -> (String, Form) {
    let form = Form {
        id: id.to_owned(),
        name,
        required: vec!["facts".to_owned()],
        held,
        law: Vec::new(),
        printed: BTreeMap::new(),
    };
    (id.to_owned(), form)
}

/// A lesson that teaches every criterion of the base case by name.
fn lesson(text: impl Fn(&str, &str) -> Bilingual) -> Lesson {
    let ids = [
        "greeted",
        "listened",
        "listened_well",
        "calm_at_end",
        "insult",
    ];
    Lesson {
        id: "all".to_owned(),
        order: 1,
        title: text("全部", "Everything"),
        what: text("好好说话。", "Speak well."),
        why: text("话是开头。", "Words come first."),
        law: Vec::new(),
        moment: text(
            "没问候，他没听。问候了，他听了。",
            "No greeting, and he did not listen; a greeting, and he did.",
        ),
        say: vec![text("您好。", "Good day.")],
        question: LessonQuestion {
            ask: text("怎么问候？", "How do you greet?"),
            acts: vec![Act::Greet],
            law: Vec::new(),
            slots: Vec::new(),
            says: Vec::new(),
            never: Vec::new(),
            lifts: Vec::new(),
            fine: Vec::new(),
            others: None,
            rest: None,
            model: text("您好。", "Good day."),
        },
        criteria: ids.map(str::to_owned).to_vec(),
        acts: Vec::new(),
        deeds: Vec::new(),
        forms: Vec::new(),
    }
}
