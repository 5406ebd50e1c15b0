//! Edits as officers make them, each with a name. What a unit is stays with it, whatever the edit does to its number,
//! its place and its words: so the truth is known.

use busola_domain::draft::UnitKind::{self, Annex, Chapter, Division, Letter, Point, Section, Subsection};

use crate::act::{Act, Node};

/// An edit with its name.
pub(crate) type Edit = (&'static str, fn(&mut Act));

/// The nth of a list, counted on from its start where it is shorter.
fn pick(tags: &[usize], nth: usize) -> usize {
    tags[nth % tags.len()]
}

/// The nth section of the act (from 0) that is as asked.
fn section(act: &Act, nth: usize, which: fn(&Node) -> bool) -> usize {
    pick(&act.all(|node| node.kind == Section && which(node)), nth)
}

/// The nth unit of a kind whose children are of one kind and at least so many.
fn list(act: &Act, nth: usize, kind: UnitKind, most: usize) -> Vec<usize> {
    let list = |node: &Node| node.below.iter().all(|below| below.kind == kind) && node.below.len() >= most;
    let tag = pick(&act.all(list), nth);
    act.clone().at(tag).below.iter().map(|below| below.tag).collect()
}

fn long(node: &Node) -> bool {
    node.text.split(' ').count() >= 14
}

fn chapter(act: &Act, nth: usize) -> usize {
    pick(&act.all(|node| node.kind == Chapter), nth)
}

/// The nth unit of a kind with a long text.
fn long_one(act: &Act, nth: usize, kind: UnitKind) -> usize {
    pick(&act.all(|node| node.kind == kind && node.below.is_empty() && long(node)), nth)
}

fn rewrite(act: &mut Act, tag: usize, change: impl Fn(&str) -> String) {
    let node = act.at(tag);
    node.text = change(&node.text);
}

fn move_after(act: &mut Act, tag: usize, after: usize) {
    if tag != after {
        let node = act.take(tag);
        act.put_after(after, node);
    }
}

fn swap(act: &mut Act, first: usize, second: usize) {
    let (above, first) = act.above(first);
    let second = above.below.iter().position(|node| node.tag == second).expect("a sibling");
    above.below.swap(first, second);
}

/// Splits a text behind the nth word of `of`.
fn split(act: &mut Act, tag: usize, nth: usize, of: usize) {
    let node = act.at(tag);
    let kind = node.kind;
    let words: Vec<String> = node.text.split(' ').map(str::to_owned).collect();
    let (head, tail) = words.split_at(words.len() * nth / of);
    let (head, tail) = (format!("{}.", head.join(" ")), tail.join(" "));
    // Who it was stays with the larger part, or with the first of two that are alike.
    if nth * 2 >= of {
        node.text = head;
        let tail = act.node(kind, &tail);
        act.put_after(tag, tail);
    } else {
        node.text = tail;
        let head = act.node(kind, &head);
        act.put_before(tag, head);
    }
}

/// Puts the text of the second of two siblings behind that of the first.
fn merge(act: &mut Act, first: usize, second: usize) {
    let second = act.take(second);
    let text = act.at(first).text.trim_end_matches(['.', ';']).to_owned();
    act.at(first).text = format!("{text} oraz {}", second.text);
}

/// Edits that add, remove and move.
pub(crate) const PLACES: &[Edit] = &[
    ("a section is inserted in the middle, the rest is renumbered", |act| {
        let node = act.node(Section, "Koordynator dostępności sprawdza każdy dokument przed jego publikacją.");
        act.put_after(section(act, 40, |_| true), node);
    }),
    ("a section with subsections is inserted at the start of a chapter", |act| {
        let texts = ["Miasto powołuje ambasadorów dialogu.", "Ambasador pełni funkcję społecznie.", "Kadencja ambasadora trwa dwa lata."];
        let node = act.tree(Section, "", Subsection, &texts);
        act.put_before(section(act, 15, |_| true), node);
    }),
    ("a section is inserted under a number with a letter, nothing is renumbered", |act| {
        let mut node = act.node(Section, "Przepisy o dyżurach stosuje się także do spotkań zdalnych.");
        node.number = Some("12a");
        act.put_after(section(act, 11, |_| true), node);
    }),
    ("a section is taken out, the rest is renumbered", |act| drop(act.take(section(act, 25, |_| true)))),
    ("a section is repealed and keeps its number", |act| {
        let node = act.at(section(act, 30, |node| !node.below.is_empty()));
        node.below.clear();
        node.text = "(uchylony)".to_owned();
    }),
    ("a subsection is repealed and keeps its number", |act| rewrite(act, list(act, 5, Subsection, 4)[1], |_| "(uchylony)".to_owned())),
    ("chapter 4 is moved before chapter 2", |act| {
        let node = act.take(chapter(act, 3));
        act.put_before(chapter(act, 1), node);
    }),
    ("a chapter is moved into another division", |act| move_after(act, chapter(act, 8), chapter(act, 13))),
    ("two chapters with the same heading change places", |act| {
        let (first, second) = (act.take(chapter(act, 0)), act.take(chapter(act, 5)));
        act.put_before(chapter(act, 0), second);
        act.put_before(chapter(act, 6), first);
    }),
    ("a whole chapter is taken out", |act| drop(act.take(chapter(act, 9)))),
    ("a division is inserted between two", |act| {
        let mut division = act.node(Division, "Dostępność");
        let mut node = act.node(Chapter, "Postanowienia ogólne");
        let texts = ["Urząd zapewnia tłumacza języka migowego.", "Pętla indukcyjna działa w każdej sali."];
        node.below = vec![act.tree(Section, "", Subsection, &texts), act.node(Section, "Opis przestrzeni zamieszcza się przy zaproszeniu.")];
        division.below.push(node);
        act.put_after(act.all(|node| node.kind == Division)[0], division);
    }),
    ("an annex is put before the annex", |act| {
        let mut node = act.node(Annex, "Wzór karty zgłoszenia uwag");
        node.below = vec![act.node(Section, "Kartę wypełnia się czytelnie."), act.node(Section, "Karta nie zawiera numeru PESEL.")];
        act.put_before(act.all(|node| node.kind == Annex)[0], node);
    }),
    ("a chapter is cut in two by a new heading", |act| {
        let above = act.at(chapter(act, 6));
        let tail = above.below.split_off(above.below.len() / 2);
        let mut node = act.node(Chapter, "Postępowanie odwoławcze");
        node.below = tail;
        act.put_after(chapter(act, 6), node);
    }),
    ("two chapters become one", |act| {
        let second = act.take(chapter(act, 11));
        act.at(chapter(act, 10)).below.extend(second.below);
    }),
    ("two sections change places", |act| swap(act, section(act, 60, |_| true), section(act, 61, |_| true))),
    ("two letters change places", |act| {
        let letters = list(act, 2, Letter, 3);
        swap(act, letters[0], letters[1]);
    }),
    ("two points change places", |act| {
        let points = list(act, 4, Point, 4);
        swap(act, points[1], points[3]);
    }),
    ("a list is turned round", |act| {
        let points = list(act, 9, Point, 4);
        act.above(points[0]).0.below.reverse();
    }),
    ("a point is moved to another section", |act| move_after(act, list(act, 12, Point, 4)[2], list(act, 20, Point, 3)[0])),
    ("a subsection is moved to another section", |act| move_after(act, list(act, 14, Subsection, 4)[2], list(act, 30, Subsection, 3)[1])),
    ("a letter is moved to another point", |act| move_after(act, list(act, 4, Letter, 3)[1], list(act, 6, Letter, 2)[0])),
    ("a point is put first in a list", |act| {
        let node = act.node(Point, "prowadzenie kalendarza wydarzeń sąsiedzkich;");
        act.put_before(list(act, 7, Point, 3)[0], node);
    }),
    ("a point is put last in a list", |act| {
        let node = act.node(Point, "utrzymanie ogrodów społecznych.");
        act.put_after(*list(act, 8, Point, 3).last().expect("points"), node);
    }),
    ("letters are put under a point that had none", |act| {
        let letters = [act.node(Letter, "osób fizycznych,"), act.node(Letter, "jednostek pomocniczych,"), act.node(Letter, "młodzieży.")];
        act.at(list(act, 10, Point, 3)[1]).below = letters.into();
    }),
    ("a letter is put in the middle", |act| {
        let node = act.node(Letter, "koszty transportu uczestników;");
        act.put_after(list(act, 3, Letter, 3)[0], node);
    }),
    ("the first point is taken out", |act| drop(act.take(list(act, 11, Point, 4)[0]))),
    ("a letter in the middle is taken out", |act| drop(act.take(list(act, 5, Letter, 3)[1]))),
    ("the last subsection is taken out", |act| drop(act.take(*list(act, 18, Subsection, 3).last().expect("subsections")))),
    ("a point that stands in many lists is put into one more", |act| {
        let node = act.node(Point, "na piśmie;");
        act.put_after(list(act, 15, Point, 3)[0], node);
    }),
    ("a subsection that stands in many sections is put into one more", |act| {
        let node = act.node(Subsection, "Posiedzenia są jawne.");
        act.put_after(list(act, 21, Subsection, 4)[1], node);
    }),
    ("a subsection that stands in many sections is taken out of one", |act| {
        drop(act.take(pick(&act.all(|node| node.kind == Subsection && node.text.starts_with("Obsługę")), 3)));
    }),
    ("a section's text becomes its first subsection", |act| {
        let tag = section(act, 3, |node| node.below.is_empty());
        let mut node = act.take(tag);
        let next = act.all(|node| node.kind == Section)[0];
        let mut above = act.node(Section, "");
        node.kind = Subsection;
        let second = act.node(Subsection, "Przepis stosuje się także do jednostek pomocniczych miasta.");
        above.below = vec![node, second];
        act.put_before(next, above);
    }),
    ("points become letters under a new point", |act| {
        let points = list(act, 16, Point, 4);
        let mut above = act.node(Point, "pozostałe zadania:");
        for tag in &points[2..] {
            let mut node = act.take(*tag);
            node.kind = Letter;
            node.below.clear();
            above.below.push(node);
        }
        act.put_after(points[1], above);
    }),
    ("letters become points", |act| {
        let letters = list(act, 7, Letter, 2);
        let mut after = act.above(letters[0]).0.tag;
        for tag in letters {
            let mut node = act.take(tag);
            node.kind = Point;
            act.put_after(after, node);
            after = tag;
        }
    }),
    ("a section is copied, and one word of the copy is another", |act| {
        let tag = section(act, 45, |node| !node.below.is_empty());
        let below: Vec<Node> = act.at(tag).below.clone();
        let mut copy = act.at(tag).clone();
        copy.below.clear();
        let mut copy = Node { tag: act.node(Section, "").tag, ..copy };
        for node in below {
            let text = node.text.replace("organizacji", "spółdzielni");
            copy.below.push(act.node(node.kind, &text));
        }
        act.put_after(tag, copy);
    }),
];

/// Edits that change words.
pub(crate) const WORDS: &[Edit] = &[
    ("a subsection is split into two alike", |act| split(act, long_one(act, 3, Subsection), 1, 2)),
    ("a subsection is split behind its larger part", |act| split(act, long_one(act, 8, Subsection), 2, 3)),
    ("a subsection is split before its larger part", |act| split(act, long_one(act, 14, Subsection), 1, 4)),
    ("two points are merged", |act| {
        let points = list(act, 13, Point, 4);
        let long = act.at(points[1]).text.len() >= act.at(points[2]).text.len();
        if long { merge(act, points[1], points[2]) } else { merge(act, points[2], points[1]) }
    }),
    ("two subsections are merged", |act| {
        let (first, second) = (long_one(act, 20, Subsection), list(act, 40, Subsection, 3)[0]);
        merge(act, first, second);
    }),
    ("an amount is changed", |act| {
        let tag = act.all(|node| node.text.contains("10 000 zł"))[0];
        rewrite(act, tag, |text| text.replace("10 000 zł", "15 000 zł"));
    }),
    ("a term is changed in a long sentence", |act| {
        let tag = pick(&act.all(|node| long(node) && node.text.contains("14 dni")), 1);
        rewrite(act, tag, |text| text.replace("14 dni", "21 dni"));
    }),
    ("a term is changed that is all of a point", |act| {
        let tag = pick(&act.all(|node| node.text.starts_with("w terminie 14 dni")), 1);
        rewrite(act, tag, |text| text.replace("14 dni", "30 dni"));
    }),
    ("slips are put right", |act| {
        for nth in [2, 6, 11] {
            let tag = long_one(act, nth, Subsection);
            rewrite(act, tag, |text| text.replace("ów ", "ow ").replace("ch ", "hc ").replace("nie ", "ni e "));
        }
    }),
    ("one body is called by another name throughout", |act| {
        act.root.rewrite(&|text| text.replace("Prezydent Miasta", "Burmistrz Gminy"));
    }),
    ("a long phrase is shortened throughout", |act| {
        act.root.rewrite(&|text| text.replace("z uwzględnieniem potrzeb osób z niepełnosprawnościami", "z zachowaniem dostępności"));
    }),
    ("the whole wording of a section is replaced", |act| {
        let tag = section(act, 6, |node| node.below.is_empty());
        rewrite(act, tag, |_| "Wysokość stawek za najem ogłasza się co roku w styczniu.".to_owned());
    }),
    ("the whole wording of a subsection is replaced", |act| {
        rewrite(act, list(act, 24, Subsection, 4)[2], |_| "Wyniki głosowania odczytuje się publicznie.".to_owned());
    }),
    ("a list gets another introduction", |act| {
        let tag = section(act, 5, |node| node.below.iter().any(|below| below.kind == Point));
        rewrite(act, tag, |_| "Miasto wspiera mieszkańców, zapewniając im:".to_owned());
    }),
    ("a chapter gets another heading", |act| rewrite(act, chapter(act, 2), |_| "Zasady przyznawania środków".to_owned())),
    ("hard spaces are put into every citation", |act| {
        act.root.rewrite(&|text| text.replace("art. ", "art.\u{A0}").replace(" zł", "\u{A0}zł").replace(" w ", " w\u{A0}"));
    }),
    ("lists end with commas instead of semicolons", |act| {
        act.root.rewrite(&|text| text.strip_suffix(';').map_or_else(|| text.to_owned(), |text| format!("{text},")));
    }),
    ("a second sentence is added", |act| {
        rewrite(act, long_one(act, 25, Subsection), |text| format!("{text} Termin ten nie biegnie w okresie przerwy wakacyjnej."));
    }),
    ("a sentence loses its end", |act| {
        rewrite(act, long_one(act, 30, Subsection), |text| {
            let words: Vec<&str> = text.split(' ').collect();
            format!("{}.", words[..words.len() * 3 / 5].join(" "))
        });
    }),
    ("every third word of a sentence is another", |act| {
        rewrite(act, long_one(act, 33, Subsection), |text| {
            let words = text.split(' ').enumerate();
            words.map(|(at, word)| if at % 3 == 2 { "inaczej" } else { word }).collect::<Vec<_>>().join(" ")
        });
    }),
    ("a point is moved and changed a little", |act| {
        let (tag, after) = (list(act, 17, Point, 4)[1], list(act, 25, Point, 3)[1]);
        rewrite(act, tag, |text| format!("{} oraz gminy.", text.trim_end_matches([';', '.'])));
        move_after(act, tag, after);
    }),
    ("a section is inserted and its neighbours are changed", |act| {
        let node = act.node(Section, "Zebranie prowadzi mediator wybrany przez uczestników.");
        act.put_after(section(act, 70, |_| true), node);
        for nth in [70, 72] {
            let tag = section(act, nth, |_| true);
            act.at(tag).rewrite(&|text| text.replace("do ", "aż do ").replace("oferty", "propozycje").replace("umow", "porozumieni"));
        }
    }),
    ("two changed subsections get a new one between them", |act| {
        let tags = list(act, 33, Subsection, 4);
        for tag in &tags[1..3] {
            rewrite(act, *tag, |text| format!("Z zastrzeżeniem wyjątków {text}"));
        }
        let node = act.node(Subsection, "Mieszkańcy zgłaszają tematy na tablicy w holu.");
        act.put_after(tags[1], node);
    }),
];
