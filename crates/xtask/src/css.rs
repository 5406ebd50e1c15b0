//! The style sheets: a file each, minified, for the browsers that are in use.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    dependencies::{Dependency, DependencyOptions},
    printer::PrinterOptions,
    stylesheet::{MinifyOptions, ParserOptions},
    targets::{Browsers, Targets},
};

/// The oldest browsers that the style sheets are written for: phones of 2021 whose system was updated once.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Targets::from(Browsers {
        android: version(99, 0),
        chrome: version(99, 0),
        edge: version(99, 0),
        firefox: version(97, 0),
        ios_saf: version(15, 4),
        safari: version(15, 4),
        samsung: version(18, 0),
        opera: version(85, 0),
        ie: None,
    })
}

/// Bundles a sheet; `rename` tells the served name of a file that a `url()` names.
pub(crate) fn bundle(entry: &Path, rename: impl Fn(&Path) -> Option<String>) -> Result<String> {
    let files = FileProvider::new();
    let options = ParserOptions { filename: entry.display().to_string(), ..ParserOptions::default() };
    let mut sheet = Bundler::new(&files, None, options).bundle(entry).map_err(|error| anyhow!("{error}"))?;
    sheet.minify(MinifyOptions { targets: targets(), ..MinifyOptions::default() }).map_err(|error| anyhow!("{error}"))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets: targets(),
            analyze_dependencies: Some(DependencyOptions { remove_imports: false }),
            ..PrinterOptions::default()
        })
        .map_err(|error| anyhow!("{error}"))?;
    let mut css = printed.code;
    for dependency in printed.dependencies.unwrap_or_default() {
        let Dependency::Url(link) = dependency else {
            return Err(anyhow!("an @import was left in the style sheet"));
        };
        let name = if link.url.starts_with("data:") || link.url.starts_with('#') {
            link.url
        } else {
            let file = resolve(Path::new(&link.loc.file_path), &link.url);
            rename(&file).with_context(|| format!("{}: no such file to serve: {}", link.loc.file_path, link.url))?
        };
        css = css.replace(&link.placeholder, &name);
    }
    Ok(css)
}

fn resolve(sheet: &Path, url: &str) -> PathBuf {
    let mut path = sheet.parent().unwrap_or(Path::new("")).to_path_buf();
    for part in url.split('/') {
        match part {
            "." => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_resolved_against_the_sheet_that_names_it() {
        assert_eq!(resolve(Path::new("/s/parts/type.css"), "../fonts/a.woff2"), Path::new("/s/fonts/a.woff2"));
        assert_eq!(resolve(Path::new("/s/main.css"), "./fonts/a.woff2"), Path::new("/s/fonts/a.woff2"));
    }
}
