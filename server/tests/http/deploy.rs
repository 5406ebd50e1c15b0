//! What is in deploy/ says what the program says. Whether systemd and the proxies understand it, setup/deploy.sh asks.

use std::collections::BTreeSet;

use crate::city::on_sqlite;

const ENV: &str = include_str!("../../../deploy/busola.env");
const OPERATORS: [&str; 2] = [include_str!("../../../docs/operators.en.md"), include_str!("../../../docs/operators.pl.md")];

#[tokio::test(flavor = "multi_thread")]
async fn every_setting_is_in_the_example_and_in_the_tables_of_operators() {
    on_sqlite(|city| async move {
        let help = city.told(&["serve", "--help"]);
        let names = help.split("[env: ").skip(1).map(|rest| rest.split(['=', ']']).next().unwrap());
        // It is read by the logging alone.
        let settings: BTreeSet<&str> = names.chain(["RUST_LOG"]).collect();
        assert!(settings.len() > 10, "{settings:?}");
        let lines = ENV.lines().map(|line| line.trim_start_matches('#'));
        let named: BTreeSet<&str> =
            lines.filter_map(|line| line.split_once('=')).map(|(name, _)| name).filter(|name| is_name(name)).collect();
        assert_eq!(named, settings);
        for setting in settings {
            for table in OPERATORS {
                assert!(table.contains(&format!("| `{setting}` |")), "{setting}");
            }
        }
    })
    .await;
}

/// Words before an equals sign in a comment are no setting.
fn is_name(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}
