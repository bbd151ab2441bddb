//! Does the program speak both languages fully, and only from the message files?

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use streetwise::domain::diagnostic::CODES;
use streetwise::domain::ids::Language;
use streetwise::text::{Words, sources};

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every message and attribute with the variables it uses.
fn messages(sources: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for source in sources {
        let resource = fluent_syntax::parser::parse(*source).expect("the message file is sound");
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let mut add = |id: String, pattern: &Pattern<&str>| {
                let mut variables = BTreeSet::new();
                of_pattern(pattern, &mut variables);
                assert!(
                    found.insert(id.clone(), variables).is_none(),
                    "{id} stands twice"
                );
            };
            if let Some(pattern) = &message.value {
                add(message.id.name.to_owned(), pattern);
            }
            for attribute in &message.attributes {
                add(
                    format!("{}.{}", message.id.name, attribute.id.name),
                    &attribute.value,
                );
            }
        }
    }
    found
}

/// English says one and many apart, by a variable of its own; Chinese has no use for it.
fn same(zh: &BTreeSet<String>, en: &BTreeSet<String>) -> bool {
    let plural = "plural".to_owned();
    en.iter()
        .filter(|one| **one != plural)
        .eq(zh.iter().filter(|one| **one != plural))
}

fn of_pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, variables);
        }
    }
}

fn of_expression(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, variables),
        Expression::Select { selector, variants } => {
            of_inline(selector, variables);
            for variant in variants {
                of_pattern(&variant.value, variables);
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, variables),
        InlineExpression::FunctionReference { arguments, .. } => of_arguments(arguments, variables),
        _ => {}
    }
}

fn of_arguments(arguments: &CallArguments<&str>, variables: &mut BTreeSet<String>) {
    for one in &arguments.positional {
        of_inline(one, variables);
    }
}

#[test]
fn both_languages_have_every_message_with_the_same_variables() {
    let [(_, zh), (_, en)] = sources();
    let (zh, en) = (messages(zh), messages(en));
    let mut wrong = Vec::new();
    for (id, variables) in &zh {
        match en.get(id) {
            None => wrong.push(format!("{id}: missing in en")),
            Some(other) if !same(variables, other) => {
                wrong.push(format!("{id}: zh {variables:?}, en {other:?}"));
            }
            Some(_) => {}
        }
    }
    wrong.extend(
        en.keys()
            .filter(|id| !zh.contains_key(*id))
            .map(|id| format!("{id}: missing in zh-CN")),
    );
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_code_has_message_cause_and_cure() {
    for (lang, files) in sources() {
        let known = messages(files);
        for (code, _, _) in CODES {
            for part in ["", ".cause", ".cure"] {
                let id = format!("diag-{code}{part}");
                assert!(known.contains_key(&id), "{id} is missing in {lang}");
            }
        }
        for id in known.keys().filter_map(|id| id.strip_prefix("diag-")) {
            let code = id.split('.').next().unwrap_or(id);
            assert!(
                CODES.iter().any(|row| row.0 == code),
                "diag-{id} in {lang} has no code"
            );
        }
    }
}

#[test]
fn every_verb_and_option_has_help_in_both_languages() {
    for lang in Language::ALL {
        let words = Words::new(lang);
        let command = streetwise::cli::command(&words);
        let mut missing = Vec::new();
        for verb in command.get_subcommands().chain([&command]) {
            let told = verb
                .get_about()
                .map(ToString::to_string)
                .unwrap_or_default();
            if told.is_empty() || told.starts_with("help-") {
                missing.push(verb.get_name().to_owned());
            }
            for argument in verb.get_arguments() {
                let told = argument
                    .get_help()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                if told.is_empty() || told.starts_with("help-") {
                    missing.push(format!("{} {}", verb.get_name(), argument.get_id()));
                }
            }
        }
        assert!(missing.is_empty(), "{}: {missing:?}", lang.tag());
    }
}

fn sources_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources_under(&path));
        } else if path.extension().is_some_and(|one| one == "rs") {
            found.push(path);
        }
    }
    found
}

/// Quoted texts of the code proper: no comments, no tests.
fn literals(source: &str) -> Vec<(usize, String)> {
    let proper = source.split("#[cfg(test)]").next().unwrap_or(source);
    let mut found = Vec::new();
    for (at, line) in proper.lines().enumerate() {
        let code = line.trim_start();
        // Attributes speak to programmers: reasons of lints, texts of errors that the message files say anew.
        if code.starts_with("//") || code.starts_with("#[") || code.starts_with("reason = ") {
            continue;
        }
        let mut signs = code.chars().peekable();
        while let Some(sign) = signs.next() {
            match sign {
                '/' if signs.peek() == Some(&'/') => break,
                '\'' if signs.peek() == Some(&'"') => {
                    signs.next();
                }
                '"' => {
                    let mut text = String::new();
                    while let Some(inner) = signs.next() {
                        match inner {
                            '\\' => {
                                signs.next();
                            }
                            '"' => break,
                            other => text.push(other),
                        }
                    }
                    found.push((at + 1, text));
                }
                _ => {}
            }
        }
    }
    found
}

