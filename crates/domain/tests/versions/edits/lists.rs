//! Edits of lists: subsections, points and letters that come, go and move.

use busola_domain::draft::UnitKind::{Letter, Point, Section, Subsection};

use super::{edits, list, move_after, pick, section, swap};
use crate::act::{Act, Node};

edits! {
    two_letters_change_places,
    two_points_change_places,
    a_list_is_turned_round,
    a_point_is_moved_to_another_section,
    a_subsection_is_moved_to_another_section,
    a_letter_is_moved_to_another_point,
    a_point_is_put_first_in_a_list,
    a_point_is_put_last_in_a_list,
    letters_are_put_under_a_point_that_had_none,
    a_letter_is_put_in_the_middle,
    the_first_point_is_taken_out,
    a_letter_in_the_middle_is_taken_out,
    the_last_subsection_is_taken_out,
    a_point_that_stands_in_many_lists_is_put_into_one_more,
    a_subsection_that_stands_in_many_sections_is_put_into_one_more,
    a_subsection_that_stands_in_many_sections_is_taken_out_of_one,
    a_section_s_text_becomes_its_first_subsection,
    points_become_letters_under_a_new_point,
    letters_become_points,
    a_section_is_copied_and_one_word_of_the_copy_is_another,
}

fn two_letters_change_places(act: &mut Act) {
    let letters = list(act, 2, Letter, 3);
    swap(act, letters[0], letters[1]);
}

fn two_points_change_places(act: &mut Act) {
    let points = list(act, 4, Point, 4);
    swap(act, points[1], points[3]);
}

fn a_list_is_turned_round(act: &mut Act) {
    let points = list(act, 9, Point, 4);
    act.above(points[0]).0.below.reverse();
}

fn a_point_is_moved_to_another_section(act: &mut Act) {
    move_after(act, list(act, 12, Point, 4)[2], list(act, 20, Point, 3)[0]);
}

fn a_subsection_is_moved_to_another_section(act: &mut Act) {
    move_after(act, list(act, 14, Subsection, 4)[2], list(act, 30, Subsection, 3)[1]);
}

fn a_letter_is_moved_to_another_point(act: &mut Act) {
    move_after(act, list(act, 4, Letter, 3)[1], list(act, 6, Letter, 2)[0]);
}

fn a_point_is_put_first_in_a_list(act: &mut Act) {
    let node = act.node(Point, "prowadzenie kalendarza wydarzeń sąsiedzkich;");
    act.put_before(list(act, 7, Point, 3)[0], node);
}

fn a_point_is_put_last_in_a_list(act: &mut Act) {
    let node = act.node(Point, "utrzymanie ogrodów społecznych.");
    act.put_after(*list(act, 8, Point, 3).last().expect("points"), node);
}

fn letters_are_put_under_a_point_that_had_none(act: &mut Act) {
    let letters = [act.node(Letter, "osób fizycznych,"), act.node(Letter, "jednostek pomocniczych,"), act.node(Letter, "młodzieży.")];
    act.at(list(act, 10, Point, 3)[1]).below = letters.into();
}

fn a_letter_is_put_in_the_middle(act: &mut Act) {
    let node = act.node(Letter, "koszty transportu uczestników;");
    act.put_after(list(act, 3, Letter, 3)[0], node);
}

fn the_first_point_is_taken_out(act: &mut Act) {
    drop(act.take(list(act, 11, Point, 4)[0]));
}

fn a_letter_in_the_middle_is_taken_out(act: &mut Act) {
    drop(act.take(list(act, 5, Letter, 3)[1]));
}

fn the_last_subsection_is_taken_out(act: &mut Act) {
    drop(act.take(*list(act, 18, Subsection, 3).last().expect("subsections")));
}

fn a_point_that_stands_in_many_lists_is_put_into_one_more(act: &mut Act) {
    let node = act.node(Point, "na piśmie;");
    act.put_after(list(act, 15, Point, 3)[0], node);
}

fn a_subsection_that_stands_in_many_sections_is_put_into_one_more(act: &mut Act) {
    let node = act.node(Subsection, "Posiedzenia są jawne.");
    act.put_after(list(act, 21, Subsection, 4)[1], node);
}

fn a_subsection_that_stands_in_many_sections_is_taken_out_of_one(act: &mut Act) {
    drop(act.take(pick(&act.all(|node| node.kind == Subsection && node.text.starts_with("Obsługę")), 3)));
}

fn a_section_s_text_becomes_its_first_subsection(act: &mut Act) {
    let tag = section(act, 3, |node| node.below.is_empty());
    let mut node = act.take(tag);
    let next = act.all(|node| node.kind == Section)[0];
    let mut above = act.node(Section, "");
    node.kind = Subsection;
    let second = act.node(Subsection, "Przepis stosuje się także do jednostek pomocniczych miasta.");
    above.below = vec![node, second];
    act.put_before(next, above);
}

fn points_become_letters_under_a_new_point(act: &mut Act) {
    let points = list(act, 16, Point, 4);
    let mut above = act.node(Point, "pozostałe zadania:");
    for tag in &points[2..] {
        let mut node = act.take(*tag);
        node.kind = Letter;
        node.below.clear();
        above.below.push(node);
    }
    act.put_after(points[1], above);
}

fn letters_become_points(act: &mut Act) {
    let letters = list(act, 7, Letter, 2);
    let mut after = act.above(letters[0]).0.tag;
    for tag in letters {
        let mut node = act.take(tag);
        node.kind = Point;
        act.put_after(after, node);
        after = tag;
    }
}

fn a_section_is_copied_and_one_word_of_the_copy_is_another(act: &mut Act) {
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
}
