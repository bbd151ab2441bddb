//! What words say about a place that somebody is sent to: how far it is, and whether it is a place at all. Knows words only,
//! neither the map nor the case.

use super::hours::english_words;
use crate::domain::understanding::{Reading, SlotKind, counted, english};

/// A distance shorter than this is a few steps, not a way to a place.
const STEPS_METRES: u64 = 30;

/// The distances that words name, in metres; a few steps are no way to a place.
pub(super) fn metres(text: &str, reading: &Reading) -> Vec<u64> {
    let letters: Vec<char> = text.chars().collect();
    let named = |at: usize| {
        // Not from the middle of a number.
        if at > 0 && counted(&letters, at - 1).is_some() {
            return None;
        }
        // 几百米 is no number.
        if at > 0 && "几数好两".contains(letters[at - 1]) && "十百千".contains(letters[at]) {
            return None;
        }
        let (number, end) = counted(&letters, at)?;
        let after: String = letters[end..].iter().collect();
        let unit = after.trim_start().to_lowercase();
        let is = |names: &[&str]| names.iter().any(|name| unit.starts_with(name));
        if is(&["米", "metre", "meter"]) {
            Some(number)
        } else if is(&["公里", "千米", "kilomet", "km"]) {
            number.checked_mul(1000)
        } else {
            None
        }
    };
    // English number words stand in the slots, counted.
    let slots = reading
        .slots
        .iter()
        .filter(|slot| slot.kind == SlotKind::Size);
    let counted_slots = slots.filter_map(|slot| slot.value.strip_suffix(" m")?.parse().ok());
    let words = english_words(text);
    let kilometres = words.windows(2).filter_map(|pair| {
        let is_unit = pair[1].0.starts_with("kilomet") || pair[1].0 == "km";
        english(&pair[0].0).filter(|_| is_unit)?.checked_mul(1000)
    });
    (0..letters.len())
        .filter_map(named)
        .chain(counted_slots)
        .chain(kilometres)
        .filter(|metres| *metres >= STEPS_METRES)
        .collect()
}

/// Words after which a place follows that somebody is sent to.
const TOWARDS_ZH: [char; 8] = ['到', '去', '往', '在', '挪', '搬', '进', '回'];
const TOWARDS_EN: [&str; 6] = ["to", "at", "in", "on", "into", "try"];
/// How far such a word may stand before the place, in letters and in words.
const REACH_ZH: usize = 10;
const REACH_EN: usize = 5;

/// Whether these words send somebody to a place of this name.
pub(super) fn sends_to(text: &str, name: &str) -> bool {
    let text = text.to_lowercase();
    let name = name.to_lowercase();
    text.match_indices(&name).any(|(at, _)| {
        let before = &text[..at];
        let zh = before.chars().rev().take(REACH_ZH);
        let mut en = before.split_whitespace().rev().take(REACH_EN);
        zh.take_while(|one| !"，。！？；".contains(*one))
            .any(|one| TOWARDS_ZH.contains(&one))
            || en.any(|word| TOWARDS_EN.contains(&word))
            || text[at + name.len()..]
                .trim_start()
                .starts_with(['去', '摆', '卖', '停'])
    })
}

/// Ends of the names of places, and what stands before such an end without making a name of it.
const ENDS_ZH: [&str; 30] = [
    "广场",
    "公园",
    "市场",
    "商场",
    "商城",
    "超市",
    "集市",
    "大厦",
    "大楼",
    "小区",
    "社区",
    "中心",
    "基地",
    "体育场",
    "学校",
    "医院",
    "车站",
    "码头",
    "大桥",
    "步行街",
    "美食街",
    "摊区",
    "经营区",
    "摆卖点",
    "街",
    "巷",
    "路",
    "村",
    "镇",
    "园区",
];
const NO_NAMES_ZH: [&str; 28] = [
    "前面",
    "旁边",
    "对面",
    "后面",
    "附近",
    "这边",
    "那边",
    "这条",
    "那条",
    "这个",
    "那个",
    "我们",
    "你们",
    "您们",
    "他们",
    "人行",
    "机动车",
    "一条",
    "让",
    "过",
    "走",
    "的",
    "马",
    "车",
    "道",
    "临",
    "沿",
    "正规",
];
const ENDS_EN: [&str; 16] = [
    "square",
    "plaza",
    "mall",
    "park",
    "street",
    "road",
    "lane",
    "avenue",
    "station",
    "centre",
    "center",
    "bridge",
    "village",
    "building",
    "school",
    "supermarket",
];
const NO_NAMES_EN: [&str; 18] = [
    "the", "this", "that", "a", "an", "your", "our", "my", "main", "side", "other", "next",
    "nearest", "same", "whole", "car", "one", "public",
];

/// Whether these words send somebody to a place with a name of its own, such as nobody may ever have heard of.
pub(super) fn sends_somewhere(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let is_named_zh = (0..letters.len()).any(|at| {
        if !TOWARDS_ZH.contains(&letters[at]) {
            return false;
        }
        let run: String = letters[at + 1..]
            .iter()
            .take_while(|one| one.is_alphanumeric())
            .take(REACH_ZH)
            .collect();
        ENDS_ZH.iter().any(|end| {
            let name = run.find(end).map_or("", |found| &run[..found]);
            name.chars().count() >= 2 && !NO_NAMES_ZH.iter().any(|word| name.ends_with(word))
        })
    });
    let words = english_words(text);
    let word = |at: usize| words.get(at).map_or("", |one| one.0.as_str());
    let is_named_en = (0..words.len()).any(|at| {
        let name = at.checked_sub(1).map_or("", word);
        let towards =
            (at.saturating_sub(4)..at.saturating_sub(1)).any(|one| TOWARDS_EN.contains(&word(one)));
        ENDS_EN.contains(&word(at))
            && towards
            && !name.is_empty()
            && !NO_NAMES_EN.contains(&name)
            && !TOWARDS_EN.contains(&name)
    });
    is_named_zh || is_named_en
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_its_own_is_told_from_a_word_for_where_one_stands() {
        for named in [
            "您可以到幸福广场去卖",
            "去团结路摆吧",
            "you can sell at Happiness Square",
            "go to the Sunshine mall",
        ] {
            assert!(sends_somewhere(named), "{named}");
        }
        for none in [
            "您往旁边挪一挪",
            "别停在马路上",
            "请到人行道这边的路口",
            "我帮您搬过去",
            "move it to the side of the road",
            "there is space in the car park",
        ] {
            assert!(!sends_somewhere(none), "{none}");
        }
    }
}
