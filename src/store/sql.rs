//! The narrow seam between the store and its two databases: one SQL subset, four kinds of calls. Texts and whole numbers
//! only, `$1` placeholders, times as RFC 3339 UTC text, `ON CONFLICT`, no dialect words. Knows no table.

use super::error::StoreError;

/// A value that goes in or comes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Int(i64),
    Text(String),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Int(yes.into())
    }
}

/// What is done with each row: `false` wants no more.
pub(super) type OnRow<'a> = dyn FnMut(&[Value]) -> Result<bool, StoreError> + 'a;

/// A database.
pub(super) trait Engine: Send {
    /// Where it is, without a password, for messages.
    fn place(&self) -> String;

    /// Runs a statement; gives the number of rows it touched.
    fn run(&mut self, sql: &str, values: &[Value]) -> Result<u64, StoreError>;

    /// Reads rows one at a time. Nothing else may be asked of the engine meanwhile.
    fn each(&mut self, sql: &str, values: &[Value], row: &mut OnRow<'_>) -> Result<(), StoreError>;

    /// Runs statements without values.
    fn script(&mut self, sql: &str) -> Result<(), StoreError>;

    /// Begins a transaction that means to write.
    fn begin(&mut self) -> Result<(), StoreError>;

    /// Begins a transaction that nobody else's runs beside.
    fn begin_alone(&mut self) -> Result<(), StoreError> {
        self.begin()
    }

    /// Begins one that only reads, and sees the database as it is now until it ends.
    fn begin_to_read(&mut self) -> Result<(), StoreError> {
        self.script("BEGIN")
    }

    /// Keeps it; afterwards it is on the disk.
    fn commit(&mut self) -> Result<(), StoreError> {
        self.script("COMMIT")
    }

    /// Drops it.
    fn roll_back(&mut self) -> Result<(), StoreError> {
        self.script("ROLLBACK")
    }

    /// Whether the database itself finds itself sound.
    fn check(&mut self) -> Result<(), StoreError>;
}

impl dyn Engine + '_ {
    /// The first row, if there is one.
    pub(super) fn first(
        &mut self,
        sql: &str,
        values: &[Value],
    ) -> Result<Option<Vec<Value>>, StoreError> {
        let mut found = None;
        self.each(sql, values, &mut |row| {
            found = Some(row.to_vec());
            Ok(false)
        })?;
        Ok(found)
    }

    /// The only number of the only row; 0 when there is none.
    pub(super) fn number(&mut self, sql: &str, values: &[Value]) -> Result<i64, StoreError> {
        let row = self.first(sql, values)?;
        Ok(match row.as_deref() {
            Some([Value::Int(number), ..]) => *number,
            _ => 0,
        })
    }

    /// All rows; for what is small by nature: people, groups, assignments.
    pub(super) fn all(
        &mut self,
        sql: &str,
        values: &[Value],
    ) -> Result<Vec<Vec<Value>>, StoreError> {
        let mut found = Vec::new();
        self.each(sql, values, &mut |row| {
            found.push(row.to_vec());
            Ok(true)
        })?;
        Ok(found)
    }
}

/// A column as text.
pub(super) fn column_text(row: &[Value], at: usize) -> String {
    match row.get(at) {
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Int(number)) => number.to_string(),
        None => String::new(),
    }
}

/// A column as a number.
pub(super) fn column_int(row: &[Value], at: usize) -> i64 {
    match row.get(at) {
        Some(Value::Int(number)) => *number,
        _ => 0,
    }
}
