//! Files of the report: made once, never older than the report, and given up in time.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use busola_domain::time::{HOUR, SECOND};
use busola_domain::{Consultation, Decision, report::Format};
use busola_service::Error;
use busola_service::comments::Support;
use busola_service::consultations::Key;
use busola_service::report::{Making, Workshop};
use busola_storage::Db;
use busola_texts::Lang;
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::answers::answer;
use crate::city::{CLOSES, City};
use crate::drafts::INSERTED;

on_both_databases!(
    a_file_is_made_once_and_again_when_the_report_says_something_else,
    what_is_taken_out_is_in_no_file,
    a_file_whose_maker_dies_has_failed_and_is_tried_again,
    a_maker_that_takes_too_long_is_ended,
    so_many_wait_and_no_more,
    what_was_never_finished_is_removed_after_a_while,
);

/// A program that is called as `busola report` is: $6 has the lines, $7 is to be written.
struct Shop(TempDir);

/// The file is what it is made of; it is noted that one was made.
const COPIES: &str = "echo made >>\"$0.made\"; exec cp \"$6\" \"$7\"";
/// The same, while nothing is broken.
const BREAKS: &str = "test ! -e \"$0.broken\" && exec cp \"$6\" \"$7\"";
const HANGS: &str = "exec sleep 60";

impl Shop {
    fn new(script: &str) -> Self {
        let shop = Self(tempfile::tempdir().unwrap());
        // By another process: what this one has open for writing could not be run while another test starts a program.
        let write = "printf '#!/bin/sh\\n%s\\n' \"$1\" >\"$2\" && chmod 755 \"$2\"";
        assert!(Command::new("/bin/sh").args(["-c", write, "sh", script]).arg(shop.program()).status().unwrap().success());
        shop
    }

    fn program(&self) -> PathBuf {
        self.0.path().join("maker")
    }

    fn reports(&self) -> PathBuf {
        self.0.path().join("reports")
    }

    fn workshop(&self, within: Duration) -> Workshop {
        Workshop { program: self.program(), folder: self.reports(), within }
    }

    /// How many files were made.
    fn made(&self) -> usize {
        std::fs::read_to_string(self.0.path().join("maker.made")).unwrap_or_default().lines().count()
    }

    /// The names of the files that are there.
    fn there(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.reports()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = entries.collect();
        names.sort();
        names
    }
}

const IN_TIME: Duration = Duration::from_secs(30);

async fn asked(city: &City, of: &Consultation) -> Making {
    city.service.report_file(Some(&city.moderator), &Key::Id(of.id), Format::Pdf, Lang::Pl).await.unwrap()
}

/// What the file says.
async fn file(city: &City, of: &Consultation) -> String {
    let path = match asked(city, of).await {
        Making::Ready(path) => Some(path),
        _ => None,
    };
    std::fs::read_to_string(path.expect("a file")).unwrap()
}

async fn a_file_is_made_once_and_again_when_the_report_says_something_else(db: Db) {
    let shop = Shop::new(COPIES);
    let city = City::with_workshop(db, shop.workshop(IN_TIME)).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let comment = city.post(&anna, &consultation, "Więcej zieleni").await;
    let first = file(&city, &consultation).await;
    assert!(first.contains("Więcej zieleni") && first.contains("\"submitter\":\"Anna\""), "{first}");
    // Another moment is no other report.
    city.at(SECOND);
    assert_eq!((file(&city, &consultation).await, shop.made()), (first, 1));
    // An answer that is not public is nothing of it.
    let give = |publish| city.service.answer_comment(Some(&city.moderator), comment.id, answer(Decision::Accepted, "Tak.", publish));
    give(false).await.unwrap();
    file(&city, &consultation).await;
    assert_eq!(shop.made(), 1);

    city.service.support_comment(Some(&jan), comment.id, Support::Given, city.service.now()).await.unwrap();
    let supported = file(&city, &consultation).await;
    assert!(supported.contains("\"supports\":1"), "{supported}");
    city.service.rename(Some(&anna), "A. K.").await.unwrap();
    let renamed = file(&city, &consultation).await;
    assert!(renamed.contains("\"submitter\":\"A. K.\"") && !renamed.contains("Anna"), "{renamed}");
    give(true).await.unwrap();
    assert!(file(&city, &consultation).await.contains("\"justification\":\"Tak.\""));
    city.next_version(&consultation, INSERTED).await;
    assert!(file(&city, &consultation).await.contains("\"versions\":2"));
    city.clock.set(CLOSES);
    assert!(file(&city, &consultation).await.contains("\"phase\":\"closed\""));
    assert_eq!(shop.made(), 6);
    // Of all of them the newest is kept.
    let there = shop.there();
    assert!(matches!(there.as_slice(), [name] if name.ends_with(".pdf")), "{there:?}");
}

