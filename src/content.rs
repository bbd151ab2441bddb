//! The shared content brought in from disk and laid out for the core: packs, rules, understanding, versions. Every verb
//! of the command line and the application begin here.

use crate::domain::ids::{Bilingual, Language};
use crate::domain::packs::{
    Bureau, ConductPack, Date, LawChange, LawChanges, LawPack, LessonPack, PackProblem, PackText,
    Packs, PlayedCase, Severity, Shift, Signature, Sureness, Trigger,
};
use crate::domain::record::Versions;
use crate::domain::scenario::context::{Context, CriticalCause, CriticalEntry, LawEntry};
use crate::domain::scenario::load::load;
use crate::domain::scenario::model::{Case, Form};
use crate::domain::session::Rules;
use crate::domain::understanding::{LoadError, Understanding, cues_of};
use crate::files::{
    FileError, case_folders, folders, list, read_bytes, read_case, read_text, write_whole,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The file of a profile inside its folder.
const BUREAU_FILE: &str = "bureau.ron";
/// The bureau whose profile is used when none is named.
pub const DEFAULT_BUREAU: &str = "liuzhou";

/// Environment variable that names another bureau's profile: a folder of `assets/packs/bureau`.
pub const BUREAU_VARIABLE: &str = "STREETWISE_BUREAU";

/// Bytes of the hash that name a version of understanding: enough that two never share a name.
const LEXICON_VERSION_BYTES: usize = 6;

/// The shared content could not be brought in.
#[derive(Debug, Error)]
pub enum ContentError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The understanding model.
    #[error(transparent)]
    Understanding(#[from] LoadError),
    /// No profile of this name.
    #[error("{name}: no such bureau; known: {}", .known.join(", "))]
    UnknownBureau {
        /// The name asked for.
        name: String,
        /// The profiles there are.
        known: Vec<String>,
    },
    /// Mistakes in packs.
    #[error("{} problems in packs", .0.len())]
    Packs(Vec<PackProblem>),
}

/// Everything shared.
#[derive(Debug, Clone)]
pub struct Content {
    /// Packs as read.
    pub packs: Packs,
    /// What cases borrow from them.
    pub context: Context,
    /// How people react.
    pub rules: Rules,
    /// Versions, but for the case's own.
    pub versions: Versions,
}

/// The bureau whose profile is used: `STREETWISE_BUREAU`, else [`DEFAULT_BUREAU`].
fn chosen_bureau() -> String {
    std::env::var(BUREAU_VARIABLE)
        .ok()
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| DEFAULT_BUREAU.to_owned())
}

/// Names of the profiles there are, sorted.
fn bureaus(folder: &Path) -> Vec<String> {
    folders(folder)
        .iter()
        .filter(|one| one.join(BUREAU_FILE).is_file())
        .filter_map(|one| Some(one.file_name()?.to_string_lossy().into_owned()))
        .collect()
}

impl Content {
    /// Reads the packs under `home/assets/packs` with the profile of the bureau that this machine is set to.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn open(home: &Path) -> Result<Self, ContentError> {
        Self::load(home, &chosen_bureau())
    }

    /// Reads the packs under `home/assets/packs`.
    ///
    /// # Errors
    /// A missing file, a bureau that has no profile, or every problem of every pack.
    pub fn load(home: &Path, bureau: &str) -> Result<Self, ContentError> {
        let folder = home.join("assets").join("packs");
        let known = bureaus(&folder.join("bureau"));
        if !known.iter().any(|one| one == bureau) {
            let name = bureau.to_owned();
            return Err(ContentError::UnknownBureau { name, known });
        }
        let paths = [
            folder.join("law").join("law.ron"),
            folder.join("conduct").join("conduct.ron"),
            folder.join("bureau").join(bureau).join(BUREAU_FILE),
        ];
        let mut texts = Vec::new();
        let mut names = Vec::new();
        for path in &paths {
            texts.push(read_text(path)?);
            names.push(path.display().to_string());
        }
        let pack = |at: usize| PackText {
            path: names[at].as_str(),
            text: texts[at].as_str(),
        };
        let packs = Packs::load(pack(0), pack(1), pack(2)).map_err(ContentError::Packs)?;
        let mut content = Self::of(packs);
        content.versions.lexicon = lexicon_version(home)?;
        content.packs.lessons = lessons(&folder, &content.packs.law)?;
        content.context.lessons.clone_from(&content.packs.lessons);
        content.context.changes = law_changes(&folder, &content.packs.law)?;
        Ok(content)
    }

    /// Lays packs out.
    #[must_use]
    pub fn of(packs: Packs) -> Self {
        Self {
            context: context(&packs),
            rules: Rules::new(&packs.conduct),
            versions: Versions {
                rubric: String::new(),
                law: packs.law.version.clone(),
                conduct: packs.conduct.version.clone(),
                lexicon: String::new(),
                bureau: format!("{}-{}", packs.bureau.id, packs.bureau.version),
            },
            packs,
        }
    }

    /// Loads understanding with its model, its lexicon and the provisions it can recognise.
    ///
    /// # Errors
    /// A missing file, or a model that does not belong to the lexicon.
    pub fn understanding(&self, home: &Path) -> Result<Understanding, ContentError> {
        let [model, network, lexicon] = lexicon_files(home);
        let model = read_bytes(&model)?;
        let network = read_bytes(&network)?;
        let lexicon = read_text(&lexicon)?;
        Ok(Understanding::load(
            &model,
            &network,
            &lexicon,
            &cues_of(&self.packs.law),
        )?)
    }

    /// The cases under `home/scenarios` that load; what is wrong with another one, `check` says.
    #[must_use]
    pub fn cases(&self, home: &Path) -> Vec<Case> {
        case_folders(&home.join("scenarios"))
            .iter()
            .filter_map(|folder| read_case(folder).ok())
            .filter_map(|texts| load(&texts, &self.context).case)
            .collect()
    }

    /// Versions for a run of a case.
    #[must_use]
    pub fn versions_for(&self, rubric: &str) -> Versions {
        Versions {
            rubric: rubric.to_owned(),
            ..self.versions.clone()
        }
    }
}

