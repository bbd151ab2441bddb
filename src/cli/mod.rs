//! The command line: one thin verb a file; rooms and core do the work. Knows no rule of a case. Words come from the
//! message files, also those of `--help`, so that both languages are complete.

mod assess;
mod assigned;
#[cfg(feature = "store")]
mod bar;
mod bench;
#[cfg(feature = "voice")]
mod bench_voice;
#[cfg(feature = "papers")]
mod certificate;
mod check;
#[cfg(feature = "store")]
mod courses;
mod day;
mod desk;
#[cfg(feature = "app")]
mod devices;
mod doctor;
mod ears;
mod exam;
mod export;
mod finding;
mod graph;
#[cfg(all(feature = "voice", feature = "web"))]
mod hear_server;
#[cfg(feature = "voice")]
mod hearing;
#[cfg(feature = "store")]
mod index;
mod interview;
mod law;
mod lessons;
mod likeness;
#[cfg(feature = "web")]
mod line;
#[cfg(feature = "voice")]
mod listen;
mod lists;
#[cfg(feature = "store")]
mod looks;
#[cfg(feature = "papers")]
mod lrs;
#[cfg(feature = "voice")]
mod models;
mod narrate;
mod new;
mod noting;
mod outcome;
mod papers;
#[cfg(feature = "store")]
mod people;
#[cfg(feature = "app")]
mod play;
mod pools;
mod prove;
mod quality;
#[cfg(feature = "store")]
mod records;
mod replay;
mod report;
#[cfg(feature = "store")]
mod retention;
mod run;
mod schema;
#[cfg(feature = "web")]
mod serve;
#[cfg(feature = "store")]
mod settings;
mod shelf;
mod shift;
#[cfg(feature = "store")]
mod standings;
mod template;
mod train;
mod understand;
mod usage;
#[cfg(feature = "store")]
mod whose;

pub use desk::Desk;
pub use outcome::{Failure, Outcome};

