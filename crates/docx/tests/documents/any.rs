//! What holds for every document, whatever is in it.

use std::io::{Cursor, Read as _};

use busola_docx::{FORMAT, Imported, read};
use busola_domain::draft::parse;
use proptest::prelude::*;

use crate::build::{act, docx, li, list, num, p, package, r};
use crate::saved;

const FILES: [&str; 7] =
    ["projekt-uchwaly.docx", "program.docx", "program.odt", "regulamin.docx", "regulamin.odt", "word-lists.docx", "word-changes.docx"];

/// A document that could be read has a text that can be read.
fn check(imported: &Imported) {
    let lines = imported.source.lines().count();
    assert!(imported.notes.iter().all(|note| (1..=lines).contains(&note.line)));
    assert!(imported.notes.is_sorted_by_key(|note| note.line));
    // What is left of a damaged document may be nothing that a draft can be made of.
    if let Ok(parsed) = parse(FORMAT, &imported.source) {
        assert!(!parsed.units.is_empty());
    }
}

/// The parts of a file.
fn parts(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// The visible words: runs of letters and digits, whatever their case.
fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A text as somebody may type it.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("§ 1. "),
        Just("1. "),
        Just("2) "),
        Just("a) "),
        Just("– "),
        Just("Rozdział 1 "),
        Just("Tekst "),
        Just("zdanie. "),
        Just("*"),
        Just("_"),
        Just("# "),
        Just("> "),
        Just("`"),
        Just("\\"),
        Just("[x](y) "),
        Just("&amp; "),
        Just("<b>"),
        Just("|"),
        Just("---"),
        Just("\u{A0}"),
        Just("Łódź"),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_file_with_wrong_bytes_is_read_or_refused(
        name in prop::sample::select(FILES.as_slice()),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut file = saved(name);
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Ok(imported) = read(&file) {
            check(&imported);
        }
    }

    #[test]
    fn a_part_with_wrong_bytes_is_read_or_refused(
        name in prop::sample::select(FILES.as_slice()),
        part in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"<>/=\"&w:19a ".as_slice())), 1..12),
        cut in any::<prop::sample::Index>(),
        twice in any::<bool>(),
    ) {
        let mut parts: Vec<_> = parts(&saved(name));
        let at = part.index(parts.len());
        let content = &mut parts[at].1;
        for (at, byte) in changes {
            if !content.is_empty() {
                let at = at.index(content.len());
                content[at] = byte;
            }
        }
        if twice && !content.is_empty() {
            let tail = content.split_off(cut.index(content.len()));
            content.extend_from_slice(&tail);
            content.extend_from_slice(&tail);
        }
        if let Ok(imported) = read(&package(&parts)) {
            check(&imported);
        }
    }

    #[test]
    fn no_word_of_a_document_is_lost(texts in prop::collection::vec((text(), 0_u32..6), 1..12)) {
        let body: String = texts.iter().map(|(text, level)| if *level < 5 { li(1, *level, text) } else { p(text) }).collect();
        let file = docx(&body).with("numbering", &(list(0, &act()) + &num(1, 0, ""))).file();
        let Ok(imported) = read(&file) else { return Ok(()) };
        check(&imported);
        let Ok(parsed) = parse(FORMAT, &imported.source) else { return Ok(()) };
        let mut found = Vec::new();
        for unit in &parsed.units {
            found.extend(words(&unit.label));
            found.extend(words(&unit.text));
        }
        let mut found = found.into_iter();
        let mut before = String::new();
        for word in texts.iter().flat_map(|(text, _)| words(text)) {
            // A number that was written twice is taken once.
            let short = word.chars().count() <= 3 || word == before;
            prop_assert!(short || found.any(|candidate| candidate == word), "{word:?} of {texts:?} is lost in\n{}", imported.source);
            before = word;
        }
    }

    #[test]
    fn a_text_is_the_same_however_it_is_cut_into_runs(text in text(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6)) {
        let chars: Vec<char> = text.chars().collect();
        let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(chars.len() + 1)).collect();
        places.extend([0, chars.len()]);
        places.sort_unstable();
        let runs: String = places.windows(2).map(|pair| r(&chars[pair[0]..pair[1]].iter().collect::<String>())).collect();
        prop_assert_eq!(read(&docx(&format!("<w:p>{runs}</w:p>")).file()), read(&docx(&p(&text)).file()));
    }
}
