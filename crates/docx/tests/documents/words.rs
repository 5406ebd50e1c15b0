//! What in a document is text, where it goes, and what is said of the rest.

use busola_docx::{NoteKind, read};

use crate::build::{Docx, SPACES, act, docx, li, list, num, p, r, raw, styled};
use crate::{labels, lines, notes, units};

fn runs(content: &str) -> Docx {
    docx(&format!("<w:p>{content}</w:p>"))
}

/// A run with properties.
fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let body = "<w:p><w:r><w:t>Kwota </w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>sto</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\"><w:r><w:t>dwieście</w:t></w:r></w:ins><w:moveFrom w:id=\"3\"><w:r><w:t> stąd</w:t></w:r></w:moveFrom>\
         <w:moveTo w:id=\"4\"><w:r><w:t> złotych</w:t></w:r></w:moveTo></w:p>\
         <w:p><w:pPr><w:rPr><w:del w:id=\"5\"/></w:rPr></w:pPr><w:r><w:t>Jeden </w:t></w:r></w:p><w:p><w:r><w:t>akapit.</w:t></w:r></w:p>";
    let imported = read(&docx(body).file()).unwrap();
    assert_eq!(notes(&imported), [(NoteKind::Tracked, "Kwota dwieście złotych", ""), (NoteKind::Tracked, "Jeden akapit.", "")]);
}

#[test]
fn rows_that_were_deleted_are_gone() {
    let row =
        |properties: &str, text: &str| format!("<w:tr><w:trPr>{properties}</w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p(text), p("x"));
    let body = format!("<w:tbl>{}{}{}</w:tbl>", row("", "a"), row("<w:del w:id=\"1\"/>", "b"), row("<w:ins w:id=\"2\"/>", "c"));
    assert_eq!(lines(&docx(&body).file()), ["| a | x |", "|---|---|", "| c | x |"]);
}

#[test]
fn the_text_of_a_text_box_comes_once_and_is_said() {
    let inner = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:wsp><wps:txbx>{}</wps:txbx></wps:wsp></w:drawing>\
         </mc:Choice><mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>",
        r("Tekst obok "),
        inner("W ramce."),
        inner("W ramce."),
        r("ramki.")
    );
    let imported = read(&docx(&body).file()).unwrap();
    assert_eq!(imported.source, "Tekst obok ramki.\n\nW ramce.\n");
    assert_eq!(notes(&imported), [(NoteKind::TextBox, "W ramce.", "W ramce.")]);
    let old = format!("<w:p><w:r><w:pict><v:textbox>{}</v:textbox></w:pict></w:r></w:p>", inner("Stara ramka."));
    assert_eq!(lines(&docx(&old).file()), ["Stara ramka."]);
}

#[test]
fn only_the_results_of_fields_are_text() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = "<w:r><w:instrText> REF _Ref1 \\h </w:instrText></w:r>";
    let complex = [r("zob. "), field("begin"), code.to_owned(), field("separate"), r("§ 3"), field("end"), r(" ust. 1")].concat();
    assert_eq!(lines(&runs(&complex).file()), ["zob. § 3 ust. 1"]);
    let simple = format!("<w:fldSimple w:instr=\"DATE\">{}</w:fldSimple>", r("3 czerwca"));
    assert_eq!(lines(&runs(&simple).file()), ["3 czerwca"]);
    let auto = [field("begin"), "<w:r><w:instrText> AUTONUM </w:instrText></w:r>".to_owned(), field("end"), r(" tekst")].concat();
    assert_eq!(notes(&read(&runs(&auto).file()).unwrap()), [(NoteKind::Field, "tekst", "AUTONUM")]);
    let endless = docx(&format!("<w:p>{}{code}</w:p>{}", field("begin"), p("Tekst po polu bez końca."))).file();
    assert_eq!(lines(&endless), ["Tekst po polu bez końca."]);
}

