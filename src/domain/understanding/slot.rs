//! Values in an utterance: deadlines, amounts, sizes, names, places, and to whom it is said.
//! Knows no acts; what a value means is for the case to say.

use super::lexicon::Lexicon;
use super::normal::{Unit, Utterance};
use super::reading::{Slot, SlotKind};
use crate::domain::ids::Language;

/// All values of an utterance, each once.
#[must_use]
pub fn slots(utterance: &Utterance, lexicon: &Lexicon) -> Vec<Slot> {
    let mut slots = Vec::new();
    let units: Vec<&Unit> = utterance
        .clauses
        .iter()
        .flat_map(|c| c.units.iter())
        .collect();
    match utterance.lang {
        Language::Zh => chinese(&units, &mut slots),
        Language::En => english(&units, &mut slots),
    }
    listed(utterance, lexicon, &mut slots);
    slots
}

fn put(slots: &mut Vec<Slot>, kind: SlotKind, value: impl Into<String>) {
    let slot = Slot {
        kind,
        value: value.into(),
    };
    if !slot.value.is_empty() && !slots.contains(&slot) {
        slots.push(slot);
    }
}

fn value(unit: &Unit) -> Option<u64> {
    unit.raw.parse().ok()
}

/// Chinese units of time, longest first, with the letter of the normal form and its factor.
const SPANS_ZH: [(&str, &str, u64); 12] = [
    ("个小时", "h", 1),
    ("个钟头", "h", 1),
    ("个工作日", "workdays", 1),
    ("个月", "mo", 1),
    ("个钟", "h", 1),
    ("工作日", "workdays", 1),
    ("分钟", "min", 1),
    ("小时", "h", 1),
    ("钟头", "h", 1),
    ("天", "d", 1),
    ("日", "d", 1),
    ("周", "w", 1),
];
const DAYS_ZH: [(&str, &str); 8] = [
    ("今天", "today"),
    ("今日", "today"),
    ("今晚", "today"),
    ("明天", "tomorrow"),
    ("明日", "tomorrow"),
    ("明早", "tomorrow"),
    ("后天", "day after tomorrow"),
    ("当天", "today"),
];

