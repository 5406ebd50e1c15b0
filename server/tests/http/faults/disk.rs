//! A disk that is full.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::hall::Hall;
use super::locked::{insist, readable, refused_for_now};
use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, log, remark};

/// Becomes the program, on a disk of its own that holds what is in the folders `$2` (database) and `$3` (data) and
/// 4 MiB of ballast: `small.sh SIZE DATABASE DATA PROGRAM…`. Nobody else sees that disk, and it ends with the program.
const SMALL_DISK: &str = r#"
set -e
mount -t tmpfs -o "size=$1" small "$3/disk"
mkdir "$3/disk/database" "$3/disk/data"
cp -a "$2/." "$3/disk/database"
head -c 4194304 /dev/zero > "$3/disk/data/ballast"
mount --bind "$3/disk/database" "$2"
mount --bind "$3/disk/data" "$3"
shift 3
exec "$@"
"#;

/// The command that gives a program mounts of its own: as root, or as a user who is root in there.
fn own_mounts() -> Vec<&'static str> {
    let ways = [vec!["unshare", "--mount"], vec!["unshare", "--user", "--map-root-user", "--mount"]];
    let works = |way: &[&str]| Command::new(way[0]).args(&way[1..]).arg("true").output().is_ok_and(|output| output.status.success());
    ways.into_iter().find(|way| works(way)).expect("this test needs mounts of its own: run it as root, or allow user namespaces")
}

/// Serves a city again, from a disk of 12 MiB of which 4 are ballast.
async fn serve_from_a_small_disk(city: &mut City) {
    city.terminate().await;
    let folder = city.folder().to_str().unwrap().to_owned();
    let database = city.setting("DATABASE_URL").strip_prefix("sqlite://").unwrap();
    let database = Path::new(database).parent().unwrap().to_str().unwrap().to_owned();
    std::fs::create_dir(city.folder().join("disk")).unwrap();
    let command = [own_mounts(), vec!["sh", "-c", SMALL_DISK, "small.sh", "12m", &database, &folder]].concat();
    city.serve_by(&command).await;
}

/// Makes room on the disk.
fn throw_ballast(city: &City) {
    let inside = city.folder().strip_prefix("/").unwrap().join("ballast");
    std::fs::remove_file(city.process().join("root").join(inside)).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_refuses_remarks_for_now_and_loses_none() {
    on_sqlite(|mut city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        serve_from_a_small_disk(&mut city).await;
        let mut hall = Hall::of(city, moderator, consultation).await;
        let mut guest = hall.guest().await;

        let (mut acknowledged, mut refused) = (Vec::new(), Vec::new());
        let mut in_a_row = 0;
        while in_a_row < 5 {
            let new = remark(&"Żółw. ".repeat(1_600));
            let asked = Instant::now();
            let answer = hall.moderator.post(&comments_of(&hall.consultation), &new).await;
            assert!(asked.elapsed() < Duration::from_secs(7), "answered after {:?}", asked.elapsed());
            if answer.status == 201 {
                in_a_row = 0;
                acknowledged.push(new);
                hall.heard_up_to(1 + i64::try_from(acknowledged.len()).unwrap()).await;
                assert!(acknowledged.len() < 2_000, "the disk is not small");
            } else {
                in_a_row += 1;
                refused_for_now(&answer);
                refused.push(new);
            }
        }
        assert!(acknowledged.len() > 10, "{}", hall.city.printed());
        readable(&hall).await;
        assert_eq!(ids(&log(&hall.moderator, &hall.consultation).await[1..]), posted(&acknowledged));
        guest.say(&json!({ "type": "shout" })).await;
        guest.next_of("error").await;

        throw_ballast(&hall.city);
        for new in &refused {
            insist(&hall.moderator, &hall.consultation, new).await;
        }
        acknowledged.extend(refused);
        hall.heard_up_to(1 + i64::try_from(acknowledged.len()).unwrap()).await;
        hall.undisturbed("with room again").await;
        let events = log(&hall.moderator, &hall.consultation).await;
        assert_eq!(ids(&events[1..events.len() - 1]), posted(&acknowledged));
        readable(&hall).await;
    })
    .await;
}

/// The ids in a log.
fn ids(events: &[Value]) -> Vec<&Value> {
    events.iter().map(|event| &event["data"]["id"]).collect()
}

/// The ids of remarks that were posted one after the other.
fn posted(remarks: &[Value]) -> Vec<&Value> {
    remarks.iter().map(|remark| &remark["id"]).collect()
}
