//! Words of a trainee without what says who spoke them: whoever names themselves as the rules ask would otherwise stand
//! beside their pseudonym in every table. Looks at how people introduce themselves, not at a list of staff, because an
//! export by pseudonym has no key to the names. Knows no table.

/// Stands for what was left out.
const MASK: &str = "＊＊";
/// What comes before a name said outright, longest first.
const CALLED: &[&str] = &[
    "我的名字是",
    "我的名字叫",
    "名字叫做",
    "我的姓名是",
    "名字是",
    "名字叫",
    "姓名是",
    "免贵姓",
    "我名叫",
    "本人姓",
    "我叫做",
    "我叫",
    "我姓",
    "敝姓",
    "叫我",
    "喊我",
    "姓名",
];
/// What makes `我叫` a call for something else; not `为`, because `因为我叫` names somebody.
const FOR_ME: &[char] = &['帮', '给', '替', '让'];
/// What comes before a name or something else; then a surname decides.
const BEING: &[&str] = &["我们是", "我就是", "我是", "本人是", "本人", "这位是"];
/// What people of the bureau are called, before or after a name.
const TITLES: &[&str] = &[
    "执法人员",
    "执法队员",
    "执法员",
    "中队长",
    "大队长",
    "副队长",
    "支队长",
    "协管员",
    "组长",
    "队员",
    "队长",
    "科长",
    "所长",
    "主任",
    "同志",
    "警官",
    "干部",
    "城管",
];
/// What comes before a number of a person: staff, certificate, telephone.
const NUMBERED: &[&str] = &[
    "证号",
    "编号",
    "工号",
    "警号",
    "号码",
    "电话",
    "手机",
    "尾号",
    "badge",
    "badge number",
    "staff number",
    "member number",
    "officer number",
];
/// What comes before such a number or before one of an article, which has no more than three figures.
const PERHAPS_NUMBERED: &[&str] = &["number", "no.", "phone"];
const MORE_THAN_AN_ARTICLE: usize = 4;
/// Common surnames, those of Guangxi among them; and what stands for one among colleagues.
const SURNAMES: &str = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文覃韦莫蒙农闭岑甘颜凌温容欧翁卓骆冼庞滕蓝班银石粟玉小老阿";
/// Letters of a name at most.
const NAME_LETTERS: usize = 4;
/// A number of so many signs or more says who somebody is, whatever is said before it: certificates, telephones.
const LONG_NUMBER: usize = 6;
/// So many signs may stand between `certificate number` and the number.
const NEAR: usize = 4;

const fn is_han(one: char) -> bool {
    matches!(one, '\u{3400}'..='\u{9fff}')
}

const fn is_digit(one: char) -> bool {
    one.is_ascii_digit() || matches!(one, '０'..='９')
}

/// Figures as they are spoken.
const fn is_spoken_digit(one: char) -> bool {
    matches!(
        one,
        '零' | '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '幺' | '两'
    )
}

/// A text as signs, with those that are to be left out.
struct Spoken {
    signs: Vec<char>,
    is_out: Vec<bool>,
}

impl Spoken {
    fn new(text: &str) -> Self {
        let signs: Vec<char> = text.chars().collect();
        Self {
            is_out: vec![false; signs.len()],
            signs,
        }
    }

    /// Whether a word stands at a place; small and large letters are one, and both forms of the apostrophe.
    fn stands(&self, at: usize, word: &str) -> bool {
        let mut signs = self.signs[at..].iter();
        word.chars().all(|one| {
            signs.next().is_some_and(|sign| {
                sign.to_ascii_lowercase() == one || (*sign == '’' && one == '\'')
            })
        })
    }

    /// The longest of some words that stands at a place, in signs.
    fn any(&self, at: usize, words: &[&str]) -> Option<usize> {
        words
            .iter()
            .filter(|word| self.stands(at, word))
            .map(|word| word.chars().count())
            .max()
    }

