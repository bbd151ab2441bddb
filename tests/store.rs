//! One conformance for both databases: what goes in comes out, in order, once, as it was; sums are right; nothing sealed
//! shows; people, courses and plans are kept; what is damaged is told.

mod made;
mod server;

use made::{Made, put, put_broken_off, put_many};
use server::Server;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use streetwise::domain::assessment::{Appeal, Assessment, Verdict};
use streetwise::domain::record::Exam;
use streetwise::domain::session::Mode;
use streetwise::store::assignments::{Assignment, Playlist, Stand, Target, Task};
use streetwise::store::people::Person;
use streetwise::store::progress::By;
use streetwise::store::sittings::Opened;
use streetwise::store::{Access, Place, Query, Role, State, Store, StoreError, audit, index, sync};

const NOW: &str = "2027-01-15T00:00:00Z";

fn access(what_for: &'static str) -> Access {
    Access {
        by: "hr-1".to_owned(),
        role: Role::Hr,
        what_for,
        at: NOW.to_owned(),
    }
}

fn fill(store: &mut Store) -> index::Indexed {
    index::index(store, "s-test", &mut |_, _| {}).expect("indexed")
}

fn marks(store: &mut Store, query: &Query) -> Vec<Assessment> {
    let mut found = Vec::new();
    store
        .each_result(&access("test"), query, &mut |one| {
            assert_eq!(one.run.id, one.mark.record);
            found.push(one.mark);
            Ok(())
        })
        .expect("read");
    found
}

fn count(store: &mut Store) -> usize {
    marks(store, &Query::default()).len()
}

fn by_start(mut marks: Vec<Assessment>) -> Vec<Assessment> {
    marks.sort_by_key(|mark| (mark.started_at.clone(), mark.record.clone()));
    marks
}

/// Runs a test on SQLite and on PostgreSQL.
fn on_both(name: &str, test: impl Fn(&Path, Place)) {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("sqlite");
    test(&data, Place::station(&data));
    println!("{name}: SQLite held");
    if let Some(server) = Server::start() {
        let address = server.database("conformance");
        test(
            &folder.path().join("postgres"),
            Place::parse(&address, None),
        );
        println!("{name}: PostgreSQL held");
    }
}

#[test]
fn what_goes_in_comes_out_in_order_once_as_it_was() {
    on_both("results", |data, place| {
        let written = put_many(data, 120, 7);
        let mut store = Store::open_at(data, place.clone()).expect("opens");
        let indexed = fill(&mut store);
        assert_eq!(
            (indexed.seen, indexed.changed, indexed.problems),
            (120, 120, 0)
        );
        let all = by_start(written);
        assert_eq!(marks(&mut store, &Query::default()), all);
        assert_eq!(count(&mut store), 120);

        // Again, and from another connection: nothing is doubled, nothing is read again.
        let mut again = Store::open_at(data, place.clone()).expect("opens again");
        assert_eq!(fill(&mut again).changed, 0);
        // A copy of a folder is the same run.
        let copy = data.join("results/copied/there");
        fs::create_dir_all(&copy).unwrap();
        for file in ["record.jsonl", "assessment.json"] {
            fs::copy(data.join("results/r-00003").join(file), copy.join(file)).unwrap();
        }
        assert_eq!(fill(&mut again).copies, 1);
        assert_eq!(count(&mut again), 120);
        let rebuilt = index::rebuild(&mut again, "s-test", &mut |_, _| {}).expect("rebuilt");
        assert_eq!((rebuilt.changed, rebuilt.copies), (121, 1));
        assert_eq!(marks(&mut again, &Query::default()), all);

        // Filters agree with what was written.
        let trainee = Query {
            trainee: Some("cz-003".to_owned()),
            ..Query::default()
        };
        let expected: Vec<_> = all
            .iter()
            .filter(|mark| mark.trainee == "cz-003")
            .cloned()
            .collect();
        assert_eq!(marks(&mut store, &trainee), expected);
        let day = Query {
            from: Some("2026-01-02".to_owned()),
            before: Some("2026-01-04".to_owned()),
            ..Query::default()
        };
        let expected: Vec<_> = all
            .iter()
            .filter(|mark| ("2026-01-02".."2026-01-04").contains(&mark.started_at.as_str()))
            .cloned()
            .collect();
        assert!(!expected.is_empty() && expected.len() < all.len());
        assert_eq!(marks(&mut store, &day), expected);
        let month = |month: &str| Query {
            month: Some(month.to_owned()),
            ..Query::default()
        };
        assert_eq!(marks(&mut store, &month("2026-01")), all);
        assert_eq!(marks(&mut store, &month("2026-02")), []);
        let case = Query {
            case: Some("sidewalk-parking".to_owned()),
            mode: Some(Mode::Practice),
            ..Query::default()
        };
        assert!(
            marks(&mut store, &case)
                .iter()
                .all(|mark| mark.scenario.id == "sidewalk-parking")
        );
        // Whoever is handed results may stop.
        let stopped = store.each_result(&access("test"), &Query::default(), &mut |_| {
            Err(StoreError::Stopped("enough".into()))
        });
        assert!(matches!(stopped, Err(StoreError::Stopped(_))));
        assert_eq!(count(&mut store), 120, "goes on after that");
    });
}

