//! Themes, the remarks tied to them, and what consultations continue.

use busola_domain::comment::Order;
use busola_domain::theme::{Raised, State};
use busola_domain::{ConsultationId, Status, ThemeId};
use busola_storage::comments::list::Place;
use busola_storage::comments::receipts;
use busola_storage::earlier::{self, Linked, New};
use busola_storage::themes::numbers::{self, Numbers};
use busola_storage::themes::{self, Stored, ties};
use busola_storage::{Db, Session, comments, moderation};

use crate::rows::{NOW, account, execute, id, insert, one_remark, open_consultation, remark, write};

on_both_databases!(
    a_theme_is_read_as_it_was_written_and_keeps_its_name_in_addresses,
    what_is_tied_is_counted_and_listed_while_it_is_public,
    what_waits_is_counted_once_it_is_public_also_many_at_once,
    a_consultation_knows_since_when_its_report_says_something_else_of_a_theme,
    the_list_goes_on_where_the_page_before_ended,
    many_remarks_are_tied_at_once_and_each_once,
    what_a_consultation_continues_is_read_with_its_themes,
    a_link_leads_only_to_what_everybody_finds,
);

fn theme(n: u128) -> Stored {
    Stored {
        id: id(n),
        slug: format!("temat-{n}"),
        title: format!("Temat {n}"),
        description: "Opis.".to_owned(),
        state: State::Open,
        words: String::new(),
        revision: 1,
    }
}

async fn added(tx: &mut Session, n: u128) -> ThemeId {
    assert!(themes::insert(tx, &theme(n), NOW).await.unwrap());
    id(n)
}

async fn a_theme_is_read_as_it_was_written_and_keeps_its_name_in_addresses(db: Db) {
    let mut tx = db.write().await.unwrap();
    added(&mut tx, 2).await;
    added(&mut tx, 1).await;
    assert!(!themes::insert(&mut tx, &Stored { id: id(3), ..theme(1) }, NOW).await.unwrap());
    assert_eq!(themes::all(&mut tx, 10).await.unwrap(), [theme(1), theme(2)]);
    let changed = Stored { title: "Inny".to_owned(), state: State::Done, words: "Jest.".to_owned(), ..theme(1) };
    assert!(themes::change(&mut tx, &changed).await.unwrap());
    // Written from an older state, it changes nothing.
    assert!(!themes::change(&mut tx, &Stored { title: "Spóźniony".to_owned(), ..theme(1) }).await.unwrap());
    let changed = Stored { revision: 2, ..changed };
    assert_eq!(themes::by_id(&mut tx, id(1)).await.unwrap(), Some(changed.clone()));
    assert_eq!(themes::by_slug(&mut tx, "temat-1").await.unwrap(), Some(changed));
    assert_eq!(themes::by_slug(&mut tx, "a\0").await.unwrap(), None);
    assert_eq!(themes::count(&mut tx).await.unwrap(), 2);
    tx.commit().await.unwrap();
}

async fn what_is_tied_is_counted_and_listed_while_it_is_public(db: Db) {
    let (first, author, comment) = one_remark(&db).await;
    let second = insert(&db, &open_consultation(2)).await;
    let mut tx = db.write().await.unwrap();
    for (n, consultation) in [(2, first), (3, second)] {
        write(&mut tx, &remark(n, consultation, author)).await;
    }
    let (one, other) = (added(&mut tx, 1).await, added(&mut tx, 2).await);
    let all = comments::by_ids(&mut tx, &[comment, id(2), id(3)]).await.unwrap();
    assert_eq!(ties::tie(&mut tx, one, &all, NOW).await.unwrap(), 3);
    assert_eq!(ties::tie(&mut tx, one, &all[..1], NOW).await.unwrap(), 0);
    let whole = comments::by_ids(&mut tx, &[comment]).await.unwrap();
    ties::tie(&mut tx, other, &whole, NOW).await.unwrap();
    assert_eq!(numbers::of_theme(&mut tx, one).await.unwrap(), Numbers { comments: 3, consultations: 2 });
    let of = |raised: Vec<Raised>| raised.into_iter().map(|of| (of.theme.id, of.comments)).collect::<Vec<_>>();
    assert_eq!(of(numbers::in_consultation(&mut tx, first).await.unwrap()), [(one, 2), (other, 1)]);
    let numbered = ties::by_number(&mut tx, first, 0, 2).await.unwrap();
    assert_eq!(numbered, [(1, "Temat 1".to_owned()), (1, "Temat 2".to_owned()), (2, "Temat 1".to_owned())]);
    assert!(ties::by_number(&mut tx, first, 1, 1).await.unwrap().is_empty());

    assert!(comments::set_status(&mut tx, comment, Status::Published, Status::Hidden, None).await.unwrap());
    let counts = numbers::all(&mut tx).await.unwrap();
    assert_eq!(counts.get(&one), Some(&Numbers { comments: 2, consultations: 2 }));
    assert_eq!(counts.get(&other), None);
    let listed = receipts::of_theme(&mut tx, one, Place::start(Order::Newest), 10).await.unwrap();
    assert!(listed.iter().all(|became| became.comment.id != comment) && listed.len() == 2);
    // It comes back as it was.
    assert!(comments::set_status(&mut tx, comment, Status::Hidden, Status::Published, None).await.unwrap());
    assert_eq!(numbers::of_theme(&mut tx, other).await.unwrap(), Numbers { comments: 1, consultations: 1 });
    let chips = ties::of_comments(&mut tx, first, &[comment, id(2), id(3)]).await.unwrap();
    assert_eq!(chips[&comment].iter().map(|chip| chip.title.as_str()).collect::<Vec<_>>(), ["Temat 1", "Temat 2"]);

    let at = all.iter().position(|remark| remark.id == comment).unwrap();
    assert!(ties::untie(&mut tx, one, &all[at], NOW).await.unwrap());
    assert!(!ties::untie(&mut tx, one, &all[at], NOW).await.unwrap());
    assert_eq!(numbers::of_theme(&mut tx, one).await.unwrap().comments, 2);
    tx.commit().await.unwrap();
}

