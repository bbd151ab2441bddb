//! The columns of the two Parquet tables and how each comes from a result. They are a public contract (docs/exports.md):
//! added to freely, changed only with the format number of `parquet_files`.

use super::codes;
use super::lessons::{block_mark, share};
use super::source::Found;
use crate::domain::assessment::Item;
use crate::domain::packs::Block;

/// One value.
pub(super) enum Value {
    Text(String),
    Int(i32),
    Long(i64),
    Bool(bool),
    Null,
}

pub(super) type Of = fn(&Found, Option<&Item>) -> Value;

/// One column: name, type in the schema, whether it may be empty, and how it comes from a result.
pub(super) struct Column(
    &'static str,
    pub(super) Type,
    pub(super) bool,
    pub(super) Of,
);

/// What its values are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Int,
    Moment,
    Bool,
}

const TEXT: Type = Type::Text;
const INT: Type = Type::Int;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn points(found: &Found, block: Block) -> Value {
    block_mark(&found.mark, block).map_or(Value::Null, |one| Value::Int(one.points))
}

fn of(found: &Found, block: Block) -> Value {
    block_mark(&found.mark, block).map_or(Value::Null, |one| Value::Int(one.of))
}

fn count(count: usize) -> Value {
    Value::Int(i32::try_from(count).unwrap_or(i32::MAX))
}

fn started(found: &Found) -> Value {
    let moment = found.mark.started_at.parse::<jiff::Timestamp>();
    moment.map_or(Value::Null, |moment| Value::Long(moment.as_millisecond()))
}

/// Columns both tables begin with.
pub(super) const SHARED: &[Column] = &[
    Column("record", TEXT, false, |of, _| text(&of.mark.record)),
    Column("trainee", TEXT, false, |of, _| text(&of.mark.trainee)),
    Column("team", TEXT, true, |of, _| match of.team.as_str() {
        "" => Value::Null,
        team => text(team),
    }),
    Column("case_id", TEXT, false, |of, _| text(&of.mark.scenario.id)),
    Column("level", INT, false, |of, _| {
        Value::Int(of.mark.level.into())
    }),
    Column("started_at", Type::Moment, true, |of, _| started(of)),
];

pub(super) const RESULTS: &[Column] = &[
    Column("case_version", TEXT, false, |of, _| {
        text(&of.mark.scenario.version)
    }),
    Column("party", TEXT, false, |of, _| text(&of.mark.party)),
    Column("mode", TEXT, false, |of, _| text(codes::mode(of.mark.mode))),
    Column("duration_s", INT, false, |of, _| {
        Value::Int(i32::try_from(of.mark.duration_ms / 1000).unwrap_or(i32::MAX))
    }),
    Column("outcome", TEXT, false, |of, _| text(&of.mark.outcome)),
    Column("result", TEXT, false, |of, _| {
        text(codes::CAME[codes::came(&of.mark)])
    }),
    Column("points", INT, false, |of, _| {
        Value::Int(of.mark.score.points)
    }),
    Column("of_points", INT, false, |of, _| {
        Value::Int(of.mark.score.of)
    }),
    Column("percent", INT, true, |of, _| {
        let score = of.mark.score;
        share(score.points.into(), score.of.into())
            .and_then(|one| i32::try_from(one).ok())
            .map_or(Value::Null, Value::Int)
    }),
    Column("procedure_points", INT, true, |of, _| {
        points(of, Block::Procedure)
    }),
    Column("procedure_of", INT, true, |one, _| {
        of(one, Block::Procedure)
    }),
    Column("legality_points", INT, true, |of, _| {
        points(of, Block::Legality)
    }),
    Column("legality_of", INT, true, |one, _| of(one, Block::Legality)),
    Column("communication_points", INT, true, |of, _| {
        points(of, Block::Communication)
    }),
    Column("communication_of", INT, true, |one, _| {
        of(one, Block::Communication)
    }),
    Column("result_points", INT, true, |of, _| {
        points(of, Block::Result)
    }),
    Column("result_of", INT, true, |one, _| of(one, Block::Result)),
    Column("safety_points", INT, true, |of, _| {
        points(of, Block::Safety)
    }),
    Column("safety_of", INT, true, |one, _| of(one, Block::Safety)),
    Column("critical", INT, false, |of, _| {
        count(of.mark.critical.len())
    }),
    Column("in_review", INT, false, |of, _| count(of.mark.review.len())),
    Column("appeals", INT, false, |of, _| count(of.mark.appeals.len())),
    Column("version_law", TEXT, false, |of, _| {
        text(&of.mark.versions.law)
    }),
    Column("is_gone", Type::Bool, false, |of, _| {
        Value::Bool(of.is_gone)
    }),
];

fn item(item: Option<&Item>) -> &Item {
    item.unwrap_or_else(|| panic!("an item's column without an item; this is a bug"))
}

pub(super) const ITEMS: &[Column] = &[
    Column("item", TEXT, false, |_, one| text(&item(one).id)),
    Column("block", TEXT, false, |_, one| text(item(one).block.name())),
    Column("item_zh", TEXT, false, |_, one| text(&item(one).text.zh)),
    Column("item_en", TEXT, false, |_, one| text(&item(one).text.en)),
    Column("verdict", TEXT, false, |of, one| {
        text(codes::verdict(of.mark.verdict(item(one))))
    }),
    Column("machine", TEXT, false, |_, one| {
        text(codes::verdict(item(one).verdict))
    }),
    Column("points", INT, false, |of, one| {
        Value::Int(of.mark.points(item(one)))
    }),
    Column("of_points", INT, false, |_, one| Value::Int(item(one).of)),
    Column("critical", Type::Bool, false, |_, one| {
        Value::Bool(item(one).critical)
    }),
];

impl Column {
    /// The column in the language of schemas.
    pub(super) fn field(&self) -> String {
        let Self(name, kind, optional, _) = self;
        let repetition = if *optional { "OPTIONAL" } else { "REQUIRED" };
        match kind {
            Type::Text => format!("{repetition} BYTE_ARRAY {name} (STRING); "),
            Type::Int => format!("{repetition} INT32 {name}; "),
            Type::Moment => format!("{repetition} INT64 {name} (TIMESTAMP(MILLIS,true)); "),
            Type::Bool => format!("{repetition} BOOLEAN {name}; "),
        }
    }
}
