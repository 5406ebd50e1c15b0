//! What is not overwritten and not replaced.

use std::path::{Path, PathBuf};

use super::backup_of;
use crate::city::{City, on_sqlite};
use crate::commands::line;
use crate::fixture::{consultation, id, log, posted};

fn database_of(city: &City) -> PathBuf {
    city.setting("DATABASE_URL").strip_prefix("sqlite://").unwrap().into()
}

/// What is in a folder, by name.
fn listed(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_there_is_not_overwritten() {
    on_sqlite(|city| async move {
        let (file, path) = backup_of(&city);
        std::fs::write(&file, "mine").unwrap();
        assert!(line(&city.run(&["backup", &path])).contains("is there already"));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
        let nowhere = city.folder().join("nowhere/city.zip");
        line(&city.run(&["backup", nowhere.to_str().unwrap()]));
        line(&city.run(&["backup"]));
        assert!(!listed(city.folder()).iter().any(|name| name.starts_with('.')), "something is left behind");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_city_that_is_served_is_not_replaced() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let (_, path) = backup_of(&city);
        city.told(&["backup", &path]);
        for arguments in [&["restore", path.as_str()][..], &["restore", "--replace", path.as_str()]] {
            assert!(line(&city.run(arguments)).contains("end `busola serve`"));
        }
        posted(&moderator, &consultation, "Nadal działa.").await;
        assert_eq!(log(&city.guest(), &consultation).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_not_whole_replaces_nothing() {
    on_sqlite(|mut city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let (file, path) = backup_of(&city);
        city.told(&["backup", &path]);
        city.terminate().await;
        let whole = std::fs::read(&file).unwrap();
        let before = listed(database_of(&city).parent().unwrap());

        let broken = city.folder().join("broken.zip");
        let refused = |bytes: &[u8]| {
            std::fs::write(&broken, bytes).unwrap();
            let said = line(&city.run(&["restore", "--replace", broken.to_str().unwrap()]));
            assert!(said.contains("not a whole backup") && said.contains("nothing was changed"), "{said}");
        };
        refused(b"");
        refused(&whole[..whole.len() / 2]);
        refused(&whole[..whole.len() - 1]);
        let mut changed = whole.clone();
        changed[whole.len() / 2] ^= 1;
        refused(&changed);
        line(&city.run(&["restore", "--replace", "nothing.zip"]));

        assert_eq!(listed(database_of(&city).parent().unwrap()), before);
        city.serve().await;
        assert_eq!(log(&city.guest(), &consultation).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_city_with_people_in_it_is_replaced_when_asked_for_and_kept() {
    on_sqlite(|mut city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        posted(&moderator, &consultation, "Przed kopią.").await;
        let (_, path) = backup_of(&city);
        city.told(&["backup", &path]);
        let late = posted(&moderator, &consultation, "Po kopii.").await;
        // As after a power cut: the last words are in the log beside the file.
        city.kill();

        assert!(line(&city.run(&["restore", &path])).contains("--replace"));
        let told = city.told(&["restore", "--replace", &path]);
        let kept = PathBuf::from(told.lines().last().unwrap().rsplit_once(": ").unwrap().1);
        city.serve().await;
        assert_eq!(log(&city.guest(), &consultation).await.len(), 2);

        // What was kept is whole.
        city.terminate().await;
        std::fs::rename(kept, database_of(&city)).unwrap();
        city.serve().await;
        let events = log(&city.guest(), &consultation).await;
        assert_eq!(id(&events.last().unwrap()["data"]), id(&late));
    })
    .await;
}