fn chinese(units: &[&Unit], slots: &mut Vec<Slot>) {
    let text_from = |at: usize| -> String {
        units
            .iter()
            .skip(at)
            .take(12)
            .map(|u| u.raw.as_str())
            .collect()
    };
    let text_before = |at: usize, reach: usize| -> String {
        units[at.saturating_sub(reach)..at]
            .iter()
            .map(|u| u.raw.as_str())
            .collect()
    };
    let whole: String = units.iter().map(|u| u.raw.as_str()).collect();
    for (at, unit) in units.iter().enumerate() {
        let Some(number) = value(unit) else { continue };
        let after = text_from(at + 1);
        let before = text_before(at, 8);
        for (word, letter, _) in SPANS_ZH {
            let Some(rest) = after.strip_prefix(word) else {
                continue;
            };
            // A span is a limit when something says so: `五天内`, `给您十分钟`; `开了三天` is none.
            let limit = ["内", "之内", "以内", "前", "之前", "以前", "时间", "期限"]
                .iter()
                .any(|end| rest.starts_with(end))
                || ["限", "给您", "给你", "宽限", "期限", "限期"]
                    .iter()
                    .any(|w| before.contains(w));
            if limit && !(word == "日" && before.ends_with('月')) {
                put(slots, SlotKind::Deadline, format!("{number}{letter}"));
            }
            break;
        }
        if after.starts_with('点')
            || after.starts_with(':')
            || after.starts_with('时') && !after.starts_with("时候")
        {
            let minutes = units.get(at + 2).and_then(|u| value(u)).filter(|m| *m < 60);
            let half = after.starts_with("点半");
            let minutes = if half { 30 } else { minutes.unwrap_or(0) };
            let late = ["下午", "傍晚", "晚上", "今晚", "夜里"]
                .iter()
                .any(|w| before.contains(w));
            let hour = if late && number < 12 {
                number + 12
            } else {
                number
            };
            let due = after.chars().take(8).any(|c| c == '前');
            let day = DAYS_ZH
                .iter()
                .find(|(word, _)| before.contains(word))
                .map(|(_, day)| *day);
            if hour < 25 && (due || day.is_some()) {
                let day = day.unwrap_or("today");
                put(
                    slots,
                    SlotKind::Deadline,
                    format!("{day} {hour:02}:{minutes:02}"),
                );
            }
        }
        for (word, factor) in [("元", 1), ("块", 1), ("万元", 10_000), ("千元", 1000)] {
            if after.starts_with(word) {
                put(slots, SlotKind::Amount, (number * factor).to_string());
            }
        }
        for word in [
            "平方米",
            "平米",
            "平方",
            "厘米",
            "公分",
            "公里",
            "米",
            "立方米",
        ] {
            if after.starts_with(word) {
                let unit = if matches!(word, "平米" | "平方") {
                    "平方米"
                } else {
                    word
                };
                put(slots, SlotKind::Size, format!("{number}{unit}"));
                break;
            }
        }
    }
    for (words, form) in [
        (&["半小时", "半个小时", "半个钟"][..], "30min"),
        (&["一刻钟"][..], "15min"),
        (&["天黑前", "天黑之前"][..], "today dusk"),
        (&["月底前", "月底之前", "这个月底"][..], "end of month"),
        (&["中午前", "中午之前"][..], "today 12:00"),
        (&["下班前"][..], "today 18:00"),
    ] {
        let limit = words.iter().any(|w| whole.contains(w));
        if limit
            && (form != "30min"
                || ["内", "限", "给您", "给你", "后"]
                    .iter()
                    .any(|w| whole.contains(w)))
        {
            put(slots, SlotKind::Deadline, form);
        }
    }
    for (word, day) in [
        ("周一", "monday"),
        ("周二", "tuesday"),
        ("周三", "wednesday"),
        ("周四", "thursday"),
        ("周五", "friday"),
        ("周六", "saturday"),
        ("周日", "sunday"),
    ] {
        let long = word.replace('周', "星期");
        if [word.to_string(), long]
            .iter()
            .any(|w| whole.contains(&format!("{w}前")) || whole.contains(&format!("{w}之前")))
        {
            put(slots, SlotKind::Deadline, day);
        }
    }
    for mark in ["免贵姓", "我姓", "我叫", "名字叫"] {
        if let Some((_, rest)) = whole.split_once(mark) {
            let longest = if mark.ends_with('姓') { 1 } else { 3 };
            let name: String = rest
                .chars()
                .take(longest)
                .take_while(|c| super::normal::is_han(*c))
                .collect();
            put(slots, SlotKind::Name, name);
        }
    }
    for mark in ["我们是", "我是", "这里是"] {
        let Some((_, rest)) = whole.split_once(mark) else {
            continue;
        };
        let unit_name = [
            "执法局",
            "城管局",
            "管理局",
            "大队",
            "中队",
            "支队",
            "街道办",
            "热线",
        ]
        .iter()
        .filter_map(|end| rest.find(end).and_then(|at| rest.get(..at + end.len())))
        .filter(|name| name.chars().count() <= 18)
        .max_by_key(|name| name.len());
        if let Some(name) = unit_name {
            put(slots, SlotKind::Name, name);
        }
    }
    for mark in ["工号", "编号", "证号", "警号"] {
        let at = units
            .windows(2)
            .position(|w| format!("{}{}", w[0].raw, w[1].raw) == mark);
        let number = at.and_then(|at| units.iter().skip(at + 2).take(2).find_map(|u| value(u)));
        if let Some(number) = number {
            put(slots, SlotKind::Name, number.to_string());
        }
    }
}

