//! Free words on papers: a figure that was said, in whatever unit, is no invention; a measure that was announced may be
//! written down; a box that a form does not have cannot be ticked. What is invented costs nothing by itself and waits for a
//! person.

mod shipped;

use serde::Deserialize;
use shipped::{Shipped, cases, home};
use streetwise::domain::assessment::{Assessment, DifferenceKind, Verdict};
use streetwise::domain::ids::Language;
use streetwise::domain::record::Moment;
use streetwise::domain::rehearsal::rehearse;
use streetwise::domain::scenario::load::ron_options;
use streetwise::domain::scenario::walkthrough::{Step, WalkthroughFile};
use streetwise::domain::session::Effect;
use streetwise::files::read_text;

fn case(id: &str) -> &'static Shipped {
    let mut all = cases().iter();
    all.find(|one| one.case.id == id).expect("the case")
}

/// Where a walk-through writes a form.
fn written(file: &WalkthroughFile, form: &str) -> usize {
    let is_it = |step: &Step| matches!(step, Step::Paper(id, _) if id == form);
    file.steps.iter().position(is_it).expect("the form")
}

/// The mark when a form of an ideal walk-through says this, after these words.
fn mark(shipped: &Shipped, name: &str, form: &str, entry: (&str, &str), said: &str) -> Assessment {
    let mut file = shipped.walkthrough(name).clone();
    let at = written(&file, form);
    if let Step::Paper(_, entries) = &mut file.steps[at] {
        entries.retain(|one| one.0 != entry.0);
        entries.push((entry.0.to_owned(), entry.1.to_owned()));
    }
    if !said.is_empty() {
        file.steps.insert(at, Step::Say(said.to_owned()));
    }
    let read = |text: &str| shipped::read(&shipped.case, text);
    let run = rehearse(shipped.stage(&read), &file, false).expect("plays");
    run.assessment
}

#[test]
fn a_figure_that_was_said_in_any_unit_is_no_invention() {
    let shipped = case("street-vendor");
    let differs = |written: &str, said: &str| {
        let entry = ("facts", written);
        let mark = mark(shipped, "ideal-1", "site_inspection_record", entry, said);
        let kinds: Vec<DifferenceKind> = mark.papers.iter().map(|one| one.kind).collect();
        kinds
    };
    let figure = [DifferenceKind::Figure];
    assert_eq!(differs("板车离盲道尽头五米三。", ""), figure);
    for said in [
        "我量了一下，离盲道尽头五米三。",
        "量过了，是五百三十厘米。",
        "量过了，是5.3米。",
    ] {
        assert_eq!(differs("板车离盲道尽头五米三。", said), [], "{said}");
        assert_eq!(differs("板车离盲道尽头530厘米。", said), [], "{said}");
    }
    assert_eq!(
        differs("板车离盲道尽头五米三。", "量过了，是五米二。"),
        figure
    );
    // The place itself is known: two metres twenty of pavement, a cart of one metre twenty by two metres.
    assert_eq!(
        differs(
            "人行道宽2.2米，板车长200厘米、宽120厘米，占地两平方米四。",
            ""
        ),
        figure
    );
    assert_eq!(
        differs(
            "人行道宽2.2米，板车长200厘米、宽120厘米，占地2.4平方米。",
            ""
        ),
        []
    );
    assert_eq!(
        differs(
            "The pavement is 2.2 metres wide, the cart 1.2 by two metres.",
            ""
        ),
        []
    );
    // What one sees there needs no number, and one of a thing is no count.
    assert_eq!(
        differs("一辆板车压住盲道，第二次劝导，9月18日18:41。", ""),
        []
    );
}

#[test]
fn what_is_invented_waits_for_a_person_and_says_so() {
    let shipped = case("street-vendor");
    let entry = ("facts", "板车长五米，压占盲道。");
    let mark = mark(shipped, "ideal-3", "site_inspection_record", entry, "");
    let found = &mark.papers[0];
    assert_eq!((mark.papers.len(), found.kind), (1, DifferenceKind::Figure));
    assert!(!found.sure, "nobody says everything he sees");
    assert_eq!(found.paper.quote, "板车长五米");
    let named = mark.items.iter().filter(|one| !one.differs.is_empty());
    let named: Vec<_> = named.collect();
    assert!(!named.is_empty());
    for item in named {
        assert_eq!(item.verdict, Verdict::Review, "{}", item.id);
        for lang in Language::ALL {
            assert!(item.why.get(lang).contains("板车长五米"));
            assert!(!item.better.get(lang).is_empty());
        }
    }
}

