//! Files that belong to a consultation: known by their content, kept once, gone with the last who has them.

use std::io::{Cursor, Write as _};
use std::time::{Duration, UNIX_EPOCH};

use busola_domain::attachment::{Attachment, BYTES_MAX, COUNT_MAX, Kind, MEGABYTES_MAX};
use busola_domain::consultation::Moderation;
use busola_domain::policy::Denied;
use busola_domain::time::{DAY, HOUR};
use busola_domain::{Actor, Consultation, EventKind, Problem};
use busola_service::Error;
use busola_service::attachments::NewAttachment;
use busola_service::consultations::{Key, NewConsultation};
use busola_storage::Db;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::city::{CLOSES, City, NOW, denied, draft_of, invalid, kinds};

on_both_databases!(
    a_file_is_what_its_content_is,
    content_is_kept_once_and_goes_with_the_last_file_of_it,
    what_is_too_much_is_refused_and_leaves_nothing,
    images_tell_nothing_of_their_makers,
    files_of_a_draft_are_for_moderators,
    files_change_until_the_report_is_out,
    what_was_cut_off_is_removed_after_a_day,
);

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n";

impl City {
    async fn attach(&self, who: Option<&Actor>, to: &Consultation, name: &str, content: &[u8]) -> Result<Attachment, Error> {
        let mut upload = self.service.begin_upload(who, &Key::Id(to.id), self.service.now()).await?;
        for piece in content.chunks(1_000_000) {
            upload.write(piece).await?;
        }
        let new = NewAttachment { caption: " Mapa  terenu ".to_owned(), name: name.to_owned() };
        self.service.attach(who, &Key::Id(to.id), new, upload, self.service.now()).await
    }

    async fn add(&self, to: &Consultation, name: &str, content: &[u8]) -> Result<Attachment, Error> {
        self.attach(Some(&self.moderator), to, name, content).await
    }

    /// The names in the folder of the files.
    fn kept(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.mail_folder().join("attachments")) else { return Vec::new() };
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

async fn a_file_is_what_its_content_is(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let added = city.add(&consultation, "C:\\Moje dokumenty\\plan.docx", PDF).await.unwrap();
    assert_eq!((added.kind, added.name.as_str(), added.caption.as_str(), added.bytes), (Kind::Pdf, "plan.pdf", "Mapa terenu", 17));
    city.at(HOUR);
    let word = [("[Content_Types].xml", ""), ("docProps/app.xml", ""), ("customXml/a.xml", ""), ("word/document.xml", "")];
    let odt = archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")]);
    for (content, kind) in [(archive(&word), Kind::Docx), (odt, Kind::Odt)] {
        assert_eq!(city.add(&consultation, "a.pdf", &content).await.unwrap().kind, kind);
    }
    let with_macros = archive(&[word.as_slice(), &[("word/vbaProject.bin", "")]].concat());
    let sheet = archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]);
    let nothing = archive(&[("[Content_Types].xml", "")]);
    let others: [&[u8]; 7] = [b"<html><script>", b"MZ\x90", b"GIF89a", b"\n%PDF-1.7", &with_macros, &sheet, &nothing];
    for content in others {
        assert_eq!(invalid(city.add(&consultation, "plan.pdf", content).await), ("file".to_owned(), Problem::FileKind));
    }
    let broken: [&[u8]; 2] = [b"\xFF\xD8\xFF\xE0\0", b"\x89PNG\r\n\x1a\n\0"];
    for content in broken {
        assert_eq!(invalid(city.add(&consultation, "a.png", content).await), ("file".to_owned(), Problem::FileUnreadable));
    }
    assert_eq!(city.kept().len(), 3);
    let attached = city.service.attachments(None, &Key::Id(consultation.id)).await.unwrap();
    assert_eq!(attached.items[0], added);
    let report = city.service.report(Some(&city.moderator), &Key::Id(consultation.id)).await.unwrap().report;
    assert_eq!((report.attachments.len(), report.attachments[0].mime.as_str()), (3, "application/pdf"));
    let address = format!("http://127.0.0.1:3000/consultations/{}/attachments/{}/plan.pdf", consultation.slug, added.id);
    assert_eq!((&report.attachments[0].address, &report.attachments[0].sha256), (&address, &added.sha256));
}

async fn content_is_kept_once_and_goes_with_the_last_file_of_it(db: Db) {
    let city = City::new(db).await;
    let (here, there) = (city.consultation().await, city.consultation().await);
    let (first, second) = (city.add(&here, "a.pdf", PDF).await.unwrap(), city.add(&there, "b.pdf", PDF).await.unwrap());
    assert_eq!(city.kept(), std::slice::from_ref(&first.sha256));
    let found = city.service.attachment(None, &Key::Id(here.id), first.id).await.unwrap();
    assert_eq!((std::fs::read(&found.path).unwrap(), found.public), (PDF.to_vec(), true));
    // Each stands in its own consultation alone.
    assert_eq!(denied(city.service.attachment(None, &Key::Id(here.id), second.id).await), Denied::NotFound);

    city.service.detach(Some(&city.moderator), first.id, NOW).await.unwrap();
    assert_eq!(city.kept(), [second.sha256]);
    assert_eq!(denied(city.service.attachment(None, &Key::Id(here.id), first.id).await), Denied::NotFound);
    city.service.detach(Some(&city.moderator), second.id, NOW).await.unwrap();
    assert_eq!(city.kept(), Vec::<String>::new());
    assert_eq!(kinds(&city.log(&here).await)[1..], [EventKind::ConsultationChanged; 2]);
    let audit = city.service.audit_log(Some(&city.moderator), None).await.unwrap().items;
    let named = |action: &str| audit.iter().filter(|entry| entry.action == action).map(|entry| entry.detail.clone()).collect::<Vec<_>>();
    assert_eq!(named("consultation.attach").len(), 2);
    assert!(named("consultation.detach").contains(&"b.pdf".to_owned()));
}

