//! Many remarks from a file: shown first, then entered all or none.

use busola_domain::paper::{FILE_MAX, ROWS_MAX};
use busola_domain::policy::Denied;
use busola_domain::time::{DAY, HOUR};
use busola_domain::{Actor, Consultation, Problem};
use busola_service::Error;
use busola_service::consultations::Key;
use busola_service::paper::{Import, Imported};
use busola_storage::Db;
use uuid::Uuid;

use crate::city::{City, NOW, denied, invalid, unit};

on_both_databases!(
    a_file_is_entered_in_its_order_and_once,
    a_file_that_has_grown_adds_what_is_new,
    with_one_bad_line_nothing_is_entered,
    what_was_read_is_checked_again_when_it_is_entered,
    a_file_is_for_its_consultation_and_for_moderators,
    what_is_no_table_is_refused,
);

const HEADS: &str = "Uwaga;Jednostka;Sposób zgłoszenia;Data wpływu;Zgłaszający\n";

impl City {
    async fn read_file(&self, on: &Consultation, lines: &str) -> Result<Uuid, Error> {
        let file = format!("{HEADS}{lines}").into_bytes();
        self.service.read_import(Some(&self.moderator), &Key::Id(on.id), file, self.service.now()).await
    }

    async fn preview_of(&self, on: &Consultation, id: Uuid) -> Result<Import, Error> {
        self.service.import_preview(Some(&self.moderator), &Key::Id(on.id), id).await
    }

    async fn enter_file(&self, on: &Consultation, id: Uuid) -> Result<Imported, Error> {
        self.service.import_all(Some(&self.moderator), &Key::Id(on.id), id, self.service.now()).await
    }
}

async fn a_file_is_entered_in_its_order_and_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let lines: String = (1..=150).map(|n| format!("Uwaga {n};§ 3;papier;16.06.2026;Osoba {}\n", n % 3)).collect();
    let id = city.read_file(&consultation, &format!("{lines}To samo;;e-mail;2026-06-17;\nTo samo;;e-mail;2026-06-17;\n")).await.unwrap();
    let preview = city.preview_of(&consultation, id).await.unwrap();
    assert_eq!((preview.new.len(), preview.known, preview.errors.len()), (152, 0, 0));
    assert_eq!(
        (preview.new[0].line, preview.new[0].unit.as_deref(), preview.new[0].entry.unit),
        (2, Some("§ 3"), Some(unit(&consultation, "§ 3")))
    );
    assert_eq!(city.counts(&consultation).await, (0, 0));

    let imported = city.enter_file(&consultation, id).await.unwrap();
    assert_eq!((imported.count, imported.slug), (152, consultation.slug.clone()));
    // Three people, and two who are nobody else.
    assert_eq!(city.counts(&consultation).await, (152, 5));
    let log = city.log(&consultation).await;
    let bodies: Vec<_> = log[1..].iter().map(|event| event.data["body"].as_str().unwrap()).collect();
    assert_eq!((bodies[0], bodies[149], bodies[151]), ("Uwaga 1", "Uwaga 150", "To samo"));
    assert!(log[1..].iter().zip(1..).all(|(event, number)| event.data["number"] == number));
    let times: Vec<_> = log[1..].iter().map(|event| event.data["created_at"].as_str().unwrap()).collect();
    assert!(times.is_sorted() && times.last().copied() == Some(NOW.to_string().as_str()));

    assert_eq!(city.enter_file(&consultation, id).await.unwrap().count, 0);
    let again = city.read_file(&consultation, &format!("{lines}To samo;;e-mail;2026-06-17;\n")).await.unwrap();
    assert_eq!(city.preview_of(&consultation, again).await.unwrap().known, 151);
    assert_eq!(city.enter_file(&consultation, again).await.unwrap().count, 0);
    assert_eq!(city.counts(&consultation).await, (152, 5));
    let audit = city.service.audit_log(Some(&city.moderator), None).await.unwrap().items;
    let entries: Vec<_> = audit.iter().filter(|entry| entry.action == "consultation.import").map(|entry| entry.detail.as_str()).collect();
    assert_eq!(entries, ["152"]);
}

async fn a_file_that_has_grown_adds_what_is_new(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let first = city.read_file(&consultation, "Pierwsza;;papier;16.06.2026;Anna\n").await.unwrap();
    city.enter_file(&consultation, first).await.unwrap();
    // Written otherwise, it is the same.
    let grown =
        city.read_file(&consultation, "Druga;;spotkanie;2026-06-16;Anna\n\"Pierwsza\";;na papierze;2026-06-16; Anna \n").await.unwrap();
    let preview = city.preview_of(&consultation, grown).await.unwrap();
    assert_eq!((preview.new.len(), preview.known), (1, 1));
    assert_eq!(city.enter_file(&consultation, grown).await.unwrap().count, 1);
    assert_eq!(city.counts(&consultation).await, (2, 1));
}

