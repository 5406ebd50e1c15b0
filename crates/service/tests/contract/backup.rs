//! Backups: what comes back, and what is refused before anything is replaced.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use busola_domain::{AccountId, DisplayName, Email, Role, Timestamp};
use busola_service::backup::{Error, Existing, restore, write};
use busola_storage::{Db, accounts};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;
use uuid::Uuid;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const NOW: Timestamp = Timestamp(1_781_712_000_007);
const MANIFEST: &str = "manifest.json";

/// A folder with a database and a data folder beside it.
struct Place(TempDir);

impl Place {
    fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With somebody in its database.
    async fn of(name: &str) -> Self {
        let place = Self::empty();
        let db = place.open().await;
        let mut tx = db.write().await.unwrap();
        let id = AccountId(Uuid::from_u128(7));
        assert!(accounts::insert(&mut tx, id, &email(name), &DisplayName::parse(name).unwrap(), Role::Resident, NOW).await.unwrap());
        tx.commit().await.unwrap();
        db.close().await;
        place
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn url(&self) -> String {
        format!("sqlite://{}", self.file("busola.db").display())
    }

    async fn open(&self) -> Db {
        Db::open(&self.url()).await.unwrap()
    }

    async fn knows(&self, name: &str) -> bool {
        let db = self.open().await;
        let found = accounts::by_email(&mut db.read().await.unwrap(), &email(name)).await.unwrap().is_some();
        db.close().await;
        found
    }

    fn attach(&self, name: &str, content: &str) {
        let file = self.file("data").join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }

    /// A backup of this place, in a file of it.
    async fn backup(&self) -> PathBuf {
        let file = self.file("city.zip");
        let db = self.open().await;
        write(&db, &self.file("data"), &file, NOW).await.unwrap();
        db.close().await;
        file
    }

    async fn restore(&self, file: &Path, existing: Existing) -> Result<Option<PathBuf>, Error> {
        restore(&self.url(), &self.file("data"), file, existing, NOW).await.map(|restored| restored.before)
    }

    /// Every file below, by its path.
    fn files(&self) -> BTreeSet<PathBuf> {
        fn list(folder: &Path, found: &mut BTreeSet<PathBuf>) {
            for item in fs::read_dir(folder).unwrap() {
                let path = item.unwrap().path();
                if path.is_dir() { list(&path, found) } else { assert!(found.insert(path)) }
            }
        }
        let mut found = BTreeSet::new();
        list(self.0.path(), &mut found);
        found
    }
}

fn email(name: &str) -> Email {
    Email::parse(&format!("{name}@example.org")).unwrap()
}

#[tokio::test]
async fn what_is_kept_comes_back_and_the_rest_does_not() {
    let here = Place::of("anna").await;
    here.attach("attachments/ab/cdef", "a plan");
    here.attach("attachments/0123", "");
    here.attach("reports/one.pdf", "made again");
    here.attach("mail/one.eml", "has left");
    let file = here.backup().await;
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let names: BTreeSet<_> = unzipped(&file).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, BTreeSet::from(["attachments/0123", "attachments/ab/cdef", "busola.db", MANIFEST].map(str::to_owned)));

    let there = Place::empty();
    there.attach("attachments/ffff", "was here");
    assert_eq!(there.restore(&file, Existing::Stays).await.unwrap(), None);
    assert!(there.knows("anna").await);
    for (name, content) in [("ab/cdef", "a plan"), ("0123", ""), ("ffff", "was here")] {
        assert_eq!(fs::read_to_string(there.file("data/attachments").join(name)).unwrap(), content);
    }
    assert_eq!(there.files().len(), 5, "{:?}", there.files());
}

#[tokio::test]
async fn nothing_is_overwritten_or_replaced_without_being_asked() {
    let here = Place::of("anna").await;
    let file = here.backup().await;
    let before = here.files();
    let db = here.open().await;
    assert!(matches!(write(&db, &here.file("data"), &file, NOW).await, Err(Error::Exists(_))));
    let nowhere = here.file("nowhere/city.zip");
    assert!(matches!(write(&db, &here.file("data"), &nowhere, NOW).await, Err(Error::File { .. })));
    db.close().await;
    assert_eq!(here.files(), before);

    let there = Place::of("jan").await;
    assert!(matches!(there.restore(&file, Existing::Stays).await, Err(Error::NotEmpty(_))));
    assert!(there.knows("jan").await);
    let kept = there.restore(&file, Existing::MovesAside).await.unwrap().unwrap();
    assert_eq!(kept, there.file("busola.db.before-restore-20260617T160000.007Z"));
    assert!(there.knows("anna").await && !there.knows("jan").await);
    fs::rename(kept, there.file("busola.db")).unwrap();
    assert!(there.knows("jan").await);
}

#[tokio::test]
async fn what_somebody_has_open_is_not_replaced() {
    let file_of = Place::of("anna").await;
    let file = file_of.backup().await;
    let there = Place::empty();
    let db = there.open().await;
    let refused = there.restore(&file, Existing::MovesAside).await;
    assert!(matches!(refused, Err(Error::Storage(busola_storage::Error::InUse))), "{refused:?}");
    db.close().await;
    there.restore(&file, Existing::Stays).await.unwrap();
    assert!(there.knows("anna").await);
}

/// The entries of a ZIP in their order.
fn unzipped(file: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(File::open(file).unwrap()).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut entries = Vec::new();
    for name in names {
        let mut bytes = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        entries.push((name, bytes));
    }
    entries
}