async fn what_waits_is_counted_once_it_is_public_also_many_at_once(db: Db) {
    let author = account(&db, 1).await;
    let consultation = insert(&db, &open_consultation(1)).await;
    let mut tx = db.write().await.unwrap();
    let ids: Vec<_> = (1..=6).map(id).collect();
    for n in 1..=6 {
        write(&mut tx, &comments::New { status: Status::Pending, ..remark(n, consultation, author) }).await;
    }
    let theme = added(&mut tx, 1).await;
    let all = comments::by_ids(&mut tx, &ids).await.unwrap();
    ties::tie(&mut tx, theme, &all, NOW).await.unwrap();
    assert_eq!(numbers::of_theme(&mut tx, theme).await.unwrap(), Numbers::default());
    for (moved, to, public) in [(&ids[..], Status::Published, 6), (&ids[..1], Status::Published, 6), (&ids[..2], Status::Hidden, 4)] {
        moderation::set_statuses(&mut tx, moved, to, None).await.unwrap();
        assert_eq!(numbers::of_theme(&mut tx, theme).await.unwrap().comments, public);
    }
    // What becomes of remarks has events of its own.
    assert!(changes(&mut tx, consultation).await.is_empty());
    tx.commit().await.unwrap();
}

/// Of which themes a report that is out since [`NOW`] says something else, and since how many milliseconds after that.
async fn changes(tx: &mut Session, consultation: ConsultationId) -> Vec<(i64, String)> {
    let changed = numbers::changed_since(tx, consultation, NOW).await.unwrap();
    changed.into_iter().map(|(at, title)| (at.0 - NOW.0, title)).collect()
}

async fn a_consultation_knows_since_when_its_report_says_something_else_of_a_theme(db: Db) {
    let author = account(&db, 1).await;
    let (here, there) = (insert(&db, &open_consultation(1)).await, insert(&db, &open_consultation(2)).await);
    let mut tx = db.write().await.unwrap();
    for (n, consultation) in [(1, here), (2, here), (3, there)] {
        write(&mut tx, &remark(n, consultation, author)).await;
    }
    let theme = added(&mut tx, 1).await;
    let all = comments::by_ids(&mut tx, &[id(1), id(2), id(3)]).await.unwrap();
    let of = |n: u128| all.iter().filter(|remark| remark.id == id(n)).cloned().collect::<Vec<_>>();
    ties::tie(&mut tx, theme, &of(1), NOW.plus(10)).await.unwrap();
    ties::tie(&mut tx, theme, &of(3), NOW.plus(20)).await.unwrap();
    let title = || "Temat 1".to_owned();
    assert_eq!((changes(&mut tx, here).await, changes(&mut tx, there).await), (vec![(10, title())], vec![(20, title())]));
    // What is tied again is as it was.
    ties::tie(&mut tx, theme, &of(1), NOW.plus(30)).await.unwrap();
    assert_eq!(changes(&mut tx, here).await, [(10, title())]);
    ties::untie(&mut tx, theme, &of(3)[0], NOW.plus(40)).await.unwrap();
    numbers::changed(&mut tx, theme, NOW.plus(50)).await.unwrap();
    // There nothing is about it any more.
    assert_eq!((changes(&mut tx, here).await, changes(&mut tx, there).await), (vec![(50, title())], vec![(40, title())]));
    tx.commit().await.unwrap();
}