use crate::domain::ids::Language;
use crate::text::{Words, machine_language};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Parser)]
#[command(name = "streetwise", version)]
struct Cli {
    #[command(flatten)]
    all: Everywhere,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// Options every verb has.
#[derive(Debug, Args)]
struct Everywhere {
    #[arg(long, global = true, value_name = "zh|en")]
    lang: Option<Language>,
    #[arg(long, global = true)]
    json: bool,
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    #[cfg(feature = "app")]
    Play(play::PlayArgs),
    Check(check::CheckArgs),
    Graph(graph::GraphArgs),
    New(new::NewArgs),
    Schema,
    Run(run::RunArgs),
    Prove(prove::ProveArgs),
    Understand(understand::UnderstandArgs),
    #[cfg(feature = "voice")]
    Listen(listen::ListenArgs),
    Assess(assess::AssessArgs),
    Appeal(assess::AppealArgs),
    Replay(replay::ReplayArgs),
    Train(train::TrainArgs),
    Quality(quality::QualityArgs),
    Report(report::ReportArgs),
    #[cfg(feature = "papers")]
    Certificate(certificate::CertificateArgs),
    Export(export::ExportArgs),
    #[cfg(feature = "store")]
    Index(index::IndexArgs),
    #[cfg(feature = "store")]
    Sync(index::SyncArgs),
    #[cfg(feature = "store")]
    People(people::PeopleArgs),
    #[cfg(feature = "store")]
    Person(people::PersonArgs),
    #[cfg(feature = "store")]
    Playlist(courses::PlaylistArgs),
    #[cfg(feature = "store")]
    Assign(courses::AssignArgs),
    #[cfg(feature = "store")]
    Progress(courses::ProgressArgs),
    #[cfg(feature = "store")]
    Retrain(courses::RetrainArgs),
    #[cfg(feature = "store")]
    Audit(looks::AuditArgs),
    #[cfg(feature = "store")]
    Settings(settings::SettingsArgs),
    #[cfg(feature = "store")]
    Retention(retention::RetentionArgs),
    Papers(papers::PapersArgs),
    Lessons(lessons::LessonsArgs),
    Law(law::LawArgs),
    Shift(shift::ShiftArgs),
    Bench(bench::BenchArgs),
    Doctor(doctor::DoctorArgs),
    #[cfg(feature = "web")]
    Serve(serve::ServeArgs),
    #[cfg(feature = "voice")]
    Models(models::ModelsArgs),
    #[cfg(feature = "voice")]
    Hearing(hearing::HearingArgs),
    #[cfg(all(feature = "voice", feature = "web"))]
    HearServer(hear_server::HearServerArgs),
}

/// Runs the program on its arguments and says how it went.
#[must_use]
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    // The language is needed before the arguments are understood, for help and for what is wrong with them.
    let lang = usage::asked_language(&args).unwrap_or_else(machine_language);
    let words = Words::new(lang);
    let command = usage::speak(Cli::command(), &words);
    let parsed = command
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage::explain(&error, &words).into(),
    };
    let desk = Desk::new(words, cli.all.json, cli.all.data);
    let Some(verb) = &cli.verb else {
        return without_verb(&desk, cli.all.lang).into();
    };
    #[cfg(feature = "store")]
    settings::warn_of_doubt(verb, &desk);
    let done = match verb {
        #[cfg(feature = "app")]
        Verb::Play(args) => play::run(args, &desk, cli.all.lang),
        Verb::Check(args) => check::run(args, &desk),
        Verb::Graph(args) => graph::run(args, &desk),
        Verb::New(args) => new::run(args, &desk),
        Verb::Schema => schema::run(&desk),
        Verb::Run(args) => run::run(args, &desk),
        Verb::Prove(args) => prove::run(args, &desk),
        Verb::Understand(args) => understand::run(args, &desk, cli.all.lang.is_some()),
        #[cfg(feature = "voice")]
        Verb::Listen(args) => listen::run(args, &desk),
        Verb::Assess(args) => assess::run(args, &desk),
        Verb::Appeal(args) => assess::appeal(args, &desk),
        Verb::Replay(args) => replay::run(args, &desk),
        Verb::Train(args) => train::run(args, &desk),
        Verb::Quality(args) => quality::run(args, &desk),
        Verb::Report(args) => report::run(args, &desk),
        #[cfg(feature = "papers")]
        Verb::Certificate(args) => certificate::run(args, &desk),
        Verb::Export(args) => export::run(args, &desk),
        #[cfg(feature = "store")]
        Verb::Index(args) => index::run(args, &desk),
        #[cfg(feature = "store")]
        Verb::Sync(args) => index::sync(args, &desk),
        #[cfg(feature = "store")]
        Verb::People(args) => people::run(args, &desk),
        #[cfg(feature = "store")]
        Verb::Person(args) => people::person(args, &desk),
        #[cfg(feature = "store")]
        Verb::Playlist(args) => courses::playlist(args, &desk),
        #[cfg(feature = "store")]
        Verb::Assign(args) => courses::assign(args, &desk),
        #[cfg(feature = "store")]
        Verb::Progress(args) => courses::progress(args, &desk),
        #[cfg(feature = "store")]
        Verb::Retrain(args) => courses::retrain(args, &desk),
        #[cfg(feature = "store")]
        Verb::Audit(args) => looks::run(args, &desk),
        #[cfg(feature = "store")]
        Verb::Settings(args) => settings::run(args, &desk),
        #[cfg(feature = "store")]
        Verb::Retention(args) => retention::run(args, &desk),
        Verb::Papers(args) => papers::run(args, &desk),
        Verb::Lessons(args) => lessons::run(args, &desk),
        Verb::Law(args) => law::run(args, &desk),
        Verb::Shift(args) => shift::run(args, &desk),
        Verb::Bench(args) => bench::run(args, &desk),
        Verb::Doctor(args) => doctor::run(args, &desk),
        #[cfg(feature = "web")]
        Verb::Serve(args) => serve::run(args, &desk),
        #[cfg(feature = "voice")]
        Verb::Models(args) => models::run(args, &desk),
        #[cfg(feature = "voice")]
        Verb::Hearing(args) => hearing::run(args, &desk),
        #[cfg(all(feature = "voice", feature = "web"))]
        Verb::HearServer(args) => hear_server::run(args, &desk),
    };
    match done {
        Ok(outcome) => outcome,
        Err(failure) => desk.fail(&failure),
    }
    .into()
}

/// No verb: the window where there can be one, else what the program can do.
fn without_verb(desk: &Desk, lang: Option<Language>) -> Outcome {
    #[cfg(feature = "app")]
    if play::has_screen() {
        return play::run(&play::PlayArgs::default(), desk, lang)
            .unwrap_or_else(|failure| desk.fail(&failure));
    }
    // Only the window needs it before the words are known.
    #[cfg(not(feature = "app"))]
    let _ = lang;
    usage::help(command(&desk.words), &desk.words)
}

/// The whole command in a language, for tests and documents.
#[must_use]
pub fn command(words: &Words) -> clap::Command {
    usage::speak(Cli::command(), words)
}