fn english(units: &[&Unit], slots: &mut Vec<Slot>) {
    let word = |at: usize| units.get(at).map_or("", |u| u.raw.as_str());
    for (at, unit) in units.iter().enumerate() {
        let before: Vec<&str> = (at.saturating_sub(3)..at).map(word).collect();
        if let Some(number) = value(unit) {
            let stem = units.get(at + 1).map_or("", |u| u.stem.as_str());
            let letter = match stem {
                "minut" => Some("min"),
                "hour" => Some("h"),
                "day" => Some("d"),
                "week" => Some("w"),
                "month" => Some("mo"),
                _ => None,
            };
            let limit = before
                .iter()
                .any(|w| matches!(*w, "within" | "in" | "you" | "have" | "give" | "next"));
            if let Some(letter) = letter.filter(|_| limit) {
                put(slots, SlotKind::Deadline, format!("{number}{letter}"));
            }
            if matches!(word(at + 1), "yuan" | "rmb" | "kuai") {
                put(slots, SlotKind::Amount, number.to_string());
            }
            match (stem, word(at + 2)) {
                ("squar", "metres" | "meters" | "metre" | "meter") => {
                    put(slots, SlotKind::Size, format!("{number} m²"))
                }
                ("metr" | "meter", _) => put(slots, SlotKind::Size, format!("{number} m")),
                ("centimetr" | "centimet" | "cm", _) => {
                    put(slots, SlotKind::Size, format!("{number} cm"))
                }
                _ => {}
            }
            let due = before
                .iter()
                .any(|w| matches!(*w, "by" | "before" | "until" | "till"));
            if due && letter.is_none() && number <= 24 {
                let late = (at + 1..at + 5)
                    .any(|i| matches!(word(i), "pm" | "afternoon" | "evening" | "tonight"));
                let next_day = (at.saturating_sub(4)..at + 5).any(|i| word(i) == "tomorrow");
                let hour = if late && number < 12 {
                    number + 12
                } else {
                    number
                };
                let day = if next_day { "tomorrow" } else { "today" };
                put(slots, SlotKind::Deadline, format!("{day} {hour:02}:00"));
            }
        }
        let due = matches!(word(at), "by" | "before" | "until");
        let target = if word(at + 1) == "the" {
            at + 2
        } else {
            at + 1
        };
        if due {
            match word(target) {
                day @ ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday"
                | "sunday") => {
                    put(slots, SlotKind::Deadline, day);
                }
                "noon" if word(target + 1) == "tomorrow" => {
                    put(slots, SlotKind::Deadline, "tomorrow 12:00")
                }
                "noon" => put(slots, SlotKind::Deadline, "today 12:00"),
                "tomorrow" => put(slots, SlotKind::Deadline, "tomorrow"),
                "tonight" | "today" => put(slots, SlotKind::Deadline, "today"),
                "dark" => put(slots, SlotKind::Deadline, "today dusk"),
                "end" => put(
                    slots,
                    SlotKind::Deadline,
                    format!("end of {}", word(target + 3)),
                ),
                _ => {}
            }
        }
        let pair = (word(at), word(at + 1));
        let half_hour = pair == ("half", "an") && word(at + 2) == "hour";
        if half_hour
            && before
                .iter()
                .any(|w| matches!(*w, "within" | "in" | "have" | "you" | "give"))
        {
            put(slots, SlotKind::Deadline, "30min");
        }
        match pair {
            ("name", "is") | ("name", "'s") | ("surname", "is") => {
                put(slots, SlotKind::Name, word(at + 2))
            }
            ("am", "officer" | "inspector") | ("is", "officer") => {
                put(slots, SlotKind::Name, word(at + 2))
            }
            ("badge" | "staff", "number") => {
                let number = (at + 2..at + 4).find_map(|i| units.get(i).and_then(|u| value(u)));
                put(
                    slots,
                    SlotKind::Name,
                    number.map(|n| n.to_string()).unwrap_or_default(),
                );
            }
            _ => {}
        }
    }
}

