//! Edits that add, remove and move sections and what is above them.

use busola_domain::draft::UnitKind::{Annex, Chapter, Division, Section, Subsection};

use super::{chapter, edits, list, move_after, rewrite, section, swap};
use crate::act::Act;

edits! {
    a_section_is_inserted_in_the_middle_the_rest_is_renumbered,
    a_section_with_subsections_is_inserted_at_the_start_of_a_chapter,
    a_section_is_inserted_under_a_number_with_a_letter_nothing_is_renumbered,
    a_section_is_taken_out_the_rest_is_renumbered,
    a_section_is_repealed_and_keeps_its_number,
    a_subsection_is_repealed_and_keeps_its_number,
    chapter_4_is_moved_before_chapter_2,
    a_chapter_is_moved_into_another_division,
    two_chapters_with_the_same_heading_change_places,
    a_whole_chapter_is_taken_out,
    a_division_is_inserted_between_two,
    an_annex_is_put_before_the_annex,
    a_chapter_is_cut_in_two_by_a_new_heading,
    two_chapters_become_one,
    two_sections_change_places,
}

fn a_section_is_inserted_in_the_middle_the_rest_is_renumbered(act: &mut Act) {
    let node = act.node(Section, "Koordynator dostępności sprawdza każdy dokument przed jego publikacją.");
    act.put_after(section(act, 40, |_| true), node);
}

fn a_section_with_subsections_is_inserted_at_the_start_of_a_chapter(act: &mut Act) {
    let texts = ["Miasto powołuje ambasadorów dialogu.", "Ambasador pełni funkcję społecznie.", "Kadencja ambasadora trwa dwa lata."];
    let node = act.tree(Section, "", Subsection, &texts);
    act.put_before(section(act, 15, |_| true), node);
}

fn a_section_is_inserted_under_a_number_with_a_letter_nothing_is_renumbered(act: &mut Act) {
    let mut node = act.node(Section, "Przepisy o dyżurach stosuje się także do spotkań zdalnych.");
    node.number = Some("12a");
    act.put_after(section(act, 11, |_| true), node);
}

fn a_section_is_taken_out_the_rest_is_renumbered(act: &mut Act) {
    drop(act.take(section(act, 25, |_| true)));
}

fn a_section_is_repealed_and_keeps_its_number(act: &mut Act) {
    let node = act.at(section(act, 30, |node| !node.below.is_empty()));
    node.below.clear();
    node.text = "(uchylony)".to_owned();
}

fn a_subsection_is_repealed_and_keeps_its_number(act: &mut Act) {
    rewrite(act, list(act, 5, Subsection, 4)[1], |_| "(uchylony)".to_owned());
}

fn chapter_4_is_moved_before_chapter_2(act: &mut Act) {
    let node = act.take(chapter(act, 3));
    act.put_before(chapter(act, 1), node);
}

fn a_chapter_is_moved_into_another_division(act: &mut Act) {
    move_after(act, chapter(act, 8), chapter(act, 13));
}

fn two_chapters_with_the_same_heading_change_places(act: &mut Act) {
    let (first, second) = (act.take(chapter(act, 0)), act.take(chapter(act, 5)));
    act.put_before(chapter(act, 0), second);
    act.put_before(chapter(act, 6), first);
}

fn a_whole_chapter_is_taken_out(act: &mut Act) {
    drop(act.take(chapter(act, 9)));
}

fn a_division_is_inserted_between_two(act: &mut Act) {
    let mut division = act.node(Division, "Dostępność");
    let mut node = act.node(Chapter, "Postanowienia ogólne");
    let texts = ["Urząd zapewnia tłumacza języka migowego.", "Pętla indukcyjna działa w każdej sali."];
    node.below = vec![act.tree(Section, "", Subsection, &texts), act.node(Section, "Opis przestrzeni zamieszcza się przy zaproszeniu.")];
    division.below.push(node);
    act.put_after(act.all(|node| node.kind == Division)[0], division);
}

fn an_annex_is_put_before_the_annex(act: &mut Act) {
    let mut node = act.node(Annex, "Wzór karty zgłoszenia uwag");
    node.below = vec![act.node(Section, "Kartę wypełnia się czytelnie."), act.node(Section, "Karta nie zawiera numeru PESEL.")];
    act.put_before(act.all(|node| node.kind == Annex)[0], node);
}

fn a_chapter_is_cut_in_two_by_a_new_heading(act: &mut Act) {
    let above = act.at(chapter(act, 6));
    let tail = above.below.split_off(above.below.len() / 2);
    let mut node = act.node(Chapter, "Postępowanie odwoławcze");
    node.below = tail;
    act.put_after(chapter(act, 6), node);
}

fn two_chapters_become_one(act: &mut Act) {
    let second = act.take(chapter(act, 11));
    act.at(chapter(act, 10)).below.extend(second.below);
}

fn two_sections_change_places(act: &mut Act) {
    swap(act, section(act, 60, |_| true), section(act, 61, |_| true));
}
