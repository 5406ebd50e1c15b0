//! Edits that change words.

use busola_domain::draft::UnitKind::{Point, Section, Subsection};

use super::{chapter, edits, list, long, long_one, merge, move_after, pick, rewrite, section, split};
use crate::act::Act;

edits! {
    a_subsection_is_split_into_two_alike,
    a_subsection_is_split_behind_its_larger_part,
    a_subsection_is_split_before_its_larger_part,
    two_points_are_merged,
    two_subsections_are_merged,
    an_amount_is_changed,
    a_term_is_changed_in_a_long_sentence,
    a_term_is_changed_that_is_all_of_a_point,
    slips_are_put_right,
    one_body_is_called_by_another_name_throughout,
    a_long_phrase_is_shortened_throughout,
    the_whole_wording_of_a_section_is_replaced,
    the_whole_wording_of_a_subsection_is_replaced,
    a_list_gets_another_introduction,
    a_chapter_gets_another_heading,
    hard_spaces_are_put_into_every_citation,
    lists_end_with_commas_instead_of_semicolons,
    a_second_sentence_is_added,
    a_sentence_loses_its_end,
    every_third_word_of_a_sentence_is_another,
    a_point_is_moved_and_changed_a_little,
    a_section_is_inserted_and_its_neighbours_are_changed,
    two_changed_subsections_get_a_new_one_between_them,
}

fn a_subsection_is_split_into_two_alike(act: &mut Act) {
    split(act, long_one(act, 3, Subsection), 1, 2);
}

fn a_subsection_is_split_behind_its_larger_part(act: &mut Act) {
    split(act, long_one(act, 8, Subsection), 2, 3);
}

fn a_subsection_is_split_before_its_larger_part(act: &mut Act) {
    split(act, long_one(act, 14, Subsection), 1, 4);
}

fn two_points_are_merged(act: &mut Act) {
    let points = list(act, 13, Point, 4);
    let long = act.at(points[1]).text.len() >= act.at(points[2]).text.len();
    if long { merge(act, points[1], points[2]) } else { merge(act, points[2], points[1]) }
}

fn two_subsections_are_merged(act: &mut Act) {
    let (first, second) = (long_one(act, 20, Subsection), list(act, 40, Subsection, 3)[0]);
    merge(act, first, second);
}

fn an_amount_is_changed(act: &mut Act) {
    let tag = act.all(|node| node.text.contains("10 000 zł"))[0];
    rewrite(act, tag, |text| text.replace("10 000 zł", "15 000 zł"));
}

fn a_term_is_changed_in_a_long_sentence(act: &mut Act) {
    let tag = pick(&act.all(|node| long(node) && node.text.contains("14 dni")), 1);
    rewrite(act, tag, |text| text.replace("14 dni", "21 dni"));
}

fn a_term_is_changed_that_is_all_of_a_point(act: &mut Act) {
    let tag = pick(&act.all(|node| node.text.starts_with("w terminie 14 dni")), 1);
    rewrite(act, tag, |text| text.replace("14 dni", "30 dni"));
}

fn slips_are_put_right(act: &mut Act) {
    for nth in [2, 6, 11] {
        let tag = long_one(act, nth, Subsection);
        rewrite(act, tag, |text| text.replace("ów ", "ow ").replace("ch ", "hc ").replace("nie ", "ni e "));
    }
}

fn one_body_is_called_by_another_name_throughout(act: &mut Act) {
    act.root.rewrite(&|text| text.replace("Prezydent Miasta", "Burmistrz Gminy"));
}

fn a_long_phrase_is_shortened_throughout(act: &mut Act) {
    act.root.rewrite(&|text| text.replace("z uwzględnieniem potrzeb osób z niepełnosprawnościami", "z zachowaniem dostępności"));
}

fn the_whole_wording_of_a_section_is_replaced(act: &mut Act) {
    let tag = section(act, 6, |node| node.below.is_empty());
    rewrite(act, tag, |_| "Wysokość stawek za najem ogłasza się co roku w styczniu.".to_owned());
}

fn the_whole_wording_of_a_subsection_is_replaced(act: &mut Act) {
    rewrite(act, list(act, 24, Subsection, 4)[2], |_| "Wyniki głosowania odczytuje się publicznie.".to_owned());
}

fn a_list_gets_another_introduction(act: &mut Act) {
    let tag = section(act, 5, |node| node.below.iter().any(|below| below.kind == Point));
    rewrite(act, tag, |_| "Miasto wspiera mieszkańców, zapewniając im:".to_owned());
}

fn a_chapter_gets_another_heading(act: &mut Act) {
    rewrite(act, chapter(act, 2), |_| "Zasady przyznawania środków".to_owned());
}

fn hard_spaces_are_put_into_every_citation(act: &mut Act) {
    act.root.rewrite(&|text| text.replace("art. ", "art.\u{A0}").replace(" zł", "\u{A0}zł").replace(" w ", " w\u{A0}"));
}

fn lists_end_with_commas_instead_of_semicolons(act: &mut Act) {
    act.root.rewrite(&|text| text.strip_suffix(';').map_or_else(|| text.to_owned(), |text| format!("{text},")));
}

fn a_second_sentence_is_added(act: &mut Act) {
    rewrite(act, long_one(act, 25, Subsection), |text| format!("{text} Termin ten nie biegnie w okresie przerwy wakacyjnej."));
}

fn a_sentence_loses_its_end(act: &mut Act) {
    rewrite(act, long_one(act, 30, Subsection), |text| {
        let words: Vec<&str> = text.split(' ').collect();
        format!("{}.", words[..words.len() * 3 / 5].join(" "))
    });
}

fn every_third_word_of_a_sentence_is_another(act: &mut Act) {
    rewrite(act, long_one(act, 33, Subsection), |text| {
        let words = text.split(' ').enumerate();
        words.map(|(at, word)| if at % 3 == 2 { "inaczej" } else { word }).collect::<Vec<_>>().join(" ")
    });
}

fn a_point_is_moved_and_changed_a_little(act: &mut Act) {
    let (tag, after) = (list(act, 17, Point, 4)[1], list(act, 25, Point, 3)[1]);
    rewrite(act, tag, |text| format!("{} oraz gminy.", text.trim_end_matches([';', '.'])));
    move_after(act, tag, after);
}

fn a_section_is_inserted_and_its_neighbours_are_changed(act: &mut Act) {
    let node = act.node(Section, "Zebranie prowadzi mediator wybrany przez uczestników.");
    act.put_after(section(act, 70, |_| true), node);
    for nth in [70, 72] {
        let tag = section(act, nth, |_| true);
        act.at(tag).rewrite(&|text| text.replace("do ", "aż do ").replace("oferty", "propozycje").replace("umow", "porozumieni"));
    }
}

fn two_changed_subsections_get_a_new_one_between_them(act: &mut Act) {
    let tags = list(act, 33, Subsection, 4);
    for tag in &tags[1..3] {
        rewrite(act, *tag, |text| format!("Z zastrzeżeniem wyjątków {text}"));
    }
    let node = act.node(Subsection, "Mieszkańcy zgłaszają tematy na tablicy w holu.");
    act.put_after(tags[1], node);
}