fn is_chinese(sign: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&sign)
}

/// Three plain words in a row read like a sentence to somebody.
fn is_sentence(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(3).any(|three| {
        three
            .iter()
            .all(|word| word.len() > 1 && word.chars().all(|one| one.is_ascii_alphabetic()))
    })
}

#[test]
fn no_words_for_people_stand_in_the_code() {
    let root = home().join("src");
    let mut wrong = Vec::new();
    let mut files = sources_under(&root.join("cli"));
    files.extend([
        root.join("files.rs"),
        root.join("content.rs"),
        root.join("text.rs"),
    ]);
    for path in files {
        let source = fs::read_to_string(&path).unwrap();
        for (line, text) in literals(&source) {
            // What a bug says is for us.
            let for_us = text.contains("this is a bug");
            if !for_us && (text.chars().any(is_chinese) || is_sentence(&text)) {
                wrong.push(format!("{}:{line}: {text}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Whether a quoted text is written like the id of a message in one of these rooms.
fn is_id(text: &str, rooms: &BTreeSet<&str>) -> bool {
    text.contains('-')
        && !text.ends_with('-')
        && text
            .chars()
            .all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-' || one == '_')
        && text
            .split('-')
            .next()
            .is_some_and(|room| rooms.contains(room))
}

/// Written like ids of messages and none: a model's name, a field of a learning record, a thread.
const NO_IDS: [&str; 3] = ["voice-fixture", "law-version", "hearing-elsewhere"];

#[test]
fn every_message_that_the_code_names_exists() {
    let [(_, zh), _] = sources();
    let known: BTreeSet<String> = messages(zh).into_keys().collect();
    let mut rooms: BTreeSet<&str> = known.iter().filter_map(|id| id.split('-').next()).collect();
    // Rooms whose ids are in the code whether or not a message file knows them.
    rooms.extend(["audio", "model", "models", "recogniser", "remote"]);
    let mut wrong = Vec::new();
    for path in sources_under(&home().join("src")) {
        let source = fs::read_to_string(&path).unwrap();
        // Reports and faults of the store name the last part and put their own room before it; verbs and screens name all.
        let is_whole = ["src/cli", "src/app"]
            .iter()
            .any(|room| path.starts_with(home().join(room)));
        for (line, text) in literals(&source) {
            let is_known = || {
                let ending = format!("-{text}");
                known.contains(&text) || !is_whole && known.iter().any(|id| id.ends_with(&ending))
            };
            if is_id(&text, &rooms) && !NO_IDS.contains(&text.as_str()) && !is_known() {
                wrong.push(format!("{}:{line}: {text}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Whoever cannot be heard is told what to do about it.
#[test]
fn every_error_of_sound_and_models_has_words_and_a_cure() {
    let files = ["audio", "model_file", "models", "recogniser_error"];
    let rooms = BTreeSet::from(["audio", "model", "models", "recogniser"]);
    let mut ids = BTreeSet::new();
    for file in files {
        let path = home().join("src/speech").join(file).with_extension("rs");
        let source = fs::read_to_string(&path).unwrap();
        let named = literals(&source).into_iter().map(|one| one.1);
        ids.extend(named.filter(|text| is_id(text, &rooms)));
    }
    assert!(ids.len() >= 27, "{ids:?}");
    for (tag, files) in sources() {
        let known = messages(files);
        for id in &ids {
            for part in ["", ".cure"] {
                let id = format!("{id}{part}");
                assert!(known.contains_key(&id), "{id} is missing in {tag}");
            }
        }
    }
}

/// A report or a replay that tells what happened in the street by an id speaks to nobody.
#[test]
fn whatever_happens_in_a_shipped_case_has_words_in_both_languages() {
    let mut told = BTreeSet::new();
    for folder in fs::read_dir(home().join("scenarios")).expect("the cases") {
        let path = folder.expect("a folder").path().join("scenario.ron");
        let Ok(text) = fs::read_to_string(path) else {
            continue;
        };
        let ids = text.split("World(\"").skip(1);
        told.extend(ids.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    assert!(told.len() > 100, "{} events found", told.len());
    for (tag, files) in sources() {
        let known = messages(files);
        let silent: Vec<&String> = told
            .iter()
            .filter(|id| !known.contains_key(&format!("report-world-{id}")))
            .collect();
        assert!(silent.is_empty(), "{tag}: no words for {silent:?}");
    }
}
