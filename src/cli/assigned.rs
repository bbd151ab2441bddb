//! An exam under the name of an assignment that the store knows: it must have been given to whoever sits it, must hold the
//! case, and is sealed when the assignment says so. A store that knows nothing of it has no say.

use super::desk::Desk;
use super::outcome::Failure;
#[cfg(feature = "store")]
use super::outcome::Outcome;
use crate::domain::record::Exam;

/// The exam as the assignment wants it.
#[cfg(feature = "store")]
pub(super) fn by_the_store(
    mut exam: Exam,
    trainee: &str,
    case: &str,
    level: u8,
    desk: &Desk,
) -> Result<Exam, Failure> {
    use super::records::today;
    use crate::domain::session::Mode;
    use crate::store::{Place, Store};

    let data = desk.data();
    // No database yet, and none is made for this.
    let Place::Sqlite(path) = Place::station(&data) else {
        return Ok(exam);
    };
    if !path.is_file() {
        return Ok(exam);
    }
    let mut store = Store::open(&data)?;
    let Some((assignment, tasks, is_given)) = store.given(&exam.assignment, trainee)? else {
        return Ok(exam);
    };
    if assignment.mode != Mode::Exam {
        return Ok(exam);
    }
    if !is_given {
        return Err(Failure::new(Outcome::Usage, "fail-assignment-not-yours")
            .with("assignment", exam.assignment)
            .with("trainee", trainee));
    }
    if !tasks
        .iter()
        .any(|task| task.case == case && task.level == level)
    {
        let tasks: Vec<String> = tasks
            .iter()
            .map(|task| format!("{}:{}", task.case, task.level))
            .collect();
        return Err(Failure::new(Outcome::Usage, "fail-assignment-other-case")
            .with("assignment", exam.assignment)
            .with("case", case)
            .with("level", level.to_string())
            .with("tasks", tasks.join(" ")));
    }
    if assignment.due < today() {
        desk.warn(&desk.words.with(
            "run-overdue",
            &[("assignment", &assignment.id), ("due", &assignment.due)],
        ));
    }
    exam.sealed |= assignment.is_sealed;
    Ok(exam)
}

/// Built without the store: every assignment is a name and nothing more.
#[cfg(not(feature = "store"))]
pub(super) fn by_the_store(
    exam: Exam,
    _trainee: &str,
    _case: &str,
    _level: u8,
    _desk: &Desk,
) -> Result<Exam, Failure> {
    Ok(exam)
}
