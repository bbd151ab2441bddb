//! Figures in free words, both languages.

use super::*;

fn read(text: &str) -> Vec<(Dimension, u64)> {
    let found = figures(text);
    found.iter().map(|one| (one.dimension, one.value)).collect()
}

#[test]
fn one_size_is_one_value_however_it_is_written() {
    for text in [
        "一米二",
        "1.2米",
        "１.２米",
        "120厘米",
        "一百二十公分",
        "1米2",
        "1.2 m",
        "one metre twenty",
        "1.20 metres",
        "120 cm",
        "1200毫米",
        "一点二米",
    ] {
        assert_eq!(read(text), [(Dimension::Length, 1200)], "{text}");
    }
    assert_eq!(read("二十八平方米"), read("28 m²"));
    assert_eq!(read("28 square metres"), read("28平米"));
    assert_eq!(read("一百五十元"), read("¥150"));
    assert_eq!(read("3万元"), [(Dimension::Money, 3_000_000)]);
    assert_eq!(read("5.5万元"), [(Dimension::Money, 5_500_000)]);
    assert_eq!(read("一块五"), [(Dimension::Money, 150)]);
    assert_eq!(read("两个半小时"), read("150分钟"));
    assert_eq!(read("半小时"), read("30 minutes"));
    assert_eq!(read("三天"), read("three days"));
    assert_eq!(read("两公斤"), read("四斤"));
    assert_eq!(read("四十六只"), read("46 gas bottles"));
    assert_eq!(read("百分之二"), read("2%"));
    assert_eq!(read("一公里"), read("1000米"));
}

#[test]
fn every_figure_of_a_sentence_is_found() {
    assert_eq!(
        read("板车长二米、宽一米二，压占盲道。"),
        [(Dimension::Length, 2000), (Dimension::Length, 1200)]
    );
    assert_eq!(
        read("浓度：门口0，屋内2%；距住户十二米"),
        [(Dimension::Share, 2000), (Dimension::Length, 12_000)]
    );
    assert_eq!(numbers("一共八瓶，还有三"), [1, 8, 3]);
    assert_eq!(clause("车压盲道，长五米，宽1.2米。", 6, 8), "长五米");
}

#[test]
fn orders_dates_codes_and_rough_numbers_are_no_figures() {
    for text in [
        "第三次违法",
        "9月18日",
        "2026-09-18 18:41",
        "第三天",
        "三四米",
        "十多米",
        "十余斤",
        "一二零",
        "五米多",
        "桂B-0417",
        "六项要求",
        "999999999999999999999公里",
        "18446744073709551615米",
        "九千九百九十九万亿亿米",
        "第二百四十条",
        "PM10",
        "三个月",
        "18:41",
        "D区",
        "",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}
