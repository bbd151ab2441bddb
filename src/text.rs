//! Words of the product in both languages, from Fluent files that travel inside the binary. Knows no file of a user.
//! `zh-CN` is the source; a test holds that `en` has every message too.

use crate::domain::diagnostic::Diagnostic;
use crate::domain::ids::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::langid;

const ZH: &[&str] = &[
    include_str!("../assets/text/zh-CN/app.ftl"),
    include_str!("../assets/text/zh-CN/authors.ftl"),
    include_str!("../assets/text/zh-CN/cli.ftl"),
    include_str!("../assets/text/zh-CN/desk.ftl"),
    include_str!("../assets/text/zh-CN/console.ftl"),
    include_str!("../assets/text/zh-CN/diagnostics.ftl"),
    include_str!("../assets/text/zh-CN/export.ftl"),
    include_str!("../assets/text/zh-CN/report.ftl"),
    include_str!("../assets/text/zh-CN/screens.ftl"),
    include_str!("../assets/text/zh-CN/sound.ftl"),
    include_str!("../assets/text/zh-CN/headset.ftl"),
    include_str!("../assets/text/zh-CN/hearing.ftl"),
    include_str!("../assets/text/zh-CN/store.ftl"),
    include_str!("../assets/text/zh-CN/verbs.ftl"),
];
const EN: &[&str] = &[
    include_str!("../assets/text/en/app.ftl"),
    include_str!("../assets/text/en/authors.ftl"),
    include_str!("../assets/text/en/cli.ftl"),
    include_str!("../assets/text/en/desk.ftl"),
    include_str!("../assets/text/en/console.ftl"),
    include_str!("../assets/text/en/diagnostics.ftl"),
    include_str!("../assets/text/en/export.ftl"),
    include_str!("../assets/text/en/report.ftl"),
    include_str!("../assets/text/en/screens.ftl"),
    include_str!("../assets/text/en/sound.ftl"),
    include_str!("../assets/text/en/headset.ftl"),
    include_str!("../assets/text/en/hearing.ftl"),
    include_str!("../assets/text/en/store.ftl"),
    include_str!("../assets/text/en/verbs.ftl"),
];

/// The messages of one language.
pub struct Words {
    lang: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The messages of a language.
    ///
    /// # Panics
    /// When a message file in the binary cannot be read; this is a bug that a test finds first.
    #[must_use]
    pub fn new(lang: Language) -> Self {
        let (id, sources) = match lang {
            Language::Zh => (langid!("zh-CN"), ZH),
            Language::En => (langid!("en"), EN),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolating marks would end up in files, tables and terminals.
        bundle.set_use_isolating(false);
        for source in sources {
            let resource = FluentResource::try_new((*source).to_owned())
                .unwrap_or_else(|(_, errors)| panic!("message file: {errors:?}; this is a bug"));
            if let Err(errors) = bundle.add_resource(resource) {
                panic!("message file: {errors:?}; this is a bug");
            }
        }
        Self { lang, bundle }
    }

    /// The language spoken.
    #[must_use]
    pub const fn lang(&self) -> Language {
        self.lang
    }

    /// A message without values.
    #[must_use]
    pub fn get(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A message with values.
    #[must_use]
    pub fn with(&self, id: &str, values: &[(&str, &str)]) -> String {
        self.message(id, None, values)
            .unwrap_or_else(|| id.to_owned())
    }

    /// An attribute of a message (`diag-SW0101.cure`).
    #[must_use]
    pub fn attribute(&self, id: &str, name: &str, values: &[(&str, &str)]) -> Option<String> {
        self.message(id, Some(name), values)
    }

    fn message(
        &self,
        id: &str,
        attribute: Option<&str>,
        values: &[(&str, &str)],
    ) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let mut args = FluentArgs::new();
        for (name, value) in values {
            // A message can only choose by a word, so an empty value goes by the name of `none`.
            let value = if value.is_empty() { "none" } else { value };
            args.set((*name).to_owned(), value.to_owned());
        }
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut errors);
        Some(text.into_owned())
    }

    /// What a finding says: message, cause, cure.
    #[must_use]
    pub fn diagnostic(&self, found: &Diagnostic) -> [String; 3] {
        let about = found.args.iter().find(|one| one.0 == "about");
        let about = about.map_or("", |one| one.1.as_str());
        let told: Vec<(&str, String)> = found
            .args
            .iter()
            .map(|(name, value)| match *name {
                "fault" if !value.is_empty() => (
                    *name,
                    self.with(&format!("entry-{value}"), &[("about", about)])
                        .trim_end_matches(['。', '.'])
                        .to_owned(),
                ),
                name => (name, self.told(name, value)),
            })
            .collect();
        let values: Vec<(&str, &str)> = told
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let id = format!("diag-{}", found.code);
        [
            self.with(&id, &values),
            self.attribute(&id, "cause", &values).unwrap_or_default(),
            self.attribute(&id, "cure", &values).unwrap_or_default(),
        ]
    }
}

impl Words {
    /// A promise of a walk-through that was not kept, by its words, at a place.
    #[must_use]
    pub fn promise(&self, place: &str, words: &[(&'static str, &str)]) -> String {
        let told: Vec<(&str, String)> = words
            .iter()
            .map(|(name, value)| (*name, self.told(name, value)))
            .collect();
        let mut values: Vec<(&str, &str)> = told
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let what = self.with("diag-SW0602", &values);
        values.extend([("where", place), ("what", what.as_str())]);
        self.with("run-promise-broken", &values)
    }

    /// A value as a reader knows it: acts that were heard are called by their names.
    fn told(&self, name: &str, value: &str) -> String {
        if name != "heard" || value.is_empty() {
            return value.to_owned();
        }
        let acts: Vec<String> = value
            .split(", ")
            .map(|act| format!("{} {act}", self.get(&format!("act-{act}"))))
            .collect();
        acts.join(", ")
    }
}

/// The language of the machine: Chinese unless the locale asks for English.
#[must_use]
pub fn machine_language() -> Language {
    match sys_locale::get_locale() {
        Some(locale) if locale.to_ascii_lowercase().starts_with("en") => Language::En,
        _ => Language::Zh,
    }
}

/// All sources by language, for the test that compares them.
#[must_use]
pub const fn sources() -> [(&'static str, &'static [&'static str]); 2] {
    [("zh-CN", ZH), ("en", EN)]
}