async fn the_list_goes_on_where_the_page_before_ended(db: Db) {
    let (consultation, author, _) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    let theme = added(&mut tx, 1).await;
    for n in 2..9 {
        // Several at one moment.
        let new = comments::New { created_at: NOW.plus(n as i64 / 3), ..remark(n, consultation, author) };
        write(&mut tx, &new).await;
        let stored = comments::by_ids(&mut tx, &[new.id]).await.unwrap();
        ties::tie(&mut tx, theme, &stored, NOW).await.unwrap();
    }
    let (mut seen, mut after) = (Vec::new(), Place::start(Order::Newest));
    loop {
        let page = receipts::of_theme(&mut tx, theme, after, 3).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Place::of(Order::Newest, &last.comment);
        seen.extend(page.into_iter().map(|became| (became.comment.created_at, became.comment.id)));
    }
    assert_eq!(seen.len(), 7);
    assert!(seen.is_sorted_by(|one, next| one > next), "{seen:?}");
    tx.commit().await.unwrap();
}

async fn many_remarks_are_tied_at_once_and_each_once(db: Db) {
    let author = account(&db, 1).await;
    let consultation = insert(&db, &open_consultation(1)).await;
    let mut tx = db.write().await.unwrap();
    for n in 1..=85 {
        write(&mut tx, &remark(n, consultation, author)).await;
    }
    let theme = added(&mut tx, 1).await;
    let ids: Vec<_> = (1..=85).map(id).collect();
    let all = comments::by_ids(&mut tx, &ids).await.unwrap();
    ties::tie(&mut tx, theme, &all[..10], NOW).await.unwrap();
    assert_eq!(ties::tie(&mut tx, theme, &all, NOW).await.unwrap(), 75);
    assert_eq!(ties::of_comments(&mut tx, consultation, &ids).await.unwrap().len(), 85);
    tx.commit().await.unwrap();
}

fn march(of: ConsultationId, n: u128, themes: &[ThemeId]) -> New<'_> {
    New {
        id: id(n),
        consultation: of,
        title: "Spotkanie w marcu",
        held_on: Some("2026-03-14".parse().unwrap()),
        place: "Ratusz",
        words: "Centrum.",
        linked: None,
        themes,
    }
}

async fn what_a_consultation_continues_is_read_with_its_themes(db: Db) {
    let consultation = insert(&db, &open_consultation(1)).await;
    let mut tx = db.write().await.unwrap();
    let both = [added(&mut tx, 1).await, added(&mut tx, 2).await];
    earlier::put(&mut tx, &march(consultation, 8, &both), NOW).await.unwrap();
    let before = New { title: "W lutym", held_on: Some("2026-02-01".parse().unwrap()), ..march(consultation, 9, &[]) };
    earlier::put(&mut tx, &before, NOW).await.unwrap();
    let known = earlier::of_consultation(&mut tx, consultation).await.unwrap();
    assert_eq!(known.iter().map(|earlier| earlier.title.as_str()).collect::<Vec<_>>(), ["W lutym", "Spotkanie w marcu"]);
    assert_eq!(known[1].themes.iter().map(|chip| chip.id).collect::<Vec<_>>(), both);
    assert_eq!((known[1].place.as_str(), known[1].words.as_str(), &known[1].link), ("Ratusz", "Centrum.", &None));

    earlier::put(&mut tx, &New { place: "", ..march(consultation, 8, &both[..1]) }, NOW).await.unwrap();
    let occasions = earlier::of_theme(&mut tx, both[0]).await.unwrap();
    assert_eq!((occasions.len(), occasions[0].place.as_str(), occasions[0].consultation_slug.as_str()), (1, "", "program-1"));
    assert!(earlier::of_theme(&mut tx, both[1]).await.unwrap().is_empty());
    assert_eq!(earlier::standing(&mut tx, id(8)).await.unwrap(), Some((consultation, 2)));
    assert_eq!(earlier::count(&mut tx, consultation).await.unwrap(), 2);
    assert!(earlier::delete(&mut tx, id(8)).await.unwrap());
    assert!(!earlier::delete(&mut tx, id(8)).await.unwrap());
    assert!(earlier::of_theme(&mut tx, both[0]).await.unwrap().is_empty());
    tx.commit().await.unwrap();
}

async fn a_link_leads_only_to_what_everybody_finds(db: Db) {
    let (here, there) = (insert(&db, &open_consultation(1)).await, insert(&db, &open_consultation(2)).await);
    let mut tx = db.write().await.unwrap();
    let linked = New { linked: Some(Linked::Consultation(there)), ..march(here, 8, &[]) };
    earlier::put(&mut tx, &linked, NOW).await.unwrap();
    assert_eq!(earlier::of_consultation(&mut tx, here).await.unwrap()[0].link.as_deref(), Some("/consultations/program-2"));
    tx.commit().await.unwrap();
    execute(&db, "update consultations set published_at = null where slug = 'program-2'").await;
    let mut session = db.read().await.unwrap();
    assert_eq!(earlier::of_consultation(&mut session, here).await.unwrap()[0].link, None);
}