#[test]
fn controls_tags_and_links_are_looked_through() {
    let body = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:p><w:smartTag w:element=\"date\"><w:smartTagPr/>{}</w:smartTag>\
         <w:hyperlink r:id=\"a\">{}</w:hyperlink><w:hyperlink r:id=\"b\">{}</w:hyperlink></w:p></w:sdtContent></w:sdt>",
        r("Zobacz "),
        r("BIP"),
        r(" https://bip.example")
    );
    let file = docx(&body).link("a", "https://bip.example/1").link("b", "https://bip.example/").file();
    assert_eq!(notes(&read(&file).unwrap()), [(NoteKind::Link, "Zobacz BIP https://bip.example", "https://bip.example/1")]);
}

#[test]
fn footnotes_stand_at_the_end_of_their_unit() {
    let reference = |kind: &str, id: u32, more: &str| format!("<w:r><w:{kind}Reference w:id=\"{id}\"{more}/></w:r>");
    let own = "<w:r><w:footnoteReference w:id=\"5\" w:customMarkFollows=\"1\"/><w:t>*</w:t></w:r>".to_owned();
    let body = [
        r("Raz"),
        reference("footnote", 3, ""),
        r(", dwa"),
        reference("footnote", 4, ""),
        r(", trzy"),
        own,
        reference("endnote", 9, ""),
        r("."),
    ];
    let note = |id: u32, text: &str| format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>", r(text));
    let separator = "<w:footnote w:id=\"0\" w:type=\"separator\"><w:p/></w:footnote>";
    let file = docx(&format!("{}<w:p>{}</w:p>{}", p("§ 1."), body.concat(), p("§ 2. Dalej.")))
        .with("footnotes", &[separator.to_owned(), note(3, " Pierwszy."), note(4, " Drugi."), note(5, " Gwiazdka.")].concat())
        .with("endnotes", "<w:endnote w:id=\"9\"><w:p><w:r><w:t>Końcowy.</w:t></w:r></w:p></w:endnote>")
        .file();
    assert_eq!(
        units(&read(&file).unwrap()),
        ["§ 1 | Raz[1], dwa[2], trzy[*][i]. [1] Pierwszy. [2] Drugi. [*] Gwiazdka. [i] Końcowy.", "§ 2 | Dalej."]
    );
}

#[test]
fn signs_breaks_and_hyphens_are_what_they_look_like() {
    let body = "<w:r><w:t>Zagos</w:t><w:softHyphen/><w:t>po\u{AD}da</w:t><w:tab/><w:t>rka</w:t><w:noBreakHyphen/><w:t>x</w:t>\
         <w:sym w:font=\"Symbol\" w:char=\"F0B7\"/><w:sym w:font=\"Webdings\" w:char=\"F041\"/><w:br/><w:t>dalej</w:t></w:r>";
    let imported = read(&runs(body).file()).unwrap();
    assert_eq!(imported.source, "Zagospoda rka-x•□\ndalej\n");
    assert_eq!(notes(&imported), [(NoteKind::Symbol, "Zagospoda rka-x•□", "Webdings")]);
}

#[test]
fn a_line_break_before_a_number_begins_a_unit_there() {
    let body = "<w:p><w:r><w:t>§ 1. Zadania:</w:t><w:br/><w:t>1) sport;</w:t><w:br/><w:t>2) kultura.</w:t></w:r></w:p>";
    assert_eq!(labels(&read(&docx(body).file()).unwrap()), ["§ 1", "§ 1 pkt 1", "§ 1 pkt 2"]);
}

#[test]
fn a_raised_digit_is_not_one_of_the_number() {
    let body =
        [r("§ 4"), run("<w:vertAlign w:val=\"superscript\"/>", "1"), r(". Pole 5 m"), run("<w:vertAlign w:val=\"superscript\"/>", "2")];
    let imported = read(&runs(&body.concat()).file()).unwrap();
    assert_eq!(units(&imported), ["§ 4¹ | Pole 5 m²"]);
}

