//! The published profile is whole and true: it has the form of the xAPI Profiles specification 1.0, every verb, activity type
//! and extension of our statements stands in it, everything in it is used, and statements keep its templates and patterns.

#[path = "support/made.rs"]
mod made;

use made::result;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use streetwise::domain::assessment::{Appeal, UNFINISHED, Verdict};
use streetwise::export::xapi::{PROFILE, Site, statements};

const PUBLISHED: &str = include_str!("../docs/xapi-profile.jsonld");
/// xAPI's own way to take a statement back; the profile says in words what is voided.
const VOIDED: &str = "http://adlnet.gov/expapi/verbs/voided";

fn profile() -> Value {
    serde_json::from_str(PUBLISHED).expect("JSON")
}

fn list<'a>(of: &'a Value, name: &str) -> &'a Vec<Value> {
    of[name].as_array().unwrap_or_else(|| panic!("no {name}"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Statements of made runs, run by run, in the order they are sent: passes, fails, waiting ones, ones that broke off, and ones
/// that a person ruled on.
fn runs() -> Vec<Vec<Value>> {
    (0..80)
        .map(|number| {
            let mut mark = result(number, 80, 7).mark;
            if number % 9 == 4 {
                mark.outcome = UNFINISHED.to_owned();
            }
            if number % 5 == 2 {
                let item = &mark.items[1];
                let ruling = Appeal {
                    item: item.id.clone(),
                    machine: item.verdict,
                    verdict: Verdict::Met,
                    reason: "heard".to_owned(),
                    by: "head-1".to_owned(),
                    at: "2026-12-01T08:00:00Z".to_owned(),
                };
                mark.appeal(ruling).expect("an item of the mark");
            }
            statements(&mark, None, &Site::new("https://hr.example.org"))
                .iter()
                .map(|one| serde_json::from_str(&one.line()).expect("JSON"))
                .collect()
        })
        .collect()
}

fn is_iri(value: &Value) -> bool {
    text(value).starts_with("http")
}

/// Names and definitions in both languages.
fn is_told(of: &Value) {
    for field in ["prefLabel", "definition"] {
        for lang in ["en", "zh-CN"] {
            assert!(!text(&of[field][lang]).is_empty(), "{field} {lang}: {of}");
        }
    }
}

#[test]
fn the_profile_has_the_form_of_the_specification() {
    let profile = profile();
    assert_eq!(
        profile["@context"],
        "https://w3id.org/xapi/profiles/context"
    );
    assert_eq!(profile["type"], "Profile");
    assert_eq!(profile["conformsTo"], "https://w3id.org/xapi/profiles#1.0");
    assert!(is_iri(&profile["id"]) && profile["author"]["type"] == "Organization");
    is_told(&profile);
    let versions: Vec<&str> = list(&profile, "versions")
        .iter()
        .map(|one| {
            assert!(
                text(&one["generatedAtTime"])
                    .parse::<jiff::Timestamp>()
                    .is_ok()
            );
            text(&one["id"])
        })
        .collect();
    assert!(versions.contains(&PROFILE) && !versions.contains(&text(&profile["id"])));
    let mut ids = BTreeSet::new();
    for (kind, types) in [
        ("concepts", &["ContextExtension", "ResultExtension"][..]),
        ("templates", &["StatementTemplate"]),
        ("patterns", &["Pattern"]),
    ] {
        for one in list(&profile, kind) {
            assert!(types.contains(&text(&one["type"])), "{one}");
            assert!(versions.contains(&text(&one["inScheme"])), "{one}");
            assert!(is_iri(&one["id"]) && ids.insert(text(&one["id"])), "{one}");
            is_told(one);
        }
    }
    for one in list(&profile, "concepts") {
        // The schema of an extension's value is JSON inside a string.
        let schema: Value = serde_json::from_str(text(&one["inlineSchema"])).expect("a schema");
        assert!(schema.is_object());
        assert!(list(one, "recommendedVerbs").iter().all(is_iri));
    }
    for one in list(&profile, "templates") {
        for rule in list(one, "rules") {
            assert!(text(&rule["location"]).starts_with("$."), "{rule}");
            let presence = text(&rule["presence"]);
            assert!(["included", "excluded", "recommended"].contains(&presence));
        }
    }
    let ways = [
        "sequence",
        "alternates",
        "optional",
        "oneOrMore",
        "zeroOrMore",
    ];
    for one in list(&profile, "patterns") {
        let found: Vec<&Value> = ways.iter().filter_map(|way| one.get(*way)).collect();
        assert_eq!(found.len(), 1, "{one}");
        let named = match found[0] {
            Value::Array(many) => {
                assert!(many.len() >= 2, "{one}");
                many.clone()
            }
            single => vec![single.clone()],
        };
        assert!(named.iter().all(|name| ids.contains(text(name))), "{one}");
    }
    let primary = list(&profile, "patterns")
        .iter()
        .filter(|one| one["primary"] == true);
    assert_eq!(primary.count(), 1);
}

/// Every verb, type and extension of a statement, with where it stands.
fn named_in(statement: &Value, found: &mut BTreeSet<(&'static str, String)>) {
    let mut put = |what, value: &Value| {
        if let Some(one) = value.as_str() {
            found.insert((what, one.to_owned()));
        }
    };
    put("verb", &statement["verb"]["id"]);
    let object = &statement["object"];
    put("objectActivityType", &object["definition"]["type"]);
    for (place, name) in [
        ("parent", "contextParentActivityType"),
        ("category", "contextCategoryActivityType"),
        ("grouping", "contextGroupingActivityType"),
        ("other", "contextOtherActivityType"),
    ] {
        let activities = &statement["context"]["contextActivities"][place];
        for one in activities.as_array().into_iter().flatten() {
            put(name, &one["definition"]["type"]);
        }
    }
    for (place, name) in [
        (&statement["context"], "ContextExtension"),
        (&statement["result"], "ResultExtension"),
        (&object["definition"], "ActivityExtension"),
    ] {
        for key in place["extensions"].as_object().into_iter().flatten() {
            put(name, &Value::String(key.0.clone()));
        }
    }
}

#[test]
fn all_that_statements_use_stands_in_the_profile_and_all_of_it_is_used() {
    let profile = profile();
    let mut used = BTreeSet::new();
    for one in runs().iter().flatten() {
        named_in(one, &mut used);
    }
    assert!(
        used.remove(&("verb", VOIDED.to_owned())),
        "runs were ruled on"
    );
    assert!(text(&profile["definition"]["en"]).contains(VOIDED));
    let mut published = BTreeSet::new();
    for one in list(&profile, "concepts") {
        let kind = match text(&one["type"]) {
            "ContextExtension" => "ContextExtension",
            _ => "ResultExtension",
        };
        published.insert((kind, text(&one["id"]).to_owned()));
    }
    for one in list(&profile, "templates") {
        for name in ["verb", "objectActivityType"] {
            published.insert((name, text(&one[name]).to_owned()));
        }
        for name in ["contextParentActivityType", "contextCategoryActivityType"] {
            for kind in one[name].as_array().into_iter().flatten() {
                published.insert((name, text(kind).to_owned()));
            }
        }
    }
    assert_eq!(used, published);
}

/// Values at a path as rules write it: names after dots, names in brackets, `[*]`.
fn at<'a>(location: &str, statement: &'a Value) -> Vec<&'a Value> {
    let mut found = vec![statement];
    let mut rest = location.strip_prefix('$').expect("a path");
    while !rest.is_empty() {
        let name;
        if let Some(after) = rest.strip_prefix("['") {
            (name, rest) = after.split_once("']").expect("a bracket");
        } else if let Some(after) = rest.strip_prefix("[*]") {
            found = found
                .into_iter()
                .filter_map(Value::as_array)
                .flatten()
                .collect();
            rest = after;
            continue;
        } else {
            let after = rest.strip_prefix('.').expect("a dot");
            let end = after.find(['.', '[']).unwrap_or(after.len());
            (name, rest) = after.split_at(end);
        }
        found = found.into_iter().filter_map(|one| one.get(name)).collect();
    }
    found
}

/// Which rule of a template a statement breaks.
fn broken<'a>(template: &'a Value, statement: &Value) -> Option<&'a Value> {
    list(template, "rules").iter().find(|rule| {
        let found = at(text(&rule["location"]), statement);
        let holds = match text(&rule["presence"]) {
            "included" => !found.is_empty(),
            "excluded" => found.is_empty(),
            _ => true,
        };
        let among = |name: &str| rule[name].as_array().cloned().unwrap_or_default();
        let (any, all) = (among("any"), among("all"));
        let any_holds = any.is_empty() || found.iter().any(|one| any.contains(one));
        let all_hold = all.is_empty() || found.iter().all(|one| all.contains(one));
        !(holds && any_holds && all_hold)
    })
}