#[test]
fn a_later_form_replaces_an_earlier_one_and_a_sealed_mark_shows_nothing() {
    on_both("states", |data, place| {
        let practice = Made {
            trainee: "cz-1",
            started_at: "2026-10-31T16:30:00Z",
            run: 0,
            exam: None,
        };
        let (folder, mut mark) = put(data, "a", &practice);
        let sealed = Made {
            started_at: "2026-11-01T01:00:00Z",
            exam: Some(Exam {
                assignment: "autumn".to_owned(),
                sealed: true,
            }),
            ..practice.clone()
        };
        let (sealed_folder, sealed_mark) = put(data, "b", &sealed);
        let broken = Made {
            started_at: "2026-11-02T01:00:00Z",
            ..practice.clone()
        };
        let broken_folder = put_broken_off(data, "c", &broken, 5);
        let mut store = Store::open_at(data, place.clone()).expect("opens");
        assert_eq!(fill(&mut store).problems, 0);
        assert_eq!(marks(&mut store, &Query::default()), [mark.clone()]);
        let mut states = Vec::new();
        store
            .each_run(&access("test"), &Query::default(), &mut |run| {
                if run.state != State::Marked {
                    assert_eq!((run.points, run.of, run.passed), (0, 0, false));
                    assert_eq!(run.outcome, "");
                }
                states.push((run.state, run.month.clone(), run.assignment.clone()));
                Ok(())
            })
            .unwrap();
        let month = "2026-11".to_owned();
        // Half past midnight on the first in Beijing.
        assert_eq!(
            states,
            [
                (State::Marked, month.clone(), String::new()),
                (State::Sealed, month.clone(), "autumn".to_owned()),
                (State::BrokenOff, month, String::new()),
            ]
        );

        // A person's verdict.
        let item = mark.items[0].id.clone();
        let machine = mark.items[0].verdict;
        mark.appeal(Appeal {
            item,
            machine,
            verdict: Verdict::Missed,
            reason: "r".to_owned(),
            by: "head-1".to_owned(),
            at: NOW.to_owned(),
        })
        .unwrap();
        fs::write(folder.join("assessment.json"), made::as_json(&mark)).unwrap();
        assert_eq!(fill(&mut store).changed, 1);
        assert_eq!(marks(&mut store, &Query::default()), [mark.clone()]);

        // A mark laid open without a note stays out, and is told.
        fs::copy(
            sealed_folder.join("assessment.sealed"),
            sealed_folder.join("assessment.json"),
        )
        .unwrap();
        let indexed = fill(&mut store);
        assert_eq!(indexed.told[0].code, "mark-unsealed");
        // A file alone opens nothing; somebody does, of this record and mark.
        fs::write(sealed_folder.join("opened.json"), "{}").unwrap();
        assert_eq!(fill(&mut store).told[0].code, "mark-unsealed");
        let note = Opened {
            by: "head-1".to_owned(),
            at: NOW.to_owned(),
            record: sealed_mark.record.clone(),
            mark: made::record(&sealed_folder).sealed_mark,
        };
        let note = serde_json::to_string(&note).unwrap();
        fs::write(sealed_folder.join("opened.json"), note).unwrap();
        assert_eq!(fill(&mut store).problems, 0);
        assert_eq!(
            marks(&mut store, &Query::default()),
            [mark.clone(), sealed_mark]
        );

        // A run that goes on is still one run.
        let (text, _) = made::texts(&broken);
        fs::write(broken_folder.join("record.jsonl"), text).unwrap();
        fill(&mut store);
        let mut runs = 0;
        store
            .each_run(&access("test"), &Query::default(), &mut |_| {
                runs += 1;
                Ok(())
            })
            .unwrap();
        assert_eq!(runs, 3);
        // A folder that is gone is told; its result stays, and who checks is told of each.
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(fill(&mut store).vanished, 1);
        assert_eq!(count(&mut store), 2);
        let checked = index::check(&mut store, "s-test", &mut |_| None, &mut |_, _| {}).unwrap();
        let told: Vec<(&str, &str)> = checked
            .faults
            .iter()
            .map(|one| (one.folder.as_str(), one.code.as_str()))
            .collect();
        assert_eq!(told, [("a", "folder-gone")]);
        // What was wrong with a folder is forgotten with it, and found again when it comes back.
        let put_wrong = || {
            fs::create_dir_all(data.join("results/d")).unwrap();
            fs::write(data.join("results/d/record.jsonl"), "").unwrap();
        };
        put_wrong();
        assert_eq!(fill(&mut store).told[0].code, "record-empty");
        fs::remove_dir_all(data.join("results/d")).unwrap();
        assert_eq!(fill(&mut store).problems, 0);
        put_wrong();
        assert_eq!(fill(&mut store).told[0].code, "record-empty");
    });
}