    /// How many signs from a place on are of a kind.
    fn run(&self, at: usize, is: fn(char) -> bool) -> usize {
        self.signs[at..].iter().take_while(|one| is(**one)).count()
    }

    fn leave_out(&mut self, at: usize, count: usize) {
        for out in self.is_out.iter_mut().skip(at).take(count) {
            *out = true;
        }
    }

    /// A name with its surname at a place: two or three letters that end there, or before a title.
    fn name_with_surname(&self, at: usize) -> Option<usize> {
        let first = *self.signs.get(at)?;
        if !SURNAMES.contains(first) {
            return None;
        }
        let letters = self.run(at, is_han);
        (1..=3).find(|count| {
            if *count > letters {
                return false;
            }
            let is_titled = self.any(at + count, TITLES).is_some();
            is_titled || *count > 1 && *count == letters
        })
    }

    /// `姓谭` or `小罗` at the end of a clause: letters after the first.
    fn surname_alone(&self, at: usize) -> Option<usize> {
        let after = *self.signs.get(at + 1)?;
        let ends = self.signs.get(at + 2).is_none_or(|one| !is_han(*one));
        (matches!(self.signs[at], '姓' | '小' | '老') && SURNAMES.contains(after) && ends)
            .then_some(1)
    }

    fn chinese(&mut self) {
        let mut at = 0;
        while at < self.signs.len() {
            let is_for_me = at > 0 && FOR_ME.contains(&self.signs[at - 1]);
            if let Some(word) = self.any(at, CALLED).filter(|_| !is_for_me) {
                let begins = at + word + self.run(at + word, |one| " ：:，,".contains(one));
                let letters = self.run(begins, is_han).min(NAME_LETTERS);
                self.leave_out(begins, letters);
                at = begins + letters.max(1);
                continue;
            }
            if let Some(letters) = self.surname_alone(at) {
                self.leave_out(at + 1, letters);
                at += 1 + letters;
                continue;
            }
            let before = self.any(at, BEING).or_else(|| self.any(at, TITLES));
            if let Some(word) = before
                && let Some(letters) = self.name_with_surname(at + word)
            {
                self.leave_out(at + word, letters);
                at += word + letters;
                continue;
            }
            at += 1;
        }
    }

    fn numbers(&mut self) {
        let mut at = 0;
        while at < self.signs.len() {
            let is_figure = |one: char| is_digit(one) || is_spoken_digit(one);
            let figures = self.run(at, is_figure);
            if figures == 0 {
                at += 1;
                continue;
            }
            // Groups with signs between them are one number.
            let mut end = at + figures;
            while self.signs.get(end).is_some_and(|one| "- ".contains(*one)) {
                let more = self.run(end + 1, is_figure);
                if more == 0 {
                    break;
                }
                end += 1 + more;
            }
            let is_near = |words: &[&str]| {
                (0..at).rev().take(NEAR + 14).any(|before| {
                    self.any(before, words)
                        .is_some_and(|word| before + word <= at && at - before - word <= NEAR)
                })
            };
            let is_announced = figures > 1 && is_near(NUMBERED)
                || figures >= MORE_THAN_AN_ARTICLE && is_near(PERHAPS_NUMBERED);
            if end - at >= LONG_NUMBER || is_announced {
                self.leave_out(at, end - at);
            }
            at = end;
        }
    }

