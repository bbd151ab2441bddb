//! Words against paper, by data: every form has a fixture under `tests/data/papers` with a right version, which agrees with
//! the record of a shipped walk-through, and planted differences, of which each is found as what it is and nothing else.
//! No shipped ideal walk-through has a difference. Wrong entries are told from right ones, too.

mod shipped;

use serde::Deserialize;
use shipped::{content, home};
use std::collections::BTreeSet;
use streetwise::album::Kept;
use streetwise::content::{Content, DEFAULT_BUREAU};
use streetwise::domain::assessment::{
    Assessment, Difference, EvidenceKind, Verdict, Verification, reported_pictures, verification,
};
use streetwise::domain::ids::Language;
use streetwise::domain::packs::{Date, EntryFault};
use streetwise::domain::rehearsal::{Run, Stage, rehearse};
use streetwise::domain::scenario::load::{load, ron_options};
use streetwise::domain::scenario::model::Case;
use streetwise::domain::scenario::walkthrough::{Kind, Step, WalkthroughFile};
use streetwise::files::{list, read_case, read_text};
use streetwise::paper::{PaperFieldKind, paper_data};
use streetwise::report::{ReportInput, render};
use streetwise::text::Words;

/// A form with a right version and what may be planted in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    form: String,
    /// Case and walk-through whose record the paper belongs to.
    case: String,
    walkthrough: String,
    /// The paper is handed in after the step that begins with these words.
    after: String,
    right: Vec<(String, String)>,
    /// Field, what is written instead, and the kind of difference that must be found.
    planted: Vec<(String, String, String)>,
    /// Field, what is written instead, and what is wrong with the entry.
    wrong: Vec<(String, String, String)>,
}

impl Fixture {
    /// The language of the record it belongs to.
    fn lang(&self) -> Language {
        if self.walkthrough.ends_with("-en") {
            Language::En
        } else {
            Language::Zh
        }
    }
}

fn fixtures() -> Vec<Fixture> {
    list(&home().join("tests/data/papers"), "ron")
        .iter()
        .map(|path| {
            let text = read_text(path).expect("a fixture");
            ron_options()
                .from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        })
        .collect()
}

/// A shipped case that may use every form of the bureau.
fn case_with_all_forms(id: &str) -> (Case, Vec<(String, WalkthroughFile)>) {
    let mut texts = read_case(&home().join("scenarios").join(id)).expect("a case");
    let forms: Vec<String> = content()
        .packs
        .bureau
        .forms
        .iter()
        .map(|form| format!("\"{}\"", form.id))
        .collect();
    let scenario = texts.scenario.as_mut().expect("a scenario");
    let from = scenario.find("    papers: [").expect("papers");
    let to = from + scenario[from..].find(']').expect("an end");
    scenario.replace_range(from..to, &format!("    papers: [{}", forms.join(", ")));
    let loaded = load(&texts, &content().context);
    let case = loaded
        .case
        .unwrap_or_else(|| panic!("{id}: {:#?}", loaded.found));
    (case, loaded.walkthroughs)
}

/// Differences of the fixture's form when this is handed in.
fn handed_in(
    case: &Case,
    walkthrough: &WalkthroughFile,
    fixture: &Fixture,
    entries: Vec<(String, String)>,
) -> Vec<Difference> {
    let mut found = marked(case, walkthrough, fixture, entries).papers;
    found.retain(|one| one.form == fixture.form);
    found
}

/// A walk-through of a case, played.
fn played(case: &Case, file: &WalkthroughFile) -> Run {
    let read = |text: &str| shipped::read(case, text);
    let versions = content().versions_for(&case.version);
    let stage = Stage {
        case,
        rules: &content().rules,
        understand: &read,
        versions: &versions,
    };
    rehearse(stage, file, false).expect("plays")
}