#[test]
fn sums_are_those_of_the_marks() {
    on_both("sums", |data, place| {
        let written = put_many(data, 60, 5);
        let mut store = Store::open_at(data, place).expect("opens");
        fill(&mut store);
        let people: Vec<Person> = (0..5)
            .map(|number| Person {
                id: format!("cz-{number:03}"),
                team: ["一中队", "二中队"][number % 2].to_owned(),
                groups: if number < 3 {
                    vec!["新人".to_owned()]
                } else {
                    Vec::new()
                },
                left: false,
                erased_at: String::new(),
            })
            .collect();
        store.put_people(&people).expect("kept");
        assert_eq!(store.people().unwrap(), people);
        let team_of: BTreeMap<&str, &str> = people
            .iter()
            .map(|one| (one.id.as_str(), one.team.as_str()))
            .collect();
        let key = |by: By, mark: &Assessment| match by {
            By::Team => team_of[mark.trainee.as_str()].to_owned(),
            By::Trainee => mark.trainee.clone(),
            By::Case => format!("{}/{}", mark.scenario.id, mark.level),
            _ => mark.started_at[..7].to_owned(),
        };
        for by in [By::Team, By::Trainee, By::Case, By::Month] {
            let mut expected: BTreeMap<String, (u64, u64, i64, i64)> = BTreeMap::new();
            for mark in &written {
                let line = expected.entry(key(by, mark)).or_default();
                line.0 += 1;
                line.1 += u64::from(mark.score.pass);
                line.2 += i64::from(mark.score.points);
                line.3 += i64::from(mark.score.of);
            }
            let found: BTreeMap<String, (u64, u64, i64, i64)> = store
                .progress(&access("test"), by, &Query::default(), &mut |_| {})
                .unwrap()
                .into_iter()
                .map(|one| (one.key, (one.runs, one.passed, one.points, one.of)))
                .collect();
            assert_eq!(found, expected, "{by:?}");
        }
        // Steps of a group.
        let group = Query {
            group: Some("新人".to_owned()),
            ..Query::default()
        };
        let mut expected: BTreeMap<String, (u64, u64, u64)> = BTreeMap::new();
        for mark in written
            .iter()
            .filter(|mark| mark.trainee.as_str() < "cz-003")
        {
            for item in &mark.items {
                let line = expected
                    .entry(format!("{}/{}", mark.scenario.id, item.id))
                    .or_default();
                line.0 += 1;
                line.1 += u64::from(item.verdict == Verdict::Met);
                line.2 += u64::from(item.verdict == Verdict::Breached);
            }
        }
        let found: BTreeMap<String, (u64, u64, u64)> = store
            .progress(&access("test"), By::Step, &group, &mut |_| {})
            .unwrap()
            .into_iter()
            .map(|one| (one.key, (one.runs, one.passed, one.breaches)))
            .collect();
        assert_eq!(found, expected);

        // Of each case and level the latest run counts.
        let mut latest: BTreeMap<(&str, &str, u8), &Assessment> = BTreeMap::new();
        let sorted = by_start(written.clone());
        for mark in &sorted {
            latest.insert((&mark.trainee, &mark.scenario.id, mark.level), mark);
        }
        let must: BTreeSet<(String, String, u8)> = latest
            .iter()
            .filter(|(_, mark)| !mark.score.pass)
            .map(|((trainee, case, level), _)| ((*trainee).to_owned(), (*case).to_owned(), *level))
            .collect();
        let mut planned = BTreeSet::new();
        store
            .each_plan(&access("test"), &Query::default(), &mut |plan| {
                for lesson in plan.lessons.iter().filter(|lesson| !lesson.passed) {
                    let mark = latest[&(plan.trainee.as_str(), lesson.case.as_str(), lesson.level)];
                    let wrong: BTreeSet<&str> = mark
                        .items
                        .iter()
                        .filter(|item| match item.verdict {
                            Verdict::Breached => true,
                            Verdict::Missed => item.of > 0,
                            Verdict::Met | Verdict::Review => false,
                        })
                        .map(|item| item.id.as_str())
                        .collect();
                    assert_eq!(
                        lesson
                            .items
                            .iter()
                            .map(String::as_str)
                            .collect::<BTreeSet<_>>(),
                        wrong
                    );
                    planned.insert((plan.trainee.clone(), lesson.case.clone(), lesson.level));
                }
                Ok(())
            })
            .unwrap();
        assert!(!must.is_empty());
        assert_eq!(planned, must);
    });
}