#[test]
fn a_measure_may_be_written_down_once_it_was_announced() {
    let shipped = case("street-vendor");
    let form = "on_the_spot_decision";
    let differs = |written: &str| {
        let mark = mark(shipped, "ideal-3", form, ("facts", written), "");
        mark.papers.iter().map(|one| one.kind).collect::<Vec<_>>()
    };
    let measure = [DifferenceKind::Measure];
    assert_eq!(differs("第三次占用盲道摆摊，已当场处罚。"), []);
    assert_eq!(differs("第三次占用盲道摆摊，如不缴纳，可能没收。"), []);
    assert_eq!(differs("第三次占用盲道摆摊，没有扣押物品。"), []);
    assert_eq!(differs("第三次占用盲道摆摊，已扣押电子秤。"), measure);
    assert_eq!(
        differs("On the pavement for the third time; the scales were seized."),
        measure
    );
    // A threat is no measure that was taken, and a fine that was never announced is none.
    let facts = ("facts", "占用盲道，已罚款。");
    let kinds = mark(shipped, "ideal-1", "site_inspection_record", facts, "");
    let kinds: Vec<_> = kinds.papers.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, measure);
}

/// Whoever ticks what a form does not have is told so at once, and the paper does not count.
#[test]
fn a_box_that_a_form_does_not_have_cannot_be_ticked() {
    let mut tried = 0;
    for (id, name, form, field) in [
        (
            "street-vendor",
            "ideal-3",
            "on_the_spot_decision",
            "payment",
        ),
        ("street-vendor", "ideal-3", "on_the_spot_decision", "kind"),
        (
            "sidewalk-parking",
            "ideal-2",
            "parking_notice",
            "vehicle_kind",
        ),
        ("gas-den", "ideal-3", "seizure_decision", "measure"),
    ] {
        let shipped = case(id);
        let mut file = shipped.walkthrough(name).clone();
        let at = written(&file, form);
        let Step::Paper(_, entries) = &mut file.steps[at] else {
            unreachable!()
        };
        for entry in entries.iter_mut().filter(|one| one.0 == field) {
            "in_instalments".clone_into(&mut entry.1);
        }
        let read = |text: &str| shipped::read(&shipped.case, text);
        let run = rehearse(shipped.stage(&read), &file, false).expect("plays");
        let told = run.record.events.iter().any(|event| {
            matches!(&event.what, Moment::Out(Effect::PaperLacks { form: of, fields })
                if of == form && *fields == [field])
        });
        assert!(told, "{form}.{field}");
        let done = run.record.events.iter().any(
            |event| matches!(&event.what, Moment::Out(Effect::PaperDone { form: of }) if of == form),
        );
        assert!(!done, "{form}.{field}");
        tried += 1;
    }
    assert_eq!(tried, 4);
}

/// What must come of a row.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Verity {
    /// A contradiction of this kind.
    Lie(String),
    /// A person has to look, for this kind of difference.
    Look(String),
    /// Nothing.
    Truth,
    /// No contradiction.
    Doubt,
}

/// Case, walk-through, form, field, what is written, what must come of it.
type Row = (String, String, String, String, String, Verity);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    building: Vec<Row>,
    fresh: Vec<Row>,
}

fn rows() -> Rows {
    let text = read_text(&home().join("tests/data/paper-words.ron")).expect("the rows");
    ron_options().from_str(&text).expect("rows")
}

/// What is wrong with a row; none where it is as it should be.
fn judged(row: &Row) -> Option<String> {
    let (id, name, form, field, words, verity) = row;
    let mark = mark(case(id), name, form, (field, words), "");
    let found: Vec<(String, bool)> = mark
        .papers
        .iter()
        .filter(|one| one.form == *form)
        .map(|one| {
            let kind = serde_json::to_value(one.kind).expect("a kind");
            (kind.as_str().expect("a word").to_owned(), one.sure)
        })
        .collect();
    let has = |kind: &str, sure: bool| found.iter().any(|one| one.0 == kind && one.1 == sure);
    let fits = match verity {
        Verity::Lie(kind) => has(kind, true),
        Verity::Look(kind) => has(kind, false) || has(kind, true),
        Verity::Truth => found.is_empty(),
        Verity::Doubt => found.iter().all(|one| !one.1),
    };
    (!fits).then(|| format!("{id} {name} {form}.{field} “{words}”: {verity:?}, {found:?}"))
}

#[test]
fn lies_without_figures_are_found_and_truths_are_let_stand() {
    let rows = rows().building;
    let lies = rows
        .iter()
        .filter(|one| matches!(one.5, Verity::Lie(_) | Verity::Look(_)));
    let lies = lies.count();
    assert!(
        lies >= 25 && rows.len() - lies >= 25,
        "{lies} lies of {}",
        rows.len()
    );
    let wrong: Vec<String> = rows.iter().filter_map(judged).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rows written after everything was built. A lie may be left to a person, a truth may be looked at: neither may be turned
/// round.
#[test]
fn what_was_not_looked_at_while_building_is_told_apart_too() {
    let wrong: Vec<String> = rows().fresh.iter().filter_map(judged).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
