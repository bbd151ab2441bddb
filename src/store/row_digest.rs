//! Digests of rows about people and courses: whoever reads one knows that no disk has changed it since it was written. They
//! have no key: whoever may write to the database may write a digest that fits. Results carry their own, see `row`. Knows no
//! reader and no meaning of a column.

use super::error::StoreError;
use super::sql::{Engine, Value, column_text};
use super::{hex, people};
use sha2::{Digest, Sha256};

/// Digest over texts in order.
pub(super) fn digest_of(texts: &[&str]) -> String {
    let mut all = Sha256::new();
    for text in texts {
        all.update(text);
        all.update([0x1f]);
    }
    hex(&all.finalize())
}

/// Digest over the columns of a row as the database has them.
pub(super) fn digest_of_row(columns: &[Value]) -> String {
    let texts: Vec<String> = (0..columns.len())
        .map(|at| column_text(columns, at))
        .collect();
    digest_of(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Refuses a row that is not what was written; `table` and `id` tell which.
pub(super) fn sound(
    table: &str,
    id: &str,
    kept: &str,
    digest: &str,
    place: &str,
) -> Result<(), StoreError> {
    if kept == digest {
        return Ok(());
    }
    Err(StoreError::Damaged {
        place: place.to_owned(),
        what: format!("{table} {id}"),
        detail: "digest".to_owned(),
    })
}

/// A table with a digest over its columns: its name, its key, and everything the digest is over.
pub(super) struct Digested {
    pub(super) table: &'static str,
    pub(super) key: &'static str,
    pub(super) columns: &'static str,
}

/// Those whose digest is over their own row alone; that of a person is over the groups, too.
pub(super) const DIGESTED: [Digested; 3] = [
    Digested {
        table: "playlists",
        key: "id",
        columns: "id, entries",
    },
    Digested {
        table: "assignments",
        key: "id",
        columns: "id, playlist, target_kind, target, due, mode, is_sealed, given_at, given_by",
    },
    Digested {
        table: "marks",
        key: "mark",
        columns: "mark, person",
    },
];

impl Digested {
    /// Every row with its digest as the last column.
    pub(super) fn rows(&self, engine: &mut dyn Engine) -> Result<Vec<Vec<Value>>, StoreError> {
        let Self { table, columns, .. } = self;
        engine.all(&format!("SELECT {columns}, digest FROM {table}"), &[])
    }
}

/// Gives every row of a database from before there were digests its own, as it stands. Runs in the middle of the versions: a
/// column that a later one adds is not there yet, so what is read here must not ask for it.
pub(super) fn digest_all(engine: &mut dyn Engine) -> Result<(), StoreError> {
    for (person, _) in people::read(engine)? {
        engine.run(
            "UPDATE people SET digest = $1 WHERE id = $2",
            &[person.digest().into(), person.id.into()],
        )?;
    }
    for one in &DIGESTED {
        for mut row in one.rows(engine)? {
            row.pop();
            let Digested { table, key, .. } = one;
            engine.run(
                &format!("UPDATE {table} SET digest = $1 WHERE {key} = $2"),
                &[digest_of_row(&row).into(), column_text(&row, 0).into()],
            )?;
        }
    }
    Ok(())
}