    /// `my name is …`, `I'm Officer …`, `call me …`: the words after it, two where nothing says that it is one.
    fn english(&mut self) {
        const OUTRIGHT: &[&str] = &[
            "my name is ",
            "my name's ",
            "the name is ",
            "the name's ",
            "call me ",
            "surname ",
        ];
        const TITLED: &[&str] = &[
            "officer ",
            "officers ",
            "xiao ",
            "inspector ",
            "captain ",
            "sergeant ",
            "i'm ",
            "i am ",
        ];
        let mut at = 0;
        while at < self.signs.len() {
            let is_word_begin = at == 0 || !self.signs[at - 1].is_alphanumeric();
            let outright = self.any(at, OUTRIGHT).filter(|_| is_word_begin);
            let titled = self.any(at, TITLED).filter(|_| is_word_begin);
            let Some(word) = outright.or(titled) else {
                at += 1;
                continue;
            };
            let mut begins = at + word;
            while let Some(title) = self.any(begins, TITLED) {
                begins += title;
            }
            let mut end = begins;
            for count in 0..2 {
                let letters = self.run(end, |one| one.is_alphabetic() || "'-".contains(one));
                let is_name = self.signs.get(end).is_some_and(|one| one.is_uppercase());
                // After a title only a name is one: “officer on duty” names nobody.
                if letters == 0 || (outright.is_none() || count > 0) && !is_name {
                    break;
                }
                end += letters;
                if self.signs.get(end) != Some(&' ') {
                    break;
                }
                end += 1;
            }
            let end = if end > begins && self.signs[end - 1] == ' ' {
                end - 1
            } else {
                end
            };
            self.leave_out(begins, end - begins);
            at = end.max(at + word);
        }
    }
}

/// The words without names and numbers of whoever speaks.
pub(super) fn without_names(text: &str) -> String {
    let mut spoken = Spoken::new(text);
    spoken.chinese();
    spoken.english();
    spoken.numbers();
    let mut told = String::with_capacity(text.len());
    let mut was_out = false;
    for (sign, is_out) in spoken.signs.iter().zip(&spoken.is_out) {
        if !is_out {
            told.push(*sign);
        } else if !was_out {
            told.push_str(MASK);
        }
        was_out = *is_out;
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_speaks_is_left_out() {
        for (said, told) in [
            (
                "您好，我们是柳州市城管执法队员，我叫韦丽，执法证号450204123，这是我的执法证。",
                "您好，我们是柳州市城管执法队员，我叫＊＊，执法证号＊＊，这是我的执法证。",
            ),
            ("因为我叫韦丽。", "因为我叫＊＊。"),
            ("我姓韦，工号零零零一二三。", "我姓＊＊，工号＊＊。"),
            (
                "我是城管队员韦丽，这是证件。",
                "我是城管队员＊＊，这是证件。",
            ),
            ("我是一中队的，叫我小韦就行。", "我是一中队的，叫我＊＊。"),
            (
                "城管的，姓谭，有事找小莫。",
                "城管的，姓＊＊，有事找小＊＊。",
            ),
            ("我是覃队长，有事找我。", "我是＊＊队长，有事找我。"),
            ("本人莫小明，编号 12。", "本人＊＊，编号 ＊＊。"),
            ("电话是 138-0013-8000。", "电话是 ＊＊。"),
            ("有事打电话12345。", "有事打电话＊＊。"),
            (
                "My name is Wei Li, badge number 0417.",
                "My name is ＊＊, badge number ＊＊.",
            ),
            (
                "my name is wei, this is my card",
                "my name is ＊＊, this is my card",
            ),
            ("I’m Meng, on duty.", "I’m ＊＊, on duty."),
            ("I'm Meng, staff number 26.", "I'm ＊＊, staff number ＊＊."),
            (
                "I'm Officer Wei from the first team.",
                "I'm Officer ＊＊ from the first team.",
            ),
        ] {
            assert_eq!(without_names(said), told);
        }
    }

    #[test]
    fn what_names_nobody_stays() {
        for said in [
            "我们是城管执法人员，来检查占道经营。",
            "我是来检查的，请配合。",
            "根据城市市容和环境卫生管理条例第十四条，罚款五十元。",
            "请您在十五分钟以内搬走，可以打12345。",
            "车牌桂B12345挡住了盲道。",
            "我们是柳州市城市管理行政执法局的执法人员，请出示身份证。",
            "帮我叫救护车。",
            "It is article number 93 of the Code.",
            "I'm not the boss.",
            "The officer on duty will help you by 17:30 today.",
            "You have three days to object.",
        ] {
            assert_eq!(without_names(said), said);
        }
    }
}
