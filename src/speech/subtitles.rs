//! What Whisper learned from subtitles and writes over silence: credits, farewells and labels of sounds. Knows texts, not
//! how they sounded; what follows from a credit is decided by the sieve.

/// Credits and farewells no officer says on duty; found anywhere in a line they condemn it. Without blanks and signs,
/// in small letters.
const CREDITS: &[&str] = &[
    "字幕志愿者",
    "字幕由",
    "字幕制作",
    "字幕提供",
    "字幕组",
    "字幕校对",
    "字幕翻译",
    "字幕by",
    "中文字幕",
    "字幕製作",
    "amaraorg",
    "请不吝点赞",
    "請不吝點贊",
    "点赞订阅",
    "點贊訂閱",
    "订阅转发打赏",
    "訂閱轉發打賞",
    "打赏支持明镜",
    "明镜与点点",
    "明鏡與點點",
    "优优独播剧场",
    "優優獨播劇場",
    "yoyotelevision",
    "感谢观看",
    "谢谢观看",
    "感謝觀看",
    "謝謝觀看",
    "谢谢大家观看",
    "感谢收看",
    "谢谢收看",
    "感謝收看",
    "感谢您的观看",
    "感谢您的收看",
    "多谢收睇",
    "我们下期再见",
    "下期视频再见",
    "下期节目再见",
    "我们下集再见",
    "未经作者授权禁止转载",
    "本字幕",
    "词曲李宗盛",
    "作词作曲",
    "作曲编曲",
    "thanksforwatching",
    "thankyouforwatching",
    "thankyousomuchforwatching",
    "thanksforlistening",
    "pleasesubscribe",
    "likeandsubscribe",
    "subscribetomychannel",
    "subscribetothechannel",
    "subtitlesby",
    "subtitledby",
    "captionsby",
    "captioningby",
    "transcribedby",
    "transcriptionby",
    "translatedby",
    "seeyouinthenextvideo",
    "seeyounexttime",
    "inthenextvideo",
    "wwwmooji",
    "opensubtitles",
    "castingwords",
];
/// Lines that are a credit when they are all there is.
const CREDITS_ALONE: &[&str] = &[
    "字幕", "作词", "作曲", "编曲", "演唱", "詞曲", "词曲", "完", "剧终", "theend",
];
/// Words inside brackets that describe a sound.
const LABEL_SIGNS: [char; 6] = ['♪', '♫', '♬', '♩', '🎵', '🎶'];
/// Brackets that hold sound labels. Book-title marks are not among them: they hold the names of laws.
const BRACKETS: [(char, char); 6] = [
    ('[', ']'),
    ('(', ')'),
    ('（', '）'),
    ('【', '】'),
    ('［', '］'),
    ('〔', '〕'),
];

/// The text without bracketed labels, musical signs and starred remarks.
pub(super) fn without_labels(text: &str) -> String {
    let mut plain = String::new();
    let mut closing: Option<char> = None;
    let mut held = String::new();
    for c in text.chars() {
        match closing {
            Some(end) if c == end => {
                closing = None;
                held.clear();
            }
            Some(_) => held.push(c),
            None => {
                let opened = BRACKETS.iter().find(|(open, _)| *open == c);
                if let Some((open, end)) = opened {
                    closing = Some(*end);
                    held.push(*open);
                } else if c == '*' {
                    closing = Some('*');
                    held.push(c);
                } else if !LABEL_SIGNS.contains(&c) {
                    plain.push(c);
                }
            }
        }
    }
    // A bracket never closed is a slip of the pen, not a label: but alone at the start it is a label cut off.
    if !plain.trim().is_empty() {
        plain.push_str(&held);
    }
    plain.trim().to_owned()
}

/// Whether a line is a credit or farewell of a film.
pub(super) fn is_credit(text: &str) -> bool {
    let bare: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    CREDITS.iter().any(|credit| bare.contains(credit)) || CREDITS_ALONE.contains(&bare.as_str())
}
