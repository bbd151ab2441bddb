//! Every field of every table by its name, with its kind and the way to get it. Names are a contract, because bureaus'
//! mapping files use them; docs/exports.md lists them all, and a test holds it to that.

use super::codes;
use super::fields::{Field, Row, wrong_table};
use super::lessons::{RETRAIN_BELOW_PERCENT, Reason, block_mark, month, share};
use super::sheet::{Cell, Kind};
use super::tables::Tables;
use crate::domain::assessment::{EvidenceKind, Verdict};
use crate::domain::ids::Millis;
use crate::domain::packs::Block;

const fn no_code(_: &Row<'_>) -> &'static str {
    ""
}

const fn text(name: &'static str, width: u8, cell: fn(&Tables<'_>, &Row<'_>) -> Cell) -> Field {
    Field {
        name,
        width,
        kind: Kind::Text,
        usual: true,
        private: false,
        codes: &[],
        code: no_code,
        cell,
    }
}

const fn number(name: &'static str, width: u8, cell: fn(&Tables<'_>, &Row<'_>) -> Cell) -> Field {
    Field {
        kind: Kind::Number,
        ..text(name, width, cell)
    }
}

const fn coded(
    name: &'static str,
    width: u8,
    codes: &'static [&'static str],
    code: fn(&Row<'_>) -> &'static str,
    cell: fn(&Tables<'_>, &Row<'_>) -> Cell,
) -> Field {
    Field {
        codes,
        code,
        ..text(name, width, cell)
    }
}

/// A field that only mapping files ask for.
const fn seldom(field: Field) -> Field {
    Field {
        usual: false,
        ..field
    }
}

const TRAINEE: Field = text("trainee", 14, |_, row| Cell::text(row.trainee()));
const TEAM: Field = text("team", 12, |_, row| Cell::text(row.team()));
const NAME: Field = Field {
    private: true,
    ..seldom(text("name", 12, |tables, row| {
        Cell::text(tables.identity(row.trainee()).0)
    }))
};
const STAFF_NUMBER: Field = Field {
    private: true,
    ..seldom(text("staff_number", 16, |tables, row| {
        Cell::text(tables.identity(row.trainee()).1)
    }))
};
const CASE: Field = text("case", 18, |_, row| Cell::text(row.case()));
const TITLE: Field = text("title", 24, |tables, row| {
    Cell::text(tables.title(row.case()))
});
const LEVEL: Field = number("level", 7, |_, row| Cell::Number(row.level().into()));
const STARTED: Field = Field {
    kind: Kind::Moment,
    ..text("started", 18, |_, row| Tables::moment(row.started_at()))
};
const LAST: Field = Field {
    kind: Kind::Moment,
    ..text("last", 18, |_, row| Tables::moment(row.started_at()))
};
const MONTH: Field = seldom(text("month", 10, |_, row| {
    Cell::text(month(row.started_at()))
}));
const RECORD: Field = text("record", 66, |_, row| Cell::text(&row.found().mark.record));

fn points(row: &Row<'_>, block: Block) -> Cell {
    block_mark(&row.found().mark, block).map_or(Cell::Empty, |one| Cell::Number(one.points.into()))
}

fn of(row: &Row<'_>, block: Block) -> Cell {
    block_mark(&row.found().mark, block).map_or(Cell::Empty, |one| Cell::Number(one.of.into()))
}

fn block_share(row: &Row<'_>, at: usize) -> Cell {
    let (points, of, weak) = row.learner().block(at);
    share(points, of).map_or(Cell::Empty, |percent| Cell::Share(percent, weak))
}

/// Fields of a run.
pub(super) const RESULTS: &[Field] = &[
    TRAINEE,
    TEAM,
    NAME,
    STAFF_NUMBER,
    CASE,
    TITLE,
    LEVEL,
    text("party", 14, |tables, row| {
        Cell::text(tables.party(&row.found().mark))
    }),
    coded(
        "mode",
        8,
        &codes::MODES,
        |row| codes::mode(row.found().mark.mode),
        |tables, row| Cell::Text(tables.mode(row.found().mark.mode).to_owned()),
    ),
    STARTED,
    MONTH,
    number("duration", 10, |_, row| {
        Cell::Number(i64::try_from(row.found().mark.duration_ms / 1000).unwrap_or(i64::MAX))
    }),
    coded(
        "result",
        10,
        &codes::CAME,
        |row| codes::CAME[codes::came(&row.found().mark)],
        |tables, row| Cell::Text(tables.came(&row.found().mark).to_owned()),
    ),
    number("points", 8, |_, row| {
        Cell::Number(row.found().mark.score.points.into())
    }),
    number("of", 8, |_, row| {
        Cell::Number(row.found().mark.score.of.into())
    }),
    number("percent", 10, |_, row| {
        let score = row.found().mark.score;
        share(score.points.into(), score.of.into()).map_or(Cell::Empty, Cell::Number)
    }),
    number("procedure_points", 11, |_, row| {
        points(row, Block::Procedure)
    }),
    number("legality_points", 11, |_, row| points(row, Block::Legality)),
    number("communication_points", 11, |_, row| {
        points(row, Block::Communication)
    }),
    number("result_points", 11, |_, row| points(row, Block::Result)),
    number("safety_points", 11, |_, row| points(row, Block::Safety)),
    number("procedure_of", 11, |_, row| of(row, Block::Procedure)),
    number("legality_of", 11, |_, row| of(row, Block::Legality)),
    number("communication_of", 11, |_, row| {
        of(row, Block::Communication)
    }),
    number("result_of", 11, |_, row| of(row, Block::Result)),
    number("safety_of", 11, |_, row| of(row, Block::Safety)),
    number("critical", 10, |_, row| {
        Cell::count(row.found().mark.critical.len())
    }),
    number("review", 10, |_, row| {
        Cell::count(row.found().mark.review.len())
    }),
    seldom(number("appeals", 10, |_, row| {
        Cell::count(row.found().mark.appeals.len())
    })),
    text("outcome", 40, |tables, row| {
        Cell::text(tables.outcome(&row.found().mark))
    }),
    text("version_rubric", 12, |_, row| {
        Cell::text(&row.found().mark.versions.rubric)
    }),
    text("version_law", 12, |_, row| {
        Cell::text(&row.found().mark.versions.law)
    }),
    text("version_conduct", 12, |_, row| {
        Cell::text(&row.found().mark.versions.conduct)
    }),
    text("version_lexicon", 12, |_, row| {
        Cell::text(&row.found().mark.versions.lexicon)
    }),
    text("version_bureau", 18, |_, row| {
        Cell::text(&row.found().mark.versions.bureau)
    }),
    RECORD,
];

/// Fields of an item of a run.
pub(super) const ITEMS: &[Field] = &[
    TRAINEE,
    seldom(TEAM),
    NAME,
    STAFF_NUMBER,
    CASE,
    seldom(TITLE),
    LEVEL,
    STARTED,
    MONTH,
    coded(
        "block",
        18,
        &codes::BLOCKS,
        |row| row.item().block.name(),
        |tables, row| Cell::Text(tables.block(row.item().block).to_owned()),
    ),
    text("item", 24, |_, row| Cell::text(&row.item().id)),
    text("item_text", 40, |tables, row| {
        Cell::text(tables.in_words(&row.item().text))
    }),
    coded(
        "verdict",
        10,
        &codes::VERDICTS,
        |row| codes::verdict(row.found().mark.verdict(row.item())),
        |tables, row| tables.verdict(row.found().mark.verdict(row.item())),
    ),
    coded(
        "machine",
        10,
        &codes::VERDICTS,
        |row| codes::verdict(row.item().verdict),
        |tables, row| tables.verdict(row.item().verdict),
    ),
    number("points", 7, |_, row| {
        Cell::Number(row.found().mark.points(row.item()).into())
    }),
    number("of", 7, |_, row| Cell::Number(row.item().of.into())),
    coded(
        "is_critical",
        8,
        &codes::YES,
        |row| codes::YES[usize::from(row.item().critical)],
        |tables, row| tables.yes(row.item().critical),
    ),
    text("at", 8, |_, row| {
        let first = row.item().evidence.first();
        first.map_or(Cell::Empty, |piece| {
            Cell::Text(Millis(piece.at_ms).to_string())
        })
    }),
    // Deeds and states are ids here; only words are worth a reader's time.
    text("quote", 40, |tables, row| {
        let first = row.item().evidence.first();
        first
            .filter(|piece| piece.kind == EvidenceKind::Said)
            .map_or(Cell::Empty, |piece| Cell::text(tables.spoken(&piece.quote)))
    }),
    text("law", 40, |tables, row| {
        Cell::text(tables.law(&row.item().law))
    }),
    text("better", 40, |tables, row| {
        let verdict = row.found().mark.verdict(row.item());
        if matches!(verdict, Verdict::Missed | Verdict::Breached) {
            Cell::text(tables.in_words(&row.item().better))
        } else {
            Cell::Empty
        }
    }),
    RECORD,
];

/// Fields of a trainee.
pub(super) const PEOPLE: &[Field] = &[
    TRAINEE,
    TEAM,
    NAME,
    STAFF_NUMBER,
    number("attempts", 10, |_, row| {
        Cell::Number(row.learner().attempts)
    }),
    number("runs", 10, |_, row| Cell::count(row.learner().latest.len())),
    number("failed", 12, |_, row| Cell::count(row.learner().failed())),
    LAST,
    number("procedure_percent", 12, |_, row| block_share(row, 0)),
    number("legality_percent", 12, |_, row| block_share(row, 1)),
    number("communication_percent", 12, |_, row| block_share(row, 2)),
    number("result_percent", 12, |_, row| block_share(row, 3)),
    number("safety_percent", 12, |_, row| block_share(row, 4)),
    text("retrain", 60, |tables, row| {
        Cell::text(tables.all_lessons(row.learner()))
    }),
];

/// Fields of something to train.
pub(super) const RETRAIN: &[Field] = &[
    TRAINEE,
    TEAM,
    NAME,
    STAFF_NUMBER,
    CASE,
    TITLE,
    LEVEL,
    coded(
        "block",
        18,
        &codes::BLOCKS,
        |row| row.lesson().lesson.block.map_or("", Block::name),
        |tables, row| match row.lesson().lesson.block {
            Some(block) => Cell::Text(tables.block(block).to_owned()),
            None => Cell::Empty,
        },
    ),
    coded(
        "reason",
        16,
        &Reason::NAMES,
        |row| row.lesson().lesson.reason.name(),
        |tables, row| Cell::Text(tables.reason(row.lesson().lesson.reason).to_owned()),
    ),
    number("percent", 10, |_, row| {
        let percent = row.lesson().lesson.percent;
        percent.map_or(Cell::Empty, |percent| Cell::Share(percent, true))
    }),
    text("items", 60, |_, row| Cell::text(&row.lesson().items)),
    seldom(text("item_ids", 30, |_, row| {
        Cell::text(&row.lesson().item_ids)
    })),
    LAST,
];

/// Fields of an item over all runs.
pub(super) const CRITERIA: &[Field] = &[
    CASE,
    TITLE,
    coded(
        "block",
        18,
        &codes::BLOCKS,
        |row| row.criterion().block.name(),
        |tables, row| Cell::Text(tables.block(row.criterion().block).to_owned()),
    ),
    text("item", 24, |_, row| match row {
        Row::Criterion(_, id, _) => Cell::text(*id),
        _ => wrong_table(),
    }),
    text("item_text", 50, |tables, row| {
        Cell::text(tables.in_words(&row.criterion().text))
    }),
    coded(
        "is_critical",
        8,
        &codes::YES,
        |row| codes::YES[usize::from(row.criterion().critical)],
        |tables, row| tables.yes(row.criterion().critical),
    ),
    number("met", 8, |_, row| Cell::Number(row.criterion().met)),
    number("missed", 8, |_, row| Cell::Number(row.criterion().missed)),
    number("breached", 8, |_, row| {
        Cell::Number(row.criterion().breached)
    }),
    number("in_review", 8, |_, row| {
        Cell::Number(row.criterion().review)
    }),
    number("met_percent", 10, |_, row| {
        let of = row.criterion();
        let judged = of.met + of.missed + of.breached;
        share(of.met, judged).map_or(Cell::Empty, |percent| {
            Cell::Share(percent, percent < RETRAIN_BELOW_PERCENT)
        })
    }),
];
