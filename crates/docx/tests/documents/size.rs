//! Documents as long as they get.

use busola_docx::{FORMAT, read};
use busola_domain::draft::parse;

use crate::build::{Docx, act, docx, li, list, num, p};

/// Some sixty pages of an act, as Word would save them: 300 sections of six units, 1,800 units in all.
fn sixty_pages() -> Docx {
    let sentence = "Organizacja składa ofertę w terminie czternastu dni od dnia ogłoszenia konkursu w Biuletynie Informacji Publicznej.";
    let section = |n: u32| {
        [
            li(1, 0, ""),
            li(1, 1, &format!("{sentence} Sekcja {n}.")),
            li(1, 1, "Oferta zawiera:"),
            li(1, 2, &format!("opis zadania nr {n};")),
            li(1, 2, "kosztorys, w którym wskazuje się:"),
            li(1, 3, sentence),
        ]
        .concat()
    };
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |n: u32| format!("<w:tr>{}{}{}</w:tr>", cell(&n.to_string()), cell("zadanie publiczne"), cell("1 000 zł"));
    let table = format!("<w:tbl>{}</w:tbl>", (0..120).map(row).collect::<String>());
    docx(&((1..=300).map(section).collect::<String>() + &p("Tabela:") + &table)).with("numbering", &(list(0, &act()) + &num(1, 0, "")))
}

#[test]
fn sixty_pages_are_read_whole() {
    let imported = read(&sixty_pages().file()).unwrap();
    assert_eq!(imported.notes, []);
    let parsed = parse(FORMAT, &imported.source).unwrap();
    assert_eq!(parsed.units.len(), 300 * 6 + 2);
    assert_eq!(parsed.units[300 * 6 - 1].label, "§ 300 ust. 2 pkt 2 lit. a");
    assert_eq!(parsed.units.last().unwrap().text.lines().count(), 120);
}