#[test]
fn hidden_struck_and_commented_text_is_said() {
    let body = [
        r("Widać"),
        run("<w:vanish/>", " nie widać"),
        run("<w:strike/>", " skreślono"),
        "<w:r><w:commentReference w:id=\"1\"/></w:r>".to_owned(),
    ];
    let imported = read(&runs(&body.concat()).file()).unwrap();
    let line = "Widać skreślono";
    assert_eq!(
        notes(&imported),
        [(NoteKind::Hidden, line, "nie widać"), (NoteKind::Struck, line, "skreślono"), (NoteKind::Comment, line, "")]
    );
}

#[test]
fn pictures_objects_and_equations_are_said() {
    let drawing = |uri: &str, inner: &str| {
        format!(
            "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"x\" descr=\"Herb miasta\"/><a:graphic><a:graphicData \
             uri=\"http://schemas.openxmlformats.org/drawingml/2006/{uri}\">{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
    };
    let equation = "<m:oMath><m:sSup><m:e><m:r><m:t>a</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>";
    let body =
        [r("Wzór "), equation.to_owned(), drawing("picture", "<a:blip/>"), drawing("chart", ""), "<w:r><w:object/></w:r>".to_owned()];
    let imported = read(&runs(&body.concat()).file()).unwrap();
    let line = "Wzór a^2";
    assert_eq!(
        notes(&imported),
        [(NoteKind::Equation, line, "a^2"), (NoteKind::Picture, line, "Herb miasta"), (NoteKind::Object, line, "Herb miasta")]
    );
}

#[test]
fn the_table_of_contents_and_what_runs_on_every_page_is_left_out() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Spistreci1\"><w:name w:val=\"toc 1\"/></w:style>";
    let contents = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>\
         <w:sdtContent><w:p><w:r><w:t>Rozdział 1 .... 3</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/></w:sectPr>";
    let body = [contents.to_owned(), styled("<w:pStyle w:val=\"Spistreci1\"/>", "Rozdział 2 .... 5"), p("§ 1. Tekst."), section.to_owned()];
    let imported = read(&docx(&body.concat()).with("styles", styles).with("header", &p("Projekt z 3 czerwca")).file()).unwrap();
    let line = "§ 1. Tekst.";
    assert_eq!(notes(&imported), [(NoteKind::Contents, line, ""), (NoteKind::Running, line, "Projekt z 3 czerwca")]);
}

#[test]
fn headings_are_known_by_style_and_by_look() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Tytu\"><w:name w:val=\"Title\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Nagwek1\"><w:name w:val=\"heading 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Moj\"><w:name w:val=\"Mój\"/><w:basedOn w:val=\"Nagwek1\"/></w:style>";
    let style = |id: &str, text: &str| styled(&format!("<w:pStyle w:val=\"{id}\"/>"), text);
    let bold = |text: &str| format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}</w:p>", run("<w:b/>", text));
    let body = [
        style("Tytu", "Uchwała"),
        style("Nagwek1", "Rozdział 1. Ogólne"),
        p("§ 1. Raz."),
        bold("Rozdział 2"),
        bold("Szczególne"),
        p("§ 2. Dwa."),
        style("Moj", "Załącznik nr 1"),
        bold("Wzór oferty"),
        p("Treść."),
    ];
    let imported = read(&docx(&body.concat()).with("styles", styles).file()).unwrap();
    assert_eq!(
        units(&imported),
        [
            "nagłówek 1 | Uchwała",
            "Rozdział 1 | Ogólne",
            "§ 1 | Raz.",
            "Rozdział 2 | Szczególne",
            "§ 2 | Dwa.",
            "Załącznik nr 1 | Wzór oferty",
            "Załącznik nr 1 akapit 1 | Treść.",
        ]
    );
}

