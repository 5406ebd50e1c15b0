//! Where a unit stands among the others, as the depths of a flat list tell it.

use super::Side;

/// The place of a unit, in indices of its version.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) parent: Option<usize>,
    /// The sibling before it.
    pub(super) before: Option<usize>,
    /// The sibling after it.
    pub(super) after: Option<usize>,
    /// Its first child.
    pub(super) first: Option<usize>,
    /// How many children it has.
    pub(super) children: usize,
    /// The index behind it and all that is under it.
    pub(super) end: usize,
}

/// The places of all units.
pub(super) fn places(sides: &[Side<'_>]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::with_capacity(sides.len());
    let mut open: Vec<Open> = vec![Open { at: None, depth: None, last: None }];
    for (at, side) in sides.iter().enumerate() {
        while open.last().is_some_and(|above| above.depth.is_some_and(|depth| depth >= side.depth)) {
            close(&mut places, open.pop(), at);
        }
        let Some(above) = open.last_mut() else { continue };
        let before = above.last.replace(at);
        places.push(Place { parent: above.at, before, end: at + 1, ..Place::default() });
        if let Some(before) = before.and_then(|before| places.get_mut(before)) {
            before.after = Some(at);
        }
        if let Some(parent) = above.at.and_then(|parent| places.get_mut(parent)) {
            parent.children += 1;
            parent.first.get_or_insert(at);
        }
        open.push(Open { at: Some(at), depth: Some(side.depth), last: None });
    }
    for above in open {
        close(&mut places, Some(above), sides.len());
    }
    places
}

/// A unit that may still get children; the first of all is the draft itself.
struct Open {
    at: Option<usize>,
    depth: Option<u32>,
    last: Option<usize>,
}

fn close(places: &mut [Place], open: Option<Open>, end: usize) {
    if let Some(place) = open.and_then(|open| open.at).and_then(|at| places.get_mut(at)) {
        place.end = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::UnitKind;

    #[test]
    fn depths_tell_parents_siblings_and_ends() {
        let depths = [0, 1, 2, 2, 1, 0, 2, 1];
        let sides: Vec<Side<'_>> = depths.iter().map(|depth| Side { kind: UnitKind::Item, depth: *depth, label: "", text: "" }).collect();
        let places = places(&sides);
        let parents: Vec<Option<usize>> = places.iter().map(|place| place.parent).collect();
        assert_eq!(parents, [None, Some(0), Some(1), Some(1), Some(0), None, Some(5), Some(5)]);
        let ends: Vec<usize> = places.iter().map(|place| place.end).collect();
        assert_eq!(ends, [5, 4, 3, 4, 5, 8, 7, 8]);
        assert_eq!((places[1].before, places[1].after, places[1].first, places[1].children), (None, Some(4), Some(2), 2));
        assert_eq!((places[5].before, places[5].after, places[7].before), (Some(0), None, Some(6)));
    }
}