#[test]
fn courses_say_who_has_done_what_by_when() {
    on_both("courses", |data, place| {
        let mut store = Store::open_at(data, place).expect("opens");
        let person = |id: &str| Person {
            id: id.to_owned(),
            team: "一中队".to_owned(),
            groups: Vec::new(),
            left: false,
            erased_at: String::new(),
        };
        store.put_people(&[person("cz-1"), person("cz-2")]).unwrap();
        let made = Made {
            trainee: "cz-1",
            started_at: "2026-11-05T01:00:00Z",
            run: 0,
            exam: Some(Exam {
                assignment: "autumn".to_owned(),
                sealed: true,
            }),
        };
        let (_, mark) = put(data, "a", &made);
        fill(&mut store);
        let task = Task {
            case: mark.scenario.id.clone(),
            level: mark.level,
        };
        let assignment = Assignment {
            id: "autumn".to_owned(),
            playlist: "basics".to_owned(),
            target: Target::Team("一中队".to_owned()),
            due: "2026-12-31".to_owned(),
            mode: Mode::Exam,
            is_sealed: true,
            given_at: "2026-11-01T00:00:00Z".to_owned(),
            given_by: "head-1".to_owned(),
        };
        assert!(matches!(
            store.assign(&assignment),
            Err(StoreError::Unknown {
                kind: "playlist",
                ..
            })
        ));
        let playlist = Playlist {
            id: "basics".to_owned(),
            tasks: vec![task],
        };
        store.put_playlist(&playlist).unwrap();
        let elsewhere = Assignment {
            target: Target::Group("x".to_owned()),
            ..assignment.clone()
        };
        assert!(matches!(
            store.assign(&elsewhere),
            Err(StoreError::Unknown { kind: "group", .. })
        ));
        store.assign(&assignment).unwrap();
        assert_eq!(store.playlists().unwrap(), [playlist]);
        assert_eq!(store.assignments().unwrap(), [assignment]);
        let standings = store
            .standings(&access("test"), &Query::default(), "2027-01-01")
            .unwrap();
        let told: Vec<(&str, Stand, bool)> = standings
            .iter()
            .map(|one| (one.trainee.as_str(), one.stand, one.is_overdue))
            .collect();
        assert_eq!(
            told,
            [
                ("cz-1", Stand::Sealed, false),
                ("cz-2", Stand::NotBegun, true)
            ]
        );
        // Whom and which case, as asked.
        let mut asked = |of: Query| {
            let found = store.standings(&access("test"), &of, "2027-01-01").unwrap();
            found.into_iter().map(|one| one.trainee).collect::<Vec<_>>()
        };
        assert_eq!(
            asked(Query {
                trainee: Some("cz-2".to_owned()),
                team: Some("一中队".to_owned()),
                ..Query::default()
            }),
            ["cz-2"]
        );
        for of in [
            Query {
                team: Some("二中队".to_owned()),
                ..Query::default()
            },
            Query {
                case: Some("no-such-case".to_owned()),
                ..Query::default()
            },
        ] {
            assert_eq!(asked(of), Vec::<String>::new());
        }
        let given = store.given("autumn", "cz-2").unwrap().expect("known");
        assert!(given.2 && given.0.is_sealed);
        assert!(!store.given("autumn", "cz-9").unwrap().expect("known").2);
        assert!(store.given("spring", "cz-1").unwrap().is_none());
    });
}