/// A backup that was taken apart, to be put together otherwise.
struct Forged {
    /// All but the manifest; the database is the first.
    entries: Vec<(String, Vec<u8>)>,
    manifest: Value,
}

impl Forged {
    fn of(file: &Path) -> Self {
        let mut entries = unzipped(file);
        let (name, manifest) = entries.pop().unwrap();
        assert_eq!((name.as_str(), entries[0].0.as_str()), (MANIFEST, "busola.db"));
        Self { entries, manifest: serde_json::from_slice(&manifest).unwrap() }
    }

    /// Lets the manifest name what there is.
    fn described(mut self) -> Self {
        let described = self
            .entries
            .iter()
            .map(|(name, bytes)| json!({ "name": name, "size": bytes.len(), "sha256": hex::encode(Sha256::digest(bytes)) }));
        self.manifest["entries"] = described.collect();
        self
    }

    fn write(&self, file: &Path) {
        let mut zip = ZipWriter::new(File::create(file).unwrap());
        let manifest = (MANIFEST.to_owned(), serde_json::to_vec(&self.manifest).unwrap());
        for (name, bytes) in self.entries.iter().chain([&manifest]) {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap();
    }
}

/// Changes the bytes of a database by SQL.
async fn database(bytes: &[u8], sql: &'static str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("busola.db");
    fs::write(&file, bytes).unwrap();
    let mut connection = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    fs::read(&file).unwrap()
}

/// Restores into a place where somebody is, and finds it as it was.
async fn refused(there: &Place, file: &Path) -> Error {
    let (files, bytes) = (there.files(), fs::read(there.file("busola.db")).unwrap());
    let error = there.restore(file, Existing::MovesAside).await.expect_err("it is restored");
    assert_eq!(there.files(), files, "{error}");
    assert_eq!(fs::read(there.file("busola.db")).unwrap(), bytes, "{error}");
    error
}

#[tokio::test]
async fn what_is_not_as_it_was_written_is_refused_before_anything_is_replaced() {
    let here = Place::of("anna").await;
    here.attach("attachments/ab/cdef", &"a plan ".repeat(1_000));
    let file = here.backup().await;
    let there = Place::of("jan").await;
    there.knows("jan").await;
    let forged = here.file("forged.zip");

    let whole = fs::read(&file).unwrap();
    for share in [0, 1, 50, 99] {
        fs::write(&forged, &whole[..whole.len() * share / 100]).unwrap();
        assert!(matches!(refused(&there, &forged).await, Error::Damaged(_)), "{share} %");
    }
    // In the database and in the attachment.
    for at in [whole.len() / 4, whole.len() / 2, 200] {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        fs::write(&forged, &bytes).unwrap();
        assert!(matches!(refused(&there, &forged).await, Error::Damaged(_)), "byte {at}");
    }

    let mut cases: Vec<(&str, Forged)> = Vec::new();
    let mut other = Forged::of(&file);
    other.entries[1].1 = b"another plan".to_vec();
    cases.push(("other bytes", other));
    let mut fewer = Forged::of(&file);
    fewer.entries.pop();
    cases.push(("one is missing", fewer));
    let mut more = Forged::of(&file);
    more.entries.push(("attachments/more".to_owned(), Vec::new()));
    cases.push(("one too many", more));
    let mut without = Forged::of(&file);
    without.entries.remove(0);
    cases.push(("no database", without.described()));
    for name in ["attachments/../../evil", "../evil", "/evil", "evil", "mail/evil.eml"] {
        let mut elsewhere = Forged::of(&file);
        elsewhere.entries[1].0 = name.to_owned();
        cases.push((name, elsewhere.described()));
    }
    for (case, forgery) in cases {
        forgery.write(&forged);
        let error = refused(&there, &forged).await;
        assert!(matches!(error, Error::Damaged(_)), "{case}: {error}");
    }

    let mut newer = Forged::of(&file);
    newer.manifest["format"] = json!(2);
    newer.write(&forged);
    assert!(matches!(refused(&there, &forged).await, Error::Newer(_)));
}

#[tokio::test]
async fn a_database_that_is_newer_or_damaged_is_refused_before_anything_is_replaced() {
    let here = Place::of("anna").await;
    let file = here.backup().await;
    let there = Place::of("jan").await;
    there.knows("jan").await;
    let forged = here.file("forged.zip");

    let mut newer = Forged::of(&file);
    newer.entries[0].1 = database(&newer.entries[0].1, "update _sqlx_migrations set version = 9999 where version = 1").await;
    newer.described().write(&forged);
    let error = refused(&there, &forged).await;
    assert!(matches!(error, Error::Storage(busola_storage::Error::NewerSchema { found: 9999, .. })), "{error}");

    let mut foreign = Forged::of(&file);
    foreign.entries[0].1 = database(&foreign.entries[0].1, "drop table _sqlx_migrations").await;
    foreign.described().write(&forged);
    let error = refused(&there, &forged).await;
    assert!(matches!(error, Error::Storage(busola_storage::Error::Damaged(_))), "{error}");

    let mut broken = Forged::of(&file);
    let bytes = &mut broken.entries[0].1;
    // All but the head, which names the pages.
    bytes[4_096 * 3..].fill(0);
    broken.described().write(&forged);
    assert!(matches!(refused(&there, &forged).await, Error::Storage(_)));
}