async fn what_is_too_much_is_refused_and_leaves_nothing(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let large = [PDF, &vec![b' '; BYTES_MAX as usize]].concat();
    let refused = invalid(city.add(&consultation, "a.pdf", &large).await);
    assert_eq!(refused, ("file".to_owned(), Problem::FileTooLarge { megabytes: MEGABYTES_MAX }));
    assert_eq!(invalid(city.add(&consultation, "a.pdf", b"").await), ("file".to_owned(), Problem::FileMissing));
    let upload = city.service.begin_upload(Some(&city.moderator), &Key::Id(consultation.id), NOW).await.unwrap();
    let unnamed = NewAttachment { caption: " ".to_owned(), name: "a.pdf".to_owned() };
    let errors = city.service.attach(Some(&city.moderator), &Key::Id(consultation.id), unnamed, upload, NOW).await.unwrap_err();
    assert!(matches!(errors, Error::Invalid(errors) if errors.iter().map(|bad| bad.field.as_str()).eq(["caption", "file"])));
    assert_eq!(city.kept(), Vec::<String>::new());

    for _ in 0..COUNT_MAX {
        city.add(&consultation, "a.pdf", PDF).await.unwrap();
    }
    let other = [PDF, b"another"].concat();
    assert_eq!(invalid(city.add(&consultation, "b.pdf", &other).await), ("file".to_owned(), Problem::TooMany { max: COUNT_MAX }));
    assert_eq!(city.kept().len(), 1);
}

async fn images_tell_nothing_of_their_makers(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let chunk = |name: &[u8], content: &[u8]| [&(content.len() as u32).to_be_bytes()[..], name, content, &[0; 4]].concat();
    let told = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &[0; 13]), chunk(b"tEXt", b"GPS\0SECRET"), chunk(b"IEND", b"")].concat();
    let added = city.add(&consultation, "zdjęcie.png", &told).await.unwrap();
    let found = city.service.attachment(None, &Key::Id(consultation.id), added.id).await.unwrap();
    let kept = std::fs::read(found.path).unwrap();
    assert!(!kept.windows(6).any(|window| window == b"SECRET"));
    assert_eq!((added.bytes as usize, kept.len()), (told.len() - 22, told.len() - 22));
}

async fn files_of_a_draft_are_for_moderators(db: Db) {
    let city = City::new(db).await;
    let draft = city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await;
    let jan = city.resident("Jan").await;
    let key = Key::Id(draft.id);
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&jan), Denied::NotAllowed)] {
        assert_eq!(denied(city.attach(who, &draft, "a.pdf", PDF).await), no);
    }
    let added = city.add(&draft, "a.pdf", PDF).await.unwrap();
    for who in [None, Some(&jan)] {
        assert_eq!(denied(city.service.attachment(who, &key, added.id).await), Denied::NotFound);
        assert_eq!(denied(city.service.attachments(who, &key).await), Denied::NotFound);
        assert!(city.service.detach(who, added.id, NOW).await.is_err());
    }
    let found = city.service.attachment(Some(&city.moderator), &key, added.id).await.unwrap();
    assert_eq!((found.attachment, found.public), (added, false));
    // Nobody listens there yet.
    assert!(city.service.events(Some(&city.moderator), &key, 0, 10).await.unwrap().items.is_empty());
}

async fn files_change_until_the_report_is_out(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    city.clock.set(CLOSES);
    let added = city.add(&consultation, "a.pdf", PDF).await.unwrap();
    city.service.publish_report(Some(&city.moderator), &Key::Id(consultation.id)).await.unwrap();
    city.at(2 * DAY);
    let other = [PDF, b"another"].concat();
    assert_eq!(denied(city.add(&consultation, "b.pdf", &other).await), Denied::AlreadyReported);
    assert_eq!(denied(city.service.detach(Some(&city.moderator), added.id, city.service.now()).await), Denied::AlreadyReported);
    assert_eq!(city.kept(), [added.sha256]);
}

async fn what_was_cut_off_is_removed_after_a_day(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let added = city.add(&consultation, "a.pdf", PDF).await.unwrap();
    let folder = city.mail_folder().join("attachments");
    for (name, before) in [(".old", DAY), (".new", DAY - HOUR)] {
        let written = UNIX_EPOCH + Duration::from_millis((NOW.0 - before) as u64);
        std::fs::File::create(folder.join(name)).unwrap().set_modified(written).unwrap();
    }
    city.service.sweep().await.unwrap();
    let mut kept = city.kept();
    kept.sort();
    assert_eq!(kept, [".new".to_owned(), added.sha256]);
}