#[test]
fn every_read_of_a_person_is_noted_once_and_before() {
    on_both("audit", |data, place| {
        put_many(data, 20, 4);
        let mut store = Store::open_at(data, place).expect("opens");
        fill(&mut store);
        let read = |data: &Path| {
            let mut about = Vec::new();
            let walked = audit::walk(data, &mut |_, entry| {
                about.push((entry.did, entry.about, entry.detail));
            })
            .unwrap();
            assert_eq!(walked.faults, []);
            about
        };
        assert_eq!(read(data), []);
        let mut first = true;
        store
            .each_result(&access("export"), &Query::default(), &mut |one| {
                if first {
                    assert_eq!(read(data).len(), 1, "noted before it is handed out");
                    assert_eq!(read(data)[0].1, one.mark.trainee);
                    first = false;
                }
                Ok(())
            })
            .unwrap();
        let people: BTreeSet<String> = read(data).into_iter().map(|one| one.1).collect();
        assert_eq!(people.len(), 4);
        assert_eq!(read(data).len(), 4);
        store
            .progress(
                &access("progress"),
                By::Team,
                &Query::default(),
                &mut |_| {},
            )
            .unwrap();
        assert_eq!(read(data).len(), 8);
        // Who cannot be noted is not read.
        fs::remove_file(audit::path(data)).unwrap();
        fs::create_dir(audit::path(data)).unwrap();
        let refused = store.each_result(&access("export"), &Query::default(), &mut |_| {
            panic!("handed out without a note")
        });
        assert!(matches!(refused, Err(StoreError::File(_))));
    });
}

#[test]
fn a_bureau_gets_every_run_of_every_station_once() {
    on_both("sync", |data, bureau| {
        let stations: Vec<std::path::PathBuf> =
            ["one", "two"].iter().map(|name| data.join(name)).collect();
        let mut all = Vec::new();
        all.extend(put_many(&stations[0], 250, 7));
        all.extend(made::put_more(&stations[1], 250, 30, 7));
        // A folder carried from one station to the other is no second run.
        let carried = stations[1].join("results/carried");
        fs::create_dir_all(&carried).unwrap();
        for file in ["record.jsonl", "assessment.json"] {
            fs::copy(
                stations[0].join("results/r-00000").join(file),
                carried.join(file),
            )
            .unwrap();
        }
        for (number, station) in stations.iter().enumerate() {
            let mut store = Store::open(station).unwrap();
            index::index(&mut store, &format!("s-{number}"), &mut |_, _| {}).unwrap();
            let waiting = sync::waiting(&mut store, NOW).unwrap();
            let synced = sync::sync(&mut store, bureau.clone(), NOW, &mut |_, _| {}).unwrap();
            assert_eq!((synced.sent, synced.waiting), (waiting, 0));
            let again = sync::sync(&mut store, bureau.clone(), NOW, &mut |_, _| {}).unwrap();
            assert_eq!((again.sent, again.taken), (0, 0));
        }
        let mut store = Store::open_at(data, bureau.clone()).unwrap();
        assert_eq!(marks(&mut store, &Query::default()), by_start(all));
        // People come down.
        store
            .put_people(&[Person {
                id: "cz-001".to_owned(),
                team: "一中队".to_owned(),
                groups: vec!["g".to_owned()],
                left: false,
                erased_at: String::new(),
            }])
            .unwrap();
        let mut station = Store::open(&stations[0]).unwrap();
        sync::sync(&mut station, bureau, NOW, &mut |_, _| {}).unwrap();
        assert_eq!(station.people().unwrap(), store.people().unwrap());
    });
}