/// One pack file, read by whoever knows its shape.
fn read_pack<T>(
    path: &Path,
    read: impl Fn(PackText<'_>) -> Result<T, Vec<PackProblem>>,
) -> Result<T, ContentError> {
    let text = read_text(path)?;
    let name = path.display().to_string();
    read(PackText {
        path: &name,
        text: &text,
    })
    .map_err(ContentError::Packs)
}

/// Every pack file of a folder, sorted by name; the problems of all of them at once.
fn read_packs<T>(
    folder: &Path,
    read: impl Fn(PackText<'_>) -> Result<T, Vec<PackProblem>>,
) -> Result<Vec<T>, ContentError> {
    let mut packs = Vec::new();
    let mut problems = Vec::new();
    for path in list(folder, "ron") {
        match read_pack(&path, &read) {
            Ok(pack) => packs.push(pack),
            Err(ContentError::Packs(mut found)) => problems.append(&mut found),
            Err(error) => return Err(error),
        }
    }
    if problems.is_empty() {
        Ok(packs)
    } else {
        Err(ContentError::Packs(problems))
    }
}

/// The lessons.
fn lessons(folder: &Path, law: &LawPack) -> Result<LessonPack, ContentError> {
    let path = folder.join("lessons").join("lessons.ron");
    read_pack(&path, |file| LessonPack::load(file, law))
}

/// Where changes of law lie, a file each, and what was signed since.
fn changes_folder(packs: &Path) -> PathBuf {
    packs.join("law").join("changes")
}

/// Signatures, a line of JSON each: lines are added and never changed.
const SIGNATURES_FILE: &str = "signatures.jsonl";

fn law_changes(folder: &Path, law: &LawPack) -> Result<LawChanges, ContentError> {
    let folder = changes_folder(folder);
    let changes = read_packs(&folder, |file| LawChange::load(file, law))?;
    let path = folder.join(SIGNATURES_FILE);
    let signed = match read_text(&path) {
        Ok(text) => text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(serde_json::from_str)
            .collect::<Result<Vec<Signature>, _>>()
            .map_err(|error| FileError::Unreadable {
                path,
                detail: error.to_string(),
            })?,
        Err(FileError::Missing(_)) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    Ok(LawChanges::new(changes, signed))
}

/// Adds a signature to those that lie beside the changes.
///
/// # Errors
/// When the disk says no.
pub fn add_signature(home: &Path, signature: &Signature) -> Result<PathBuf, FileError> {
    let packs = home.join("assets").join("packs");
    let path = changes_folder(&packs).join(SIGNATURES_FILE);
    let mut text = match read_text(&path) {
        Ok(text) => text,
        Err(FileError::Missing(_)) => String::new(),
        Err(error) => return Err(error),
    };
    // Whoever wrote the last line by hand may have left its end out.
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    // Only strings inside: writing cannot fail.
    text.push_str(&serde_json::to_string(signature).unwrap_or_default());
    text.push('\n');
    write_whole(&path, text.as_bytes())?;
    Ok(path)
}

/// The shifts of the city platform, sorted by file name.
///
/// # Errors
/// A missing file, or every problem of every shift.
pub fn shifts(home: &Path) -> Result<Vec<Shift>, ContentError> {
    read_packs(
        &home.join("assets").join("packs").join("platform"),
        Shift::load,
    )
}

/// Whether the tickets of every shift agree with the cases they open: number, day, hour, district.
///
/// # Errors
/// A missing file, or every problem of every shift.
pub fn check_shifts(home: &Path, cases: &[Case]) -> Result<(), ContentError> {
    let played: Vec<PlayedCase> = cases.iter().filter_map(played_case).collect();
    let agrees = |file: PackText<'_>| {
        let found = Shift::load(file)?.check_cases(file, &played);
        if found.is_empty() { Ok(()) } else { Err(found) }
    };
    let folder = home.join("assets").join("packs").join("platform");
    read_packs(&folder, agrees).map(|_| ())
}

/// What a shift has to know of a case; the loader lets no case through whose day the calendar does not have.
fn played_case(case: &Case) -> Option<PlayedCase> {
    let (year, month, day) = case.date;
    Some(PlayedCase {
        id: case.id.clone(),
        number: case.ticket.number.clone(),
        date: Date::new(year, month, day)?,
        clock_min: case.clock_min,
        district: case.district.clone(),
        is_field: !case.handled.is_empty(),
    })
}

/// Where the trained model, the network and the word lists they were trained with lie.
#[must_use]
pub fn lexicon_files(home: &Path) -> [PathBuf; 3] {
    let folder = home.join("assets").join("packs").join("lexicon");
    [
        folder.join("understanding.model"),
        folder.join("understanding.net"),
        folder.join("lexicon.ron"),
    ]
}

/// What understanding is called in records: the head of a hash over all its files, because each training makes another
/// one and nobody would remember to count a number up.
fn lexicon_version(home: &Path) -> Result<String, FileError> {
    let mut hash = Sha256::new();
    for path in lexicon_files(home) {
        hash.update(read_bytes(&path)?);
    }
    Ok(hash
        .finalize()
        .iter()
        .take(LEXICON_VERSION_BYTES)
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

fn context(packs: &Packs) -> Context {
    let day = |date: crate::domain::packs::Date| (date.year(), date.month(), date.day());
    let mut context = Context::default();
    for law in packs.law.laws() {
        context.laws.insert(
            law.id.clone(),
            LawEntry {
                from: law.valid_from.map_or((0, 0, 0), day),
                until: law.valid_until.map(day),
                shown: law.sure != Sureness::M,
                cited: Bilingual {
                    zh: packs
                        .law
                        .citation(&law.id, Language::Zh)
                        .unwrap_or_default(),
                    en: packs
                        .law
                        .citation(&law.id, Language::En)
                        .unwrap_or_default(),
                },
            },
        );
    }
    context.criticals = criticals(&packs.conduct);
    context.deeds = packs
        .conduct
        .deeds
        .iter()
        .map(|deed| deed.id.clone())
        .collect();
    for form in &packs.bureau.forms {
        context.forms.insert(
            form.id.clone(),
            Form {
                id: form.id.clone(),
                name: form.name.clone(),
                required: form
                    .fields
                    .iter()
                    .filter(|field| field.required)
                    .map(|field| field.id.clone())
                    .collect(),
                held: form
                    .fields
                    .iter()
                    .filter_map(|field| Some((field.id.clone(), field.held_to?)))
                    .collect(),
                law: form.law.clone(),
                printed: form
                    .fields
                    .iter()
                    .map(|field| (field.id.clone(), field.printed()))
                    .collect(),
            },
        );
    }
    context
        .partner_errors
        .clone_from(&packs.conduct.partner_errors);
    context.partner_stop.clone_from(&packs.conduct.partner_stop);
    context
        .partner_marks
        .clone_from(&packs.conduct.partner_marks);
    context.papers.clone_from(&packs.conduct.papers);
    context.points.clone_from(&packs.bureau.points);
    context.placeholders = packs.bureau.keys();
    context.districts = packs
        .bureau
        .districts
        .iter()
        .map(|district| district.id.clone())
        .collect();
    context.bureaus = acting(packs);
    for share in &packs.conduct.frame.blocks {
        context
            .weights
            .insert(share.block.name().to_owned(), share.points.0);
    }
    context
}

/// Whose officers act in each district, and which names are not theirs.
fn acting(packs: &Packs) -> BTreeMap<String, Bureau> {
    let districts = &packs.bureau.districts;
    let each = districts.iter().map(|one| {
        let elsewhere = districts.iter().filter(|other| other.id != one.id);
        let elsewhere = elsewhere.flat_map(|other| [other.name.clone(), other.unit.clone()]);
        let bureau = Bureau {
            unit: one.unit.clone(),
            elsewhere: elsewhere.collect(),
            hotline: packs.bureau.hotline.clone(),
        };
        (one.id.clone(), bureau)
    });
    each.collect()
}

fn criticals(pack: &ConductPack) -> Vec<CriticalEntry> {
    pack.critical
        .iter()
        .map(|breach| CriticalEntry {
            id: breach.id.clone(),
            text: breach.text.clone(),
            why: breach.why.clone(),
            better: breach.better.clone(),
            law: breach.law.clone(),
            causes: breach
                .triggers
                .iter()
                .map(|trigger| match trigger {
                    Trigger::Said(act) => CriticalCause::Act(act.name().to_owned()),
                    Trigger::Did(deed) => CriticalCause::Deed(deed.clone()),
                    Trigger::SaidBefore { act, needs } => {
                        CriticalCause::SaidBefore(act.name().to_owned(), needs.name().to_owned())
                    }
                    Trigger::ServedBefore { form, needs } => {
                        CriticalCause::ServedBefore(form.clone(), needs.name().to_owned())
                    }
                })
                .collect(),
        })
        .collect()
}

/// Ids of deeds that are critical wherever a case offers them.
#[must_use]
pub fn critical_deeds(pack: &ConductPack) -> Vec<String> {
    pack.deeds
        .iter()
        .filter(|deed| deed.severity == Severity::Critical)
        .map(|deed| deed.id.clone())
        .collect()
}
