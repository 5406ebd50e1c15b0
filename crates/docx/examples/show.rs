fn main() {
    let file = std::env::args().nth(1).expect("a file");
    let bytes = std::fs::read(&file).expect("readable");
    match busola_docx::read(&bytes) {
        Ok(imported) => {
            println!("{}", imported.source);
            for note in &imported.notes {
                println!("NOTE {} {} {:?}", note.line, note.kind.as_str(), note.quote);
            }
            let parsed = busola_domain::draft::parse(busola_docx::FORMAT, &imported.source).expect("draft");
            for unit in &parsed.units {
                println!("{}{} | {}", "  ".repeat(unit.depth as usize), unit.label, unit.text.replace('\n', " // "));
            }
            for note in &parsed.notes {
                println!("DRAFT {} {}", note.line, note.kind.as_str());
            }
        }
        Err(error) => println!("REFUSED {error:?}"),
    }
}