async fn with_one_bad_line_nothing_is_entered(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let lines = "Dobra;§ 1;papier;16.06.2026;Anna\n\n;§ 99;gołąb;wczoraj;anna@example.org\n\"Dwa\nwiersze\";;papier;15.06.2026;\nJutro;;papier;18.06.2026;\n";
    let id = city.read_file(&consultation, lines).await.unwrap();
    let preview = city.preview_of(&consultation, id).await.unwrap();
    let errors: Vec<_> = preview.errors.iter().map(|bad| (bad.line, bad.error.field.as_str(), bad.error.problem.clone())).collect();
    assert_eq!(
        errors,
        [
            (4, "unit", Problem::UnknownUnit),
            (4, "body", Problem::Required),
            (4, "source", Problem::Malformed),
            (4, "received_on", Problem::Malformed),
            (4, "author", Problem::Malformed),
            (5, "received_on", Problem::OutsideTerm),
            (7, "received_on", Problem::InFuture),
        ]
    );
    let values: Vec<_> = preview.errors.iter().map(|bad| bad.value.as_str()).collect();
    assert_eq!(values, ["§ 99", "", "gołąb", "wczoraj", "anna@example.org", "2026-06-15", "2026-06-18"]);
    assert_eq!(preview.new.len(), 1);
    let refused = city.enter_file(&consultation, id).await.map(|_| ()).unwrap_err();
    assert!(matches!(refused, Error::Invalid(errors) if errors.len() == 7 && errors[6].field == "7.received_on"));
    assert_eq!(city.counts(&consultation).await, (0, 0));
    assert_eq!(city.log(&consultation).await.len(), 1);
}

async fn what_was_read_is_checked_again_when_it_is_entered(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let tomorrow = "Jutro;;papier;18.06.2026;\n";
    let id = city.read_file(&consultation, tomorrow).await.unwrap();
    assert!(city.enter_file(&consultation, id).await.is_err());
    // By then it is today.
    city.at(8 * HOUR);
    assert_eq!(city.enter_file(&consultation, id).await.map(|_| ()).map_err(|error| error.to_string()), Ok(()));
    city.at(DAY);
    assert_eq!(denied(city.preview_of(&consultation, id).await), Denied::NotFound);
    city.service.sweep().await.unwrap();
    assert_eq!(denied(city.enter_file(&consultation, id).await), Denied::NotFound);
}

async fn a_file_is_for_its_consultation_and_for_moderators(db: Db) {
    let city = City::new(db).await;
    let (here, there) = (city.consultation().await, city.consultation().await);
    let jan = city.resident("Jan").await;
    let id = city.read_file(&here, "Uwaga;;papier;16.06.2026;\n").await.unwrap();
    assert_eq!(denied(city.preview_of(&there, id).await), Denied::NotFound);
    assert_eq!(denied(city.enter_file(&there, id).await), Denied::NotFound);
    let tries: [(Option<&Actor>, Denied); 2] = [(None, Denied::SignInNeeded), (Some(&jan), Denied::NotAllowed)];
    for (who, no) in tries {
        let key = Key::Id(here.id);
        assert_eq!(denied(city.service.read_import(who, &key, HEADS.into(), NOW).await), no);
        assert_eq!(denied(city.service.import_preview(who, &key, id).await), no);
        assert_eq!(denied(city.service.import_all(who, &key, id, NOW).await), no);
    }
}

async fn what_is_no_table_is_refused(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let key = Key::Id(consultation.id);
    let read = |file: Vec<u8>| city.service.read_import(Some(&city.moderator), &key, file, NOW);
    for (file, problem) in [
        (Vec::new(), Problem::FileMissing),
        (vec![b'a'; FILE_MAX + 1], Problem::FileTooLarge { megabytes: 5 }),
        (b"%PDF-1.7".to_vec(), Problem::FileKind),
        (b"PK\x03\x04, no archive".to_vec(), Problem::FileUnreadable),
        (b"a;b\n1;2\n".to_vec(), Problem::Heads),
        (HEADS.into(), Problem::TooFew { min: 1 }),
        (format!("{HEADS}{}", "a;;papier;16.06.2026;\n".repeat(ROWS_MAX + 1)).into_bytes(), Problem::TooMany { max: ROWS_MAX }),
    ] {
        assert_eq!(invalid(read(file).await), ("file".to_owned(), problem));
    }
}