async fn what_is_taken_out_is_in_no_file(db: Db) {
    let shop = Shop::new(COPIES);
    let city = City::with_workshop(db, shop.workshop(IN_TIME)).await;
    let consultation = city.consultation().await;
    let comment = city.post(&city.resident("Anna").await, &consultation, "Tajna treść").await;
    assert!(file(&city, &consultation).await.contains("Tajna"));
    city.hide(&comment).await;
    assert_eq!(shop.there(), Vec::<String>::new());
    assert!(!file(&city, &consultation).await.contains("Tajna"));
}

async fn a_file_whose_maker_dies_has_failed_and_is_tried_again(db: Db) {
    let shop = Shop::new(BREAKS);
    let city = City::with_workshop(db, shop.workshop(IN_TIME)).await;
    let consultation = city.consultation().await;
    let broken = shop.0.path().join("maker.broken");
    std::fs::write(&broken, "").unwrap();
    assert_eq!(asked(&city, &consultation).await, Making::Failed);
    assert_eq!(shop.there(), Vec::<String>::new());
    std::fs::remove_file(&broken).unwrap();
    let (moderator, key) = (Some(&city.moderator), Key::Id(consultation.id));
    // To look again begins nothing: what became of it is said.
    let looked = city.service.report_making(moderator, &key, Format::Pdf, Lang::Pl).await.unwrap();
    assert_eq!(looked, Making::Failed);
    let again = city.service.begin_report_file(moderator, &key, Format::Pdf, Lang::Pl).await.unwrap();
    assert!(matches!(again, Making::Ready(_)), "{again:?}");
}

async fn a_maker_that_takes_too_long_is_ended(db: Db) {
    let shop = Shop::new(HANGS);
    let city = City::with_workshop(db, shop.workshop(Duration::from_millis(200))).await;
    let consultation = city.consultation().await;
    assert_eq!(asked(&city, &consultation).await, Making::Failed);
    assert_eq!(shop.there(), Vec::<String>::new());
}

async fn so_many_wait_and_no_more(db: Db) {
    let shop = Shop::new(HANGS);
    let city = City::with_workshop(db, shop.workshop(IN_TIME)).await;
    let mut asked = JoinSet::new();
    for consultation in [city.consultation().await, city.consultation().await] {
        for format in [Format::Pdf, Format::Docx, Format::Xlsx] {
            for lang in Lang::ALL {
                let (service, moderator, key) = (city.service.clone(), city.moderator.clone(), Key::Id(consultation.id));
                asked.spawn(async move { service.report_file(Some(&moderator), &key, format, lang).await });
            }
        }
    }
    // Eight of twelve wait.
    for _ in 0..4 {
        let outcome = asked.join_next().await.unwrap().unwrap();
        assert!(matches!(outcome, Err(Error::Overloaded)), "{outcome:?}");
    }
    asked.abort_all();
}

async fn what_was_never_finished_is_removed_after_a_while(db: Db) {
    let shop = Shop::new(COPIES);
    let city = City::with_workshop(db, shop.workshop(IN_TIME)).await;
    let consultation = city.consultation().await;
    file(&city, &consultation).await;
    let finished = shop.there();
    let write = |name: String| std::fs::write(shop.reports().join(name), "").unwrap();
    write(format!("{}-{}.lines", consultation.id, city.service.new_id()));
    write(format!("{}-{}.unfinished", consultation.id, city.service.new_id()));
    city.at(HOUR + SECOND);
    let begun = format!("{}-{}.lines", consultation.id, city.service.new_id());
    write(begun.clone());
    city.service.sweep().await.unwrap();
    let mut expected = [finished, vec![begun]].concat();
    expected.sort();
    assert_eq!(shop.there(), expected);
}