/// The template that a statement is determined to follow, by its verb and types.
fn template_of<'a>(profile: &'a Value, statement: &Value) -> &'a Value {
    let mut named = BTreeSet::new();
    named_in(statement, &mut named);
    let is_of = |template: &&Value| {
        let one = |name| named.contains(&(name, text(&template[name]).to_owned()));
        let many = |name| {
            template[name]
                .as_array()
                .into_iter()
                .flatten()
                .all(|kind| named.contains(&(name, text(kind).to_owned())))
        };
        one("verb")
            && one("objectActivityType")
            && many("contextParentActivityType")
            && many("contextCategoryActivityType")
    };
    let found: Vec<&Value> = list(profile, "templates").iter().filter(is_of).collect();
    assert_eq!(found.len(), 1, "{statement}");
    found[0]
}

/// Statements that stand: neither voided nor voiding, in the order of their moments.
fn standing(run: &[Value]) -> Vec<&Value> {
    let voided: BTreeSet<&str> = run
        .iter()
        .filter(|one| one["verb"]["id"] == VOIDED)
        .map(|one| text(&one["object"]["id"]))
        .collect();
    let mut left: Vec<&Value> = run
        .iter()
        .filter(|one| one["verb"]["id"] != VOIDED && !voided.contains(text(&one["id"])))
        .collect();
    left.sort_by_key(|one| {
        text(&one["timestamp"])
            .parse::<jiff::Timestamp>()
            .expect("a moment")
    });
    left
}

