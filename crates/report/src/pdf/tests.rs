use std::convert::Infallible;

use super::*;
use crate::document::Block;
use crate::sample::{report, rows};

fn written(lang: Lang, rows: Vec<Row>) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(lang, &report(), rows.into_iter().map(Ok::<_, Infallible>), &mut bytes).unwrap();
    bytes
}

fn count(bytes: &[u8], words: &str) -> usize {
    bytes.windows(words.len()).filter(|window| *window == words.as_bytes()).count()
}

#[test]
fn it_is_tagged_has_a_language_and_says_that_it_is_accessible() {
    for (lang, tag) in [(Lang::Pl, "/Lang(pl)"), (Lang::En, "/Lang(en)")] {
        let bytes = written(lang, rows());
        assert!(bytes.starts_with(b"%PDF-1.7"));
        for words in ["/StructTreeRoot", "/MarkInfo", "/DisplayDocTitle true", "pdfuaid:part", "/Outlines", tag] {
            assert!(count(&bytes, words) > 0, "{words}");
        }
    }
}

#[test]
fn a_long_table_is_laid_out_in_parts_that_stay_apart() {
    let short = rows().remove(0);
    let many = |count| (1..=count).map(|number| Row { number, ..short.clone() }).collect::<Vec<_>>();
    let (one, two) = (written(Lang::Pl, many(3)), written(Lang::Pl, many(9)));
    // The standard forbids two things in one place, so this says that no two parts share one.
    assert!(count(&two, "pdfuaid:part") > 0);
    assert_eq!(count(&two, "/S/Table"), count(&one, "/S/Table") + 2);
    assert_eq!(count(&two, "/S/H1"), count(&one, "/S/H1"));
    assert_eq!(count(&two, "/S/TD"), count(&one, "/S/TD") + 6 * 7);
}

#[test]
fn nothing_that_somebody_wrote_is_markup() {
    let mut front = serde_json::to_value(Block::Heading { level: 2, text: "#panic() $x$ \u{200B}*a* 😀".to_owned() }).unwrap();
    make_printable(&mut front);
    assert_eq!(front["text"], "#panic() $x$ *a* [U+1F600]");
    let mut row = rows().remove(0);
    row.remark = Some("#panic(\"ojej\") #import \"/etc/passwd\" ]) = Nagłówek".to_owned());
    let bytes = written(Lang::Pl, vec![row]);
    assert_eq!(count(&bytes, "/S/H1"), count(&written(Lang::Pl, rows()), "/S/H1"));
}

#[test]
fn typst_sees_no_file() {
    use typst::World;
    let desk = world::Desk::new(Template::Rows, b"{}".to_vec()).unwrap();
    let other = world::Desk::new(Template::Report, Vec::new()).unwrap();
    assert!(desk.source(other.main()).is_err() && desk.file(other.main()).is_err());
    assert!(desk.today(None).is_none());
}
