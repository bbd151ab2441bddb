//! A mark as a page shows it: every item with its evidence, law and persons' verdicts. Turns ids into words and decides
//! nothing.

use super::console::Console;
use crate::domain::assessment::{Assessment, Evidence, EvidenceKind};
use crate::domain::ids::Language;
use crate::domain::record::Record;
use crate::wording::Wording;
use serde_json::{Value, json};

/// The mark of a record, ids turned into words of a language.
pub(super) fn told_mark(
    console: &Console,
    record: &Record,
    mark: &Assessment,
    lang: Language,
) -> Value {
    let library = &console.library;
    let law = &library.content.packs.law;
    let words = console.words(lang);
    // A kept mark may be of a case that is no longer here; then ids and holes stay as they are.
    let wording = library
        .find(&record.header.case)
        .map(|shown| library.wording(shown, lang, &record.events));
    let fill = |text: &str| {
        wording
            .as_ref()
            .map_or_else(|| text.to_owned(), |wording| wording.fill(text))
    };
    let shown = |piece: &Evidence| {
        let mut value = json!(piece);
        if let Some(wording) = &wording {
            value["quote"] = json!(in_words(wording, piece));
        }
        value
    };
    let items: Vec<Value> = mark
        .items
        .iter()
        .map(|one| {
            json!({
                "id": one.id,
                "block": words.get(&format!("block-{}", one.block.name())),
                "block_id": one.block.name(),
                "text": fill(one.text.get(lang)),
                "machine": one.verdict,
                "verdict": mark.verdict(one),
                "points": mark.points(one),
                "of": one.of,
                "critical": one.critical,
                "evidence": one.evidence.iter().map(&shown).collect::<Vec<_>>(),
                "law": one.law.iter().filter_map(|id| law.citation(id, lang)).collect::<Vec<_>>(),
                "why": fill(one.why.get(lang)),
                "better": fill(one.better.get(lang)),
                "appeals": mark.appeals.iter().filter(|appeal| appeal.item == one.id).collect::<Vec<_>>(),
            })
        })
        .collect();
    let blocks: Vec<Value> = mark
        .blocks
        .iter()
        .map(|one| json!({ "name": words.get(&format!("block-{}", one.id.name())), "points": one.points, "of": one.of }))
        .collect();
    json!({ "score": mark.score, "blocks": blocks, "items": items, "record": mark.record })
}

/// Evidence as somebody reads it: words as they were said, everything else by its name instead of its id.
fn in_words(wording: &Wording<'_>, piece: &Evidence) -> String {
    let quote = piece.quote.as_str();
    match (piece.kind, quote.split_once(' ')) {
        (EvidenceKind::Said, _) => quote.to_owned(),
        (EvidenceKind::Paper, _) => wording.form(quote),
        (EvidenceKind::Did, None) => wording.action(quote),
        (EvidenceKind::Did, Some((action, target))) => {
            format!("{} · {}", wording.action(action), wording.target(target))
        }
        // How tense somebody was, and the bound.
        (EvidenceKind::State, Some((who, rest))) => format!("{} {rest}", wording.person(who)),
        (EvidenceKind::State, None) => wording
            .ending(quote)
            .map(|(title, _)| title)
            .or_else(|| Some(wording.fact(quote)).filter(|text| text != quote))
            .unwrap_or_else(|| wording.person(quote)),
    }
}