/// Concepts of the lexicon that are slots by themselves, by name.
const LISTED: [(&str, SlotKind, &str); 5] = [
    ("slot_place", SlotKind::Place, ""),
    ("slot_crowd", SlotKind::Addressee, "crowd"),
    ("slot_control", SlotKind::Addressee, "control"),
    ("slot_partner", SlotKind::Addressee, "partner"),
    ("slot_child", SlotKind::Addressee, "child"),
];

fn listed(utterance: &Utterance, lexicon: &Lexicon, slots: &mut Vec<Slot>) {
    let gap = if utterance.lang == Language::En {
        " "
    } else {
        ""
    };
    for (name, kind, fixed) in LISTED {
        let Some(concept) = lexicon.concept(name) else {
            continue;
        };
        for (at, clause) in utterance.clauses.iter().enumerate() {
            let mut reached = 0;
            for hit in lexicon.hits(clause, utterance.lang) {
                if hit.concept != concept || hit.by_sound || hit.start < reached {
                    continue;
                }
                reached = hit.end;
                if kind == SlotKind::Place {
                    let words: Vec<&str> = clause.units[hit.start..hit.end]
                        .iter()
                        .map(|u| u.raw.as_str())
                        .collect();
                    put(slots, kind, words.join(gap));
                } else if at == 0 && hit.start < 4
                    || fixed == "crowd"
                    || fixed == "child" && hit.start == 0
                {
                    // Who is spoken to is named at the start.
                    put(slots, kind, fixed);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::understanding::normal::Normaliser;

    fn found(text: &str) -> Vec<(SlotKind, String)> {
        let normaliser = Normaliser::new();
        let lexicon = Lexicon::parse(
            r#"(format: 1, concepts: {
                "slot_place": (zh: "五星步行街 疏导点", en: "relief point"),
                "slot_crowd": (zh: "各位 街坊们", en: "everybody"),
                "slot_control": (zh: "平台 指挥中心", en: "platform"),
            })"#,
            &normaliser,
        )
        .unwrap();
        slots(&normaliser.utterance(text, None), &lexicon)
            .into_iter()
            .map(|s| (s.kind, s.value))
            .collect()
    }

    #[test]
    fn deadlines_in_every_form() {
        for (text, form) in [
            ("请在今天下午五点前清走", "today 17:00"),
            ("给您十分钟收好", "10min"),
            ("三天内拆除", "3d"),
            ("限你半个小时内搬走", "30min"),
            ("周五前装好", "friday"),
            ("Have it done by Friday", "friday"),
            ("You have ten minutes to pack up", "10min"),
            ("Remove it by noon tomorrow", "tomorrow 12:00"),
        ] {
            assert_eq!(
                found(text),
                [(SlotKind::Deadline, form.to_string())],
                "{text}"
            );
        }
        assert!(found("我在这里摆了三天").is_empty());
    }

    #[test]
    fn amounts_sizes_names_places_and_addressees() {
        assert_eq!(
            found("罚款一百五十元"),
            [(SlotKind::Amount, "150".to_string())]
        );
        assert_eq!(
            found("占了6平方米"),
            [(SlotKind::Size, "6平方米".to_string())]
        );
        assert_eq!(
            found("a fine of two hundred yuan"),
            [(SlotKind::Amount, "200".to_string())]
        );
        assert_eq!(found("您好我姓韦"), [(SlotKind::Name, "韦".to_string())]);
        assert_eq!(
            found("我们是城中区综合行政执法局的")[0],
            (SlotKind::Name, "城中区综合行政执法局".to_string())
        );
        assert_eq!(
            found("去疏导点摆"),
            [(SlotKind::Place, "疏导点".to_string())]
        );
        assert_eq!(
            found("各位让一让"),
            [(SlotKind::Addressee, "crowd".to_string())]
        );
        assert_eq!(
            found("平台，案件已处置"),
            [(SlotKind::Addressee, "control".to_string())]
        );
    }
}
