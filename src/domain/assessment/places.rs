//! What words say about a place that somebody is sent to: whether it is a place at all, and what it is called. Knows words
//! only, neither the map nor the case.

use super::hours::english_words;
use crate::domain::understanding::is_han;
use std::collections::BTreeSet;

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
const NO_NAMES_ZH: [&str; 32] = [
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
    // 三里路, 两站路, 几步路, 一段路.
    "里",
    "站",
    "步",
    "段",
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

/// Letters of which at least one stands in almost every word for where something is and in few names: without a place's end
/// (`路`, `广场`) nothing with one of them is taken for a name.
const DESCRIBES: &str = "我你您他她咱这那哪每各几两一二三四五六七八九十多个条家处块边面头里外旁前后左右上下近远新旧老小大好空开摆卖买做看找问帮带走搬挪推停放能可以有是就也还都再先请吧啊呢的了着过得叫对附隔专固临免公社正规指定最便民晚早夜白天区市县城州口子圈段角街路巷楼";
/// Longest name without the end of a place, in letters.
const BARE_NAME_MAX: usize = 4;

/// The name that stands right before a word for a kind of place: `人民广场` before `夜市`; none where only words for where it is
/// stand there.
pub(super) fn stands_before(before: &str, kind: &str) -> Option<String> {
    if kind.chars().any(is_han) {
        let letters: Vec<char> = before.chars().rev().take(REACH_ZH).collect();
        let run: String = letters
            .into_iter()
            .take_while(|one| is_han(*one) && !TOWARDS_ZH.contains(one))
            .collect();
        let run: String = run.chars().rev().collect();
        let name = run.trim_end_matches('的');
        let is_placed = ENDS_ZH.iter().any(|end| {
            let part = name.strip_suffix(end).unwrap_or_default();
            part.chars().count() >= 2 && !NO_NAMES_ZH.iter().any(|word| part.ends_with(word))
        });
        let is_bare = name == run
            && (2..=BARE_NAME_MAX).contains(&name.chars().count())
            && !name.chars().any(|one| DESCRIBES.contains(one));
        return (is_placed || is_bare).then(|| name.to_owned());
    }
    let words = english_words(before);
    let name: Vec<&str> = words
        .iter()
        .rev()
        .take_while(|(word, is_marked)| {
            !is_marked
                && !TOWARDS_EN.contains(&word.as_str())
                && !NO_NAMES_EN.contains(&word.as_str())
        })
        .take(REACH_EN)
        .map(|one| one.0.as_str())
        .collect();
    let is_placed = name.len() >= 2 && name.iter().any(|word| ENDS_EN.contains(word));
    is_placed.then(|| name.into_iter().rev().collect::<Vec<_>>().join(" "))
}

/// Whether a name has nothing in it that is not known around here; the ends of names of places tell nothing.
pub(super) fn is_kind_only(name: &str, known: &[String]) -> bool {
    let has = |part: &str| known.iter().any(|text| text.contains(part));
    let parts: BTreeSet<String> = if name.chars().any(is_han) {
        let letters: Vec<char> = name.chars().collect();
        let pairs = letters.windows(2).map(String::from_iter);
        pairs
            .filter(|pair| !ENDS_ZH.iter().any(|end| end.contains(pair.as_str())))
            .collect()
    } else {
        name.split_whitespace()
            .filter(|word| !ENDS_EN.contains(word) && word.len() > 3)
            .map(str::to_owned)
            .collect()
    };
    parts.is_empty() || parts.iter().any(|part| has(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_before_a_kind_is_told_from_words_for_where_it_is() {
        let name = |before: &str, kind: &str| stands_before(before, kind);
        for (before, kind, found) in [
            ("您可以去人民广场", "夜市", "人民广场"),
            ("您可以去人民广场的", "夜市", "人民广场"),
            ("到团结路", "便民疏导点", "团结路"),
            ("到龙潭", "夜市", "龙潭"),
            (
                "go to the people's square ",
                "night market",
                "people's square",
            ),
        ] {
            assert_eq!(name(before, kind).as_deref(), Some(found), "{before}{kind}");
        }
        for (before, kind) in [
            ("前面的", "便民疏导点"),
            ("您可以到", "便民疏导点"),
            ("请您到前面那条街的", "疏导点"),
            ("前面三百米的", "便民疏导点"),
            ("前面三里路的", "便民疏导点"),
            ("去我们", "疏导点"),
            ("您去隔壁", "夜市"),
            ("you can sell at the ", "night market"),
            ("go to the nearest free ", "vendor point"),
        ] {
            assert_eq!(name(before, kind), None, "{before}{kind}");
        }
        let known = [
            "五星步行街后巷便民疏导点".to_owned(),
            "wuxing walking street".to_owned(),
        ];
        for name in ["五星步行街", "步行街后面", "步行街", "wuxing street"] {
            assert!(is_kind_only(name, &known), "{name}");
        }
        for name in ["人民广场", "团结路", "people's square"] {
            assert!(!is_kind_only(name, &known), "{name}");
        }
    }

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