#[test]
fn every_statement_keeps_the_rules_of_its_template() {
    let profile = profile();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let runs = runs();
    for one in runs.iter().flat_map(|run| standing(run)) {
        let template = template_of(&profile, one);
        assert_eq!(broken(template, one), None, "{one}");
        *seen.entry(text(&template["id"])).or_default() += 1;
    }
    assert_eq!(seen.len(), list(&profile, "templates").len(), "{seen:?}");
    // The rules can be broken: a rule that nothing breaks says nothing.
    let mut wrong = runs[0][1].clone();
    let verdict = "https://streetwise.example/xapi/ext/verdict";
    let template = template_of(&profile, &wrong);
    wrong["result"]["extensions"][verdict] = "perhaps".into();
    assert!(broken(template, &wrong).is_some());
    let mut bare = runs[0][0].clone();
    bare["context"]
        .as_object_mut()
        .expect("a context")
        .remove("registration");
    assert!(broken(template_of(&profile, &bare), &bare).is_some());
}

/// Where a pattern can end that begins at the first of these templates.
fn ends<'a>(profile: &'a Value, name: &str, row: &[&str]) -> BTreeSet<usize> {
    let Some(pattern) = list(profile, "patterns")
        .iter()
        .find(|one| one["id"] == name)
    else {
        return row
            .first()
            .filter(|one| **one == name)
            .map(|_| 1)
            .into_iter()
            .collect();
    };
    let then = |from: BTreeSet<usize>, name: &Value| -> BTreeSet<usize> {
        from.into_iter()
            .flat_map(|at| {
                ends(profile, text(name), &row[at..])
                    .into_iter()
                    .map(move |more| at + more)
            })
            .collect()
    };
    let start = BTreeSet::from([0]);
    if let Some(parts) = pattern.get("sequence").and_then(Value::as_array) {
        return parts.iter().fold(start, then);
    }
    if let Some(parts) = pattern.get("alternates").and_then(Value::as_array) {
        return parts
            .iter()
            .flat_map(|part| then(start.clone(), part))
            .collect();
    }
    if let Some(part) = pattern.get("optional") {
        return &start | &then(start.clone(), part);
    }
    let part = pattern.get("zeroOrMore").expect("a pattern of these kinds");
    let (mut all, mut last) = (start.clone(), start);
    while !last.is_empty() {
        let next = then(last, part);
        last = next.difference(&all).copied().collect();
        all.extend(&last);
    }
    all
}

#[test]
fn every_run_keeps_the_pattern() {
    let profile = profile();
    let primary = list(&profile, "patterns")
        .iter()
        .find(|one| one["primary"] == true)
        .map(|one| text(&one["id"]))
        .expect("one");
    for run in runs() {
        let standing = standing(&run);
        let registrations: BTreeSet<&str> = standing
            .iter()
            .map(|one| text(&one["context"]["registration"]))
            .collect();
        assert_eq!(registrations.len(), 1);
        let row: Vec<&str> = standing
            .iter()
            .map(|one| text(&template_of(&profile, one)["id"]))
            .collect();
        assert!(
            ends(&profile, primary, &row).contains(&row.len()),
            "{row:?}"
        );
        // Without its end it keeps none.
        assert!(!ends(&profile, primary, &row[..row.len() - 1]).contains(&(row.len() - 1)));
    }
}
