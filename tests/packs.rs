//! Do the shipped packs load together, in every combination, and does a spoilt reference between them come out?

use std::fs;
use std::path::Path;
use streetwise::domain::ids::Language;
use streetwise::domain::packs::{PackText, Packs};

fn read(path: &str) -> String {
    let full = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/packs")
        .join(path);
    fs::read_to_string(&full).unwrap_or_else(|error| panic!("{}: {error}", full.display()))
}

fn load(law: &str, conduct: &str, bureau: &str) -> Result<Packs, Vec<(String, &'static str)>> {
    let text = |path, text| PackText { path, text };
    Packs::load(
        text("law.ron", law),
        text("conduct.ron", conduct),
        text("bureau.ron", bureau),
    )
    .map_err(|found| {
        found
            .into_iter()
            .map(|problem| (problem.path, problem.code))
            .collect()
    })
}

#[test]
fn every_shipped_bureau_loads_with_the_shared_packs() {
    let (law, conduct) = (read("law/law.ron"), read("conduct/conduct.ron"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/packs/bureau");
    let mut bureaus: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    bureaus.sort();
    assert_eq!(bureaus, ["demo-city", "liuzhou"]);
    for id in bureaus {
        let packs = load(&law, &conduct, &read(&format!("bureau/{id}/bureau.ron")))
            .unwrap_or_else(|found| panic!("{id}: {found:?}"));
        assert_eq!(packs.bureau.id, id, "a profile is called like its folder");
        // Conduct may be revised more often than the law it stands on, never apart from it.
        let (law, conduct) = (&packs.law.version, &packs.conduct.version);
        assert!(
            conduct.starts_with(law.as_str()),
            "{conduct} is not of {law}"
        );
        assert_eq!(packs.law.laws().len(), 238);
        // Every id a report prints can be turned into words a superior reads.
        for law_id in packs
            .conduct
            .cited_laws()
            .into_iter()
            .chain(packs.bureau.cited_laws())
        {
            for lang in Language::ALL {
                assert!(
                    packs
                        .law
                        .citation(law_id, lang)
                        .is_some_and(|text| !text.is_empty()),
                    "{law_id}"
                );
            }
        }
    }
}

#[test]
fn problems_of_all_packs_and_between_them_come_together() {
    let law = read("law/law.ron").replacen("\"APL-2021-33\"", "\"APL-2021-330\"", 1);
    let conduct = read("conduct/conduct.ron").replacen("{bureau.hotline}", "{bureau.hotlnie}", 1);
    let bureau =
        read("bureau/liuzhou/bureau.ron").replacen("law: \"LZ-PARK\"", "law: \"LZ-PRAK\"", 1);
    let found = load(&law, &conduct, &bureau).err().unwrap();
    let has = |path: &str, code: &str| found.iter().any(|(at, what)| at == path && *what == code);
    assert!(has("bureau.ron", "pack-unknown-id"), "{found:?}");
    assert!(has("conduct.ron", "pack-unknown-placeholder"), "{found:?}");
    assert_eq!(
        found
            .iter()
            .filter(|(_, code)| *code == "pack-unknown-id")
            .count(),
        2,
        "{found:?}"
    );

    let conduct = read("conduct/conduct.ron")
        .replace("form: \"preservation_list\"", "form: \"preserving_list\"");
    let found = load(
        &read("law/law.ron"),
        &conduct,
        &read("bureau/liuzhou/bureau.ron"),
    )
    .err()
    .unwrap();
    assert_eq!(found, [("conduct.ron".to_owned(), "pack-unknown-id")]);
    let found = load("(", "(", "(").err().unwrap();
    assert_eq!(found.len(), 3);
}