/// The mark when this is handed in.
fn marked(
    case: &Case,
    walkthrough: &WalkthroughFile,
    fixture: &Fixture,
    entries: Vec<(String, String)>,
) -> Assessment {
    let mut file = walkthrough.clone();
    file.steps
        .retain(|step| !matches!(step, Step::Paper(form, _) if *form == fixture.form));
    let at = file
        .steps
        .iter()
        .position(|step| format!("{step:?}").contains(&fixture.after))
        .unwrap_or_else(|| panic!("{}: no step {}", fixture.form, fixture.after));
    file.steps
        .insert(at + 1, Step::Paper(fixture.form.clone(), entries));
    played(case, &file).assessment
}

fn changed(right: &[(String, String)], field: &str, text: &str) -> Vec<(String, String)> {
    let mut entries = right.to_vec();
    match entries.iter_mut().find(|one| one.0 == field) {
        Some(one) => text.clone_into(&mut one.1),
        None => entries.push((field.to_owned(), text.to_owned())),
    }
    entries
}

fn kind(one: &Difference) -> String {
    serde_json::to_value(one.kind)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn every_form_has_a_fixture_with_three_planted_differences_in_both_languages() {
    let fixtures = fixtures();
    assert_eq!(content().packs.bureau.forms.len(), 11);
    for form in &content().packs.bureau.forms {
        for lang in Language::ALL {
            let is_it = |one: &&Fixture| one.form == form.id && one.lang() == lang;
            let one = fixtures.iter().find(is_it);
            let one = one.unwrap_or_else(|| panic!("{} {}: no fixture", form.id, lang.tag()));
            let fields: BTreeSet<&str> = one.planted.iter().map(|row| row.0.as_str()).collect();
            assert!(fields.len() >= 3, "{}: {fields:?}", form.id);
        }
    }
}

/// What no machine can know: the bureau's stamp is pressed on printed paper.
const FOR_A_PERSON: &[&str] = &["seal"];

#[test]
fn every_field_of_every_form_is_held_to_something_or_left_to_a_person_by_name() {
    let mut open = BTreeSet::new();
    for bureau in ["liuzhou", "demo-city"] {
        let packs = Content::load(&home(), bureau).expect("the bureau").packs;
        for form in &packs.bureau.forms {
            let fields = form.fields.iter().filter(|field| field.held_to.is_none());
            open.extend(fields.map(|field| field.id.clone()));
        }
    }
    let named: BTreeSet<String> = FOR_A_PERSON.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(open, named);
}

/// Whether it was read to whoever signs: asked for before or after the record, waved away, or never spoken of.
#[test]
fn a_record_that_nobody_was_asked_to_read_is_no_read_one() {
    let (case, walkthroughs) = case_with_all_forms("gas-den");
    for name in ["ideal-3", "ideal-3-en"] {
        let file = walkthroughs
            .iter()
            .find(|one| one.0.ends_with(&format!("/{name}.ron")));
        let file = &file.expect("the walk-through").1;
        let reads = |step: &Step| matches!(step, Step::Say(text) if text.contains("看一遍笔录") || text.contains("read through the record"));
        assert!(file.steps.iter().any(reads), "{name}");
        let found = |said: Option<&str>, signature: &str| {
            let mut file = file.clone();
            for step in &mut file.steps {
                if reads(step) {
                    *step = match said {
                        Some(said) => Step::Say(said.to_owned()),
                        None => Step::Wait(6),
                    };
                }
                if let Step::Paper(form, entries) = step
                    && form == "interrogation_record"
                {
                    *entries = changed(entries, "party_signature", signature);
                    *entries = changed(entries, "witness_signature", "阿凤");
                }
            }
            let mark = played(&case, &file).assessment;
            let papers = mark
                .papers
                .into_iter()
                .filter(|one| kind(one) == "read_back");
            papers.map(|one| one.sure).collect::<Vec<bool>>()
        };
        for said in [
            "您看一下笔录，写得对不对？",
            "I will read it out to you, please tell me if anything is wrong.",
        ] {
            assert_eq!(found(Some(said), "已签"), Vec::<bool>::new(), "{said}");
        }
        for said in [
            "不用看了，直接签吧。",
            "No need to read it, just sign here.",
        ] {
            assert_eq!(found(Some(said), "已签"), [true], "{said}");
        }
        // Whoever signed had it in his hands: a person looks. Whoever did not sign never saw it.
        assert_eq!(found(None, "已签"), [false]);
        assert_eq!(found(None, "拒签"), [true]);
    }
}

/// Goods that spoil, in whatever they are carried; what keeps, whatever it is for.
#[test]
fn a_list_of_goods_that_spoil_says_so() {
    let fixtures = fixtures();
    let fixture = fixtures
        .iter()
        .find(|one| one.form == "preservation_list" && one.lang() == Language::Zh);
    let fixture = fixture.expect("the fixture");
    let (case, walkthroughs) = case_with_all_forms(&fixture.case);
    let name = format!("/{}.ron", fixture.walkthrough);
    let walkthrough = &walkthroughs
        .iter()
        .find(|one| one.0.ends_with(&name))
        .expect("it")
        .1;
    let found = |items: &str, box_says: &str| {
        let entries = changed(&fixture.right, "items", items);
        let entries = changed(&entries, "perishable", box_says);
        let entries = changed(&entries, "perishable_handling", "当场退还当事人");
        let found = handed_in(&case, walkthrough, fixture, entries);
        let found = found.into_iter().filter(|one| kind(one) == "perishable");
        found.map(|one| one.sure).collect::<Vec<bool>>()
    };
    for goods in [
        "电子秤一台；西瓜三筐",
        "三轮车一辆，装有香蕉五十斤",
        "鲜鱼两桶",
        "3 crates of melons",
        "scales, one; fish, two boxes",
    ] {
        assert_eq!(found(goods, "no"), [true], "{goods}");
        assert_eq!(found(goods, "yes"), Vec::<bool>::new(), "{goods}");
    }
    for goods in [
        "电子秤一台，完好",
        "西瓜刀一把；瓜筐两个",
        "a melon knife; two fish boxes",
    ] {
        assert_eq!(found(goods, "no"), Vec::<bool>::new(), "{goods}");
        assert_eq!(found(goods, "yes"), [true], "{goods}");
    }
    // What nobody has a word for is left to a person where the box says that it spoils.
    assert_eq!(found("绣球三个", "yes"), [false]);
    assert_eq!(found("绣球三个", "no"), Vec::<bool>::new());
}

#[test]
fn planted_differences_are_found_and_right_papers_have_none() {
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let (case, walkthroughs) = case_with_all_forms(&fixture.case);
        let name = format!("/{}.ron", fixture.walkthrough);
        let (_, walkthrough) = walkthroughs
            .iter()
            .find(|one| one.0.ends_with(&name))
            .unwrap_or_else(|| panic!("{name}"));
        let right = handed_in(&case, walkthrough, &fixture, fixture.right.clone());
        if !right.is_empty() {
            wrong.push(format!("{}: right, but {right:#?}", fixture.form));
        }
        let mut all = fixture.right.clone();
        for (field, text, expected) in &fixture.planted {
            all = changed(&all, field, text);
            let entries = changed(&fixture.right, field, text);
            let found = handed_in(&case, walkthrough, &fixture, entries);
            let same = found.len() == 1 && found[0].field == *field && kind(&found[0]) == *expected;
            if !same {
                wrong.push(format!(
                    "{}.{field} “{text}”: {expected} wanted, {found:#?}",
                    fixture.form
                ));
            }
            for one in &found {
                assert_eq!(one.paper.kind, EvidenceKind::Paper);
                assert!(!one.paper.quote.is_empty(), "both places are quoted");
            }
        }
        // All at once: none hides another.
        let together: BTreeSet<String> = handed_in(&case, walkthrough, &fixture, all)
            .into_iter()
            .map(|one| one.field)
            .collect();
        for (field, ..) in &fixture.planted {
            if !together.contains(field) {
                wrong.push(format!("{}.{field}: hidden by others", fixture.form));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_ideal_walkthrough_has_a_difference() {
    let mut wrong = Vec::new();
    let mut papers = 0;
    for shipped in shipped::cases() {
        for (name, file) in &shipped.walkthroughs {
            if file.kind != Kind::Ideal {
                continue;
            }
            papers += file
                .steps
                .iter()
                .filter(|step| matches!(step, Step::Paper(..)))
                .count();
            let read = |text: &str| shipped::read(&shipped.case, text);
            let run = rehearse(shipped.stage(&read), file, false).expect("plays");
            for one in run.assessment.papers {
                wrong.push(format!("{} {name}: {one:#?}", shipped.case.id));
            }
        }
    }
    assert!(papers > 10, "ideal walk-throughs write papers");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_form_of_the_bureau_is_used_by_a_case_that_can_be_played() {
    for form in &content().packs.bureau.forms {
        let mut cases = shipped::cases().iter();
        let used = cases.any(|one| one.case.form(&form.id).is_some());
        assert!(used, "{}: no case uses it", form.id);
    }
}

#[test]
fn every_planted_difference_lowers_the_mark_and_is_named_with_both_moments() {
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let (case, walkthroughs) = case_with_all_forms(&fixture.case);
        let name = format!("/{}.ron", fixture.walkthrough);
        let found = walkthroughs.iter().find(|one| one.0.ends_with(&name));
        let (_, walkthrough) = found.unwrap_or_else(|| panic!("{name}"));
        let clean = marked(&case, walkthrough, &fixture, fixture.right.clone());
        let mut certain = 0;
        for (field, text, kind) in &fixture.planted {
            let entries = changed(&fixture.right, field, text);
            let mark = marked(&case, walkthrough, &fixture, entries);
            let what = format!("{}.{field} “{text}” ({kind})", fixture.form);
            let differs = |one: &&Difference| one.form == fixture.form;
            if mark
                .papers
                .iter()
                .find(differs)
                .is_some_and(|one| !one.sure)
            {
                // Some words of this run were not made out: a person decides, and nothing is lost.
                let item = mark.items.iter().find(|one| !one.differs.is_empty());
                assert_eq!(item.map(|one| one.verdict), Some(Verdict::Review), "{what}");
                continue;
            }
            certain += 1;
            if mark.score.points >= clean.score.points || mark.score.of != clean.score.of {
                wrong.push(format!(
                    "{what}: {}/{} after {}/{}",
                    mark.score.points, mark.score.of, clean.score.points, clean.score.of
                ));
                continue;
            }
            let item = mark.items.iter().find(|one| !one.differs.is_empty());
            let item = item.unwrap_or_else(|| panic!("{what}: no item names it"));
            assert_eq!(item.verdict, Verdict::Missed, "{what}");
            assert!(item.points < item.of && item.points == item.kept, "{what}");
            let difference = &mark.papers[item.differs[0]];
            assert_eq!(difference.field, *field, "{what}");
            for lang in Language::ALL {
                let (why, better) = (item.why.get(lang), item.better.get(lang));
                let form = content()
                    .packs
                    .bureau
                    .form(&fixture.form)
                    .expect("the form");
                let label = form.field(field).expect("the field").label.get(lang);
                let moment = |at: u64| streetwise::domain::ids::Millis(at).to_string();
                assert!(why.contains(label), "{what}: {why}");
                assert!(
                    why.contains(&moment(difference.paper.at_ms)),
                    "{what}: {why}"
                );
                if let Some(record) = &difference.record
                    && record.kind == EvidenceKind::Said
                {
                    assert!(why.contains(&record.quote), "{what}: {why}");
                    assert!(why.contains(&moment(record.at_ms)), "{what}: {why}");
                }
                assert!(better.contains(label), "{what}: {better}");
                // What a draw decides is filled in when it is shown; a sentence's own words are filled in at once.
                for word in [
                    "form",
                    "field",
                    "written",
                    "at",
                    "record",
                    "record_at",
                    "expected",
                ] {
                    let open = format!("{{{word}}}");
                    assert!(
                        !why.contains(&open) && !better.contains(&open),
                        "{what}: {why}"
                    );
                }
            }
        }
        assert!(certain >= 3, "{}: {certain} certain", fixture.form);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_paper_of_an_ideal_walkthrough_can_cost_points() {
    let mut free = BTreeSet::new();
    for shipped in shipped::cases() {
        let read = |text: &str| shipped::read(&shipped.case, text);
        for (_, file) in &shipped.walkthroughs {
            if file.kind != Kind::Ideal {
                continue;
            }
            for (at, step) in file.steps.iter().enumerate() {
                let Step::Paper(form, entries) = step else {
                    continue;
                };
                let mut other = file.clone();
                let entries = changed(entries, "party_name", "诸葛某");
                // A notice on a windscreen and a report to the platform name no party.
                let entries = match form.as_str() {
                    "parking_notice" => changed(&entries, "photos", "99"),
                    "platform_report" => changed(&entries, "after", "路灯"),
                    _ => entries,
                };
                other.steps[at] = Step::Paper(form.clone(), entries);
                let mark = rehearse(shipped.stage(&read), &other, false)
                    .expect("plays")
                    .assessment;
                if mark.items.iter().all(|one| one.differs.is_empty()) {
                    free.insert(format!("{} {} {form}", shipped.case.id, file.level));
                }
            }
        }
    }
    assert_eq!(free, BTreeSet::new(), "a difference costs nothing");
}

#[test]
fn what_was_not_surely_heard_is_left_to_a_person() {
    let shipped = shipped::cases();
    let shipped = shipped.iter().find(|one| one.case.id == "street-vendor");
    let shipped = shipped.expect("the case");
    let read = |text: &str| shipped::read(&shipped.case, text);
    let verdict = |said: Step| {
        let mut file = shipped.walkthrough("ideal-3").clone();
        for step in &mut file.steps {
            if matches!(step, Step::Say(text) if text.contains("现在当场处罚一百元")) {
                *step = said.clone();
            }
        }
        let mark = rehearse(shipped.stage(&read), &file, false)
            .expect("plays")
            .assessment;
        let item = mark.items.iter().find(|one| one.id == "papers_in_order");
        item.expect("the item").verdict
    };
    let said = |sum: &str| format!("您是第三次违法，现在当场处罚{sum}，这是决定书。");
    assert_eq!(verdict(Step::Say(said("一百元"))), Verdict::Met);
    assert_eq!(verdict(Step::Say(said("两百元"))), Verdict::Missed);
    // The recogniser was not sure of it.
    assert_eq!(verdict(Step::Mumble(said("两百元"), 450)), Verdict::Review);
    // It was sure, and yet heard what only sounds like the sum on paper.
    assert_ne!(verdict(Step::Say(said("一白元"))), Verdict::Missed);
}

/// The platform looks: right pictures close the case, an old one brings it back, none leaves it open.
#[test]
fn a_report_comes_back_from_the_platform_closed_or_returned() {
    let shipped = shipped::cases();
    let shipped = shipped.iter().find(|one| one.case.id == "gas-den");
    let shipped = shipped.expect("the case");
    let read = |text: &str| shipped::read(&shipped.case, text);
    let came = |change: &dyn Fn(&mut Vec<Step>)| {
        let mut file = shipped.walkthrough("ideal-3").clone();
        change(&mut file.steps);
        let run = rehearse(shipped.stage(&read), &file, false).expect("plays");
        let item = run
            .assessment
            .items
            .iter()
            .find(|one| one.id == "reported_back");
        let verdict = item.expect("the item").verdict;
        let came = verification(&shipped.case, &run.record, &run.assessment);
        (came.expect("it is reported with pictures"), verdict)
    };
    let is_report = |step: &Step| matches!(step, Step::Paper(form, _) if form == "platform_report");
    let same = |_: &mut Vec<Step>| ();
    assert_eq!(came(&same), (Verification::Closed, Verdict::Met));
    let none = |steps: &mut Vec<Step>| steps.retain(|step| !is_report(step));
    assert_eq!(came(&none), (Verification::Unreported, Verdict::Missed));
    // The room was not photographed again after the bottles had gone.
    let old = |steps: &mut Vec<Step>| {
        let again = |step: &Step| matches!(step, Step::DoTo(_, target) if target == "store_room");
        let last = steps.iter().rposition(again).expect("a picture from after");
        steps.remove(last);
    };
    assert_eq!(came(&old), (Verification::Returned, Verdict::Missed));
}

/// Whoever reads the report sees what the platform was shown: before and after, of the same thing, in that order.
#[test]
fn pictures_of_the_platform_report_stand_in_the_page() {
    let shipped = shipped::cases();
    let reported: Vec<_> = shipped
        .iter()
        .filter(|one| one.case.form("platform_report").is_some())
        .collect();
    assert!(reported.len() >= 5, "{} cases report back", reported.len());
    for shipped in reported {
        let read = |text: &str| shipped::read(&shipped.case, text);
        let ideal = |one: &&(String, WalkthroughFile)| {
            let reports =
                |step: &Step| matches!(step, Step::Paper(form, _) if form == "platform_report");
            one.1.kind == Kind::Ideal && one.1.steps.iter().any(reports)
        };
        let (name, file) = shipped.walkthroughs.iter().find(ideal).expect("an ideal");
        let run = rehearse(shipped.stage(&read), file, false).expect("plays");
        let found = reported_pictures(&shipped.case, &run.record);
        assert_eq!(found.len(), 2, "{} {name}: {found:?}", shipped.case.id);
        let (before, after) = (&found[0], &found[1]);
        assert!(!before.is_after && after.is_after && before.at < after.at);
        assert_eq!(before.thing, after.thing, "{} {name}", shipped.case.id);
        let kept = [(before, "first"), (after, "second")].map(|(one, png)| Kept {
            thing: one.thing.clone(),
            at: one.at,
            png: png.as_bytes().to_vec(),
        });
        for lang in Language::ALL {
            let page = |pictures: &[Kept]| {
                render(&ReportInput {
                    case: &shipped.case,
                    packs: &content().packs,
                    record: &run.record,
                    assessment: &run.assessment,
                    lang,
                    district: &shipped.case.district,
                    pictures,
                })
            };
            let (with, without) = (page(&kept), page(&[]));
            let at = |text: &str| with.find(text).expect("a picture");
            // "first" and "second" in base64.
            assert!(at("base64,Zmlyc3Q=") < at("base64,c2Vjb25k"));
            let unseen = Words::new(lang).get("report-picture-unseen");
            assert!(!with.contains(&unseen));
            assert_eq!(without.matches(&unseen).count(), 2);
        }
    }
}

#[test]
fn differences_stand_in_the_report_in_both_languages() {
    let (case, walkthroughs) = case_with_all_forms("street-vendor");
    let mut file = walkthroughs
        .iter()
        .find(|one| one.0.ends_with("/ideal-3.ron"))
        .map(|one| one.1.clone())
        .unwrap();
    for step in &mut file.steps {
        if let Step::Paper(form, fields) = step
            && form == "on_the_spot_decision"
        {
            *fields = changed(&changed(fields, "amount", "150"), "party_name", "黄某");
        }
    }
    let run = played(&case, &file);
    let kinds: Vec<String> = run.assessment.papers.iter().map(kind).collect();
    assert_eq!(kinds, ["name", "amount"]);
    for lang in Language::ALL {
        let html = render(&ReportInput {
            case: &case,
            packs: &content().packs,
            record: &run.record,
            assessment: &run.assessment,
            lang,
            district: &case.district,
            pictures: &[],
        });
        let words = Words::new(lang);
        for id in [
            "report-papers",
            "report-paper-kind-name",
            "report-paper-kind-amount",
        ] {
            let text = words.get(id).replace('\'', "&#x27;");
            assert!(html.contains(&text), "{id} {}", lang.tag());
        }
        assert!(html.contains("150") && html.contains("现在当场处罚一百元"));
        assert!(!html.contains("{ $"), "a message lacks a value");
    }
    let text = serde_json::to_string(&run.assessment).unwrap();
    let again: streetwise::domain::assessment::Assessment = serde_json::from_str(&text).unwrap();
    assert_eq!(again, run.assessment, "the differences survive their file");
}

#[test]
fn wrong_entries_are_told_from_right_ones() {
    let law = &content().packs.law;
    let day = Date::new(2026, 9, 18).unwrap();
    for fixture in fixtures() {
        let form = content()
            .packs
            .bureau
            .form(&fixture.form)
            .expect("the form");
        assert_eq!(
            form.wrong_entries(&fixture.right, law, day),
            Vec::new(),
            "{} is right",
            fixture.form
        );
        assert!(fixture.wrong.len() >= 2, "{}: wrong entries", fixture.form);
        for (field, text, fault) in &fixture.wrong {
            let entries = changed(&fixture.right, field, text);
            let found = form.wrong_entries(&entries, law, day);
            let names: Vec<&str> = found.iter().map(|one| one.fault.name()).collect();
            assert!(
                names.contains(&fault.as_str()),
                "{}.{field} “{text}”: {fault} wanted, {found:?}",
                fixture.form
            );
        }
        let empty = form.wrong_entries(&[], law, day);
        let required = form.fields.iter().filter(|field| field.required).count();
        assert_eq!(empty.len(), required, "{}", fixture.form);
        assert!(empty.iter().all(|one| one.fault == EntryFault::Missing));
    }
}

#[test]
fn both_bureaus_have_the_same_forms() {
    let demo = Content::load(&home(), "demo-city").expect("the demonstration bureau");
    let (one, other) = (&content().packs.bureau.forms, &demo.packs.bureau.forms);
    assert_eq!(content().packs.bureau.id, DEFAULT_BUREAU);
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(other) {
        assert_eq!(one.id, other.id);
        assert_eq!(one.rules, other.rules, "{}", one.id);
        let shape = |form: &streetwise::domain::packs::Form| {
            form.fields
                .iter()
                .map(|field| (field.id.clone(), field.required, field.held_to))
                .collect::<Vec<_>>()
        };
        assert_eq!(shape(one), shape(other), "{}", one.id);
    }
}

#[test]
fn a_paper_is_data_for_a_template() {
    for fixture in fixtures() {
        let form = content()
            .packs
            .bureau
            .form(&fixture.form)
            .expect("the form");
        for lang in Language::ALL {
            let words = Words::new(lang);
            let data = paper_data(form, &fixture.right, &content().packs, "centre", &words);
            assert_eq!(data.template, fixture.form);
            assert_eq!(data.fields.len(), form.fields.len());
            assert!(!data.unit.is_empty() && !data.title.is_empty());
            for field in &data.fields {
                let is_list = field.kind == PaperFieldKind::List;
                assert_eq!(!field.rows.is_empty(), is_list && !field.raw.is_empty());
                assert!(!field.text.starts_with("paper-"), "{}", field.text);
            }
            serde_json::to_string(&data).expect("plain data");
        }
    }
}