#[test]
fn a_table_belongs_to_the_unit_that_announces_it() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(text));
    let table = format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell("Zadanie"), cell("Kwota"), cell("a | b"), cell("5 zł"));
    let file = |before: &str| {
        docx(&format!("{}{before}{table}{}", p("§ 1. 1. Raz."), p("§ 2. Dalej.")))
            .with("numbering", &(list(0, &act()) + &num(1, 0, "")))
            .file()
    };
    let found = |before: &str| labels(&read(&file(before)).unwrap());
    assert_eq!(found(&p("2. Podział:"))[2..4], ["§ 1 ust. 2", "§ 1 ust. 2 akapit 2"]);
    assert_eq!(found(&(p("2. Podział:") + &p("1) tak;") + &p("2) nie.")))[4..6], ["§ 1 ust. 2 pkt 2", "§ 1 ust. 2 akapit 2"]);
    assert_eq!(found(&(p("2. Podział:") + &li(1, 2, "według tabeli:")))[3..5], ["§ 1 ust. 2 pkt 1", "§ 1 ust. 2 pkt 1 akapit 2"]);
    assert_eq!(units(&read(&file("")).unwrap())[2], "§ 1 ust. 1 akapit 2 | Zadanie | Kwota\na | b | 5 zł");
}

#[test]
fn a_table_that_only_sets_text_is_no_table() {
    let body = format!("<w:tbl><w:tr><w:tc>{}{}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>", p("§ 1. Raz."), p("§ 2. Dwa."));
    let imported = read(&docx(&body).file()).unwrap();
    assert_eq!(labels(&imported), ["§ 1", "§ 2"]);
    assert_eq!(notes(&imported), [(NoteKind::Unwrapped, "§ 1. Raz.", "")]);
}

#[test]
fn merged_cells_keep_the_columns() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let body = [
        row(&[cell("<w:gridSpan w:val=\"2\"/>", "oba"), cell("", "c")]),
        row(&[cell("<w:vMerge w:val=\"restart\"/>", "d"), cell("", "e"), cell("", "f")]),
        row(&[cell("<w:vMerge/>", ""), cell("", "g"), cell("", "h")]),
    ];
    let file = docx(&format!("<w:tbl>{}</w:tbl>", body.concat())).file();
    assert_eq!(lines(&file), ["| oba |  | c |", "|---|---|---|", "| d | e | f |", "|  | g | h |"]);
    assert_eq!(notes(&read(&file).unwrap())[0].0, NoteKind::Merged);
}

#[test]
fn an_initial_drawn_large_belongs_to_its_word() {
    let body = styled("<w:framePr w:dropCap=\"drop\" w:lines=\"3\"/>", "K") + &p("onsultacje.");
    assert_eq!(lines(&docx(&body).file()), ["Konsultacje."]);
}

#[test]
fn a_document_of_the_strict_kind_or_with_other_prefixes_is_read() {
    let strict = "<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:body><x:p><x:r><x:t>§ 1. Tekst &amp; &#8211; A</x:t></x:r></x:p></x:body></x:document>";
    assert_eq!(lines(&raw(strict)), ["§ 1. Tekst & – A"]);
    let none = format!(
        "<document {} xmlns=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><body><p><r><t>Tekst</t></r></p></body></document>",
        SPACES
    );
    assert_eq!(lines(&raw(&none)), ["Tekst"]);
}

#[test]
fn text_that_looks_like_markdown_stays_as_it_is() {
    let texts = ["# 5", "> 3", "*gwiazdka*", "a_b_c", "[1](x)", "<b>", "` kod", "|a|b|", "100 \\% &amp;"];
    let body: String = texts.iter().map(|text| p(text)).collect();
    let found = units(&read(&docx(&body).file()).unwrap());
    let expected: Vec<String> = (1..).zip(texts).map(|(at, text)| format!("akapit {at} | {text}")).collect();
    assert_eq!(found, expected);
}
