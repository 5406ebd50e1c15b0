//! The bundle as the server embeds it: names with content hashes, compressed copies, and a manifest.
//!
//! `manifest.tsv` has the variant in its first line, then a line for each file: role, name, content type, and the
//! copies there are (`br gz`).

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use crate::{
    css,
    project::Project,
    wasm::{self, BUNDLES, Bindings, Variant},
};

const MANIFEST: &str = "manifest.tsv";
const STAMP: &str = "inputs";

/// One served file.
struct File {
    role: &'static str,
    name: String,
    content_type: &'static str,
    bytes: Vec<u8>,
}

/// All that a browser loads beside the page itself.
pub(crate) struct Site {
    files: Vec<File>,
}

/// A digest of all that the bundle is made from, this program included.
pub(crate) fn inputs(project: &Project, compiled: &[PathBuf], variant: Variant) -> Result<String> {
    let mut digest = Sha256::new();
    let mut files = vec![env::current_exe()?, boot(project)];
    files.extend_from_slice(compiled);
    walk(&project.root.join("style"), &mut files)?;
    for file in &files {
        digest.update(file.as_os_str().as_encoded_bytes());
        digest.update(Sha256::digest(fs::read(file).with_context(|| file.display().to_string())?));
    }
    digest.update(format!("{variant:?} {}", wasm::has_wasm_opt()));
    Ok(hex::encode(digest.finalize()))
}

/// Whether the bundle was made from these inputs.
pub(crate) fn is_fresh(project: &Project, inputs: &str) -> bool {
    fs::read_to_string(project.site().join(STAMP)).is_ok_and(|stamp| stamp == inputs)
}

fn boot(project: &Project) -> PathBuf {
    project.root.join("crates/frontend/boot.js")
}

/// Files below a folder, in a stable order; editors' hidden files are no part of it.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder).with_context(|| folder.display().to_string())?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

impl Site {
    /// Names every file by its content, from the leaves up: who names another comes after it.
    pub(crate) fn assemble(project: &Project, bindings: Vec<Bindings>) -> Result<Self> {
        let style = project.root.join("style");
        let mut site = Self { files: Vec::new() };
        let mut renamed = BTreeMap::new();

        let icon = style.join("favicon.svg");
        if icon.exists() {
            let name = site.add("icon", "favicon", "svg", fs::read(&icon)?);
            renamed.insert(icon, name);
        }
        let mut fonts = Vec::new();
        if style.join("fonts").exists() {
            walk(&style.join("fonts"), &mut fonts)?;
        }
        for font in fonts.into_iter().filter(|path| path.extension().is_some_and(|end| end == "woff2")) {
            let stem = font.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let name = site.add("font", &stem, "woff2", fs::read(&font)?);
            renamed.insert(font, name);
        }
        for (role, stem, entry) in
            [("style", "busola", "main.css"), ("session", "session", "session.css"), ("office", "office", "office.css")]
        {
            let sheet = css::bundle(&style.join(entry), |file| renamed.get(file).cloned())?;
            site.add(role, stem, "css", sheet.into_bytes());
        }

        let boot = fs::read_to_string(boot(project))?;
        for name in ["\"./busola.js\"", "\"./busola.wasm\""] {
            ensure!(boot.matches(name).count() == 1, "boot.js does not name {name} exactly once");
        }
        for (bundle, bindings) in BUNDLES.into_iter().zip(bindings) {
            let [of_boot, of_loader, of_wasm] = bundle.roles;
            let wasm = site.add(of_wasm, bundle.stem, "wasm", bindings.wasm);
            let loader = site.add(of_loader, bundle.stem, "js", bindings.loader.into_bytes());
            let boot = boot.replace("./busola.js", &format!("./{loader}")).replace("./busola.wasm", &format!("./{wasm}"));
            site.add(of_boot, of_boot, "js", boot.into_bytes());
        }
        Ok(site)
    }

    fn add(&mut self, role: &'static str, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
        let hash = hex::encode(&Sha256::digest(&bytes)[..8]);
        let name = format!("{stem}.{hash}.{extension}");
        let content_type = match extension {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            "wasm" => "application/wasm",
            _ => "font/woff2",
        };
        self.files.push(File { role, name: name.clone(), content_type, bytes });
        name
    }

    /// Writes beside the old bundle and then puts the new one in its place.
    pub(crate) fn write(&self, project: &Project, inputs: &str, variant: Variant) -> Result<()> {
        let (site, next) = (project.site(), project.target.join("site.next"));
        if next.exists() {
            fs::remove_dir_all(&next)?;
        }
        fs::create_dir_all(&next)?;
        let mut manifest = format!("{}\n", variant.name());
        for file in &self.files {
            fs::write(next.join(&file.name), &file.bytes)?;
            let mut copies = Vec::new();
            // A font is compressed in itself.
            if file.role != "font" {
                fs::write(next.join(format!("{}.br", file.name)), brotli(&file.bytes, variant)?)?;
                fs::write(next.join(format!("{}.gz", file.name)), gzip(&file.bytes, variant)?)?;
                copies = vec!["br", "gz"];
            }
            writeln!(manifest, "{}\t{}\t{}\t{}", file.role, file.name, file.content_type, copies.join(" "))?;
        }
        fs::write(next.join(STAMP), inputs)?;
        fs::write(next.join(MANIFEST), manifest)?;
        if site.exists() {
            fs::remove_dir_all(&site)?;
        }
        fs::rename(&next, &site)?;
        Ok(())
    }
}

fn brotli(bytes: &[u8], variant: Variant) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: if variant == Variant::Release { 11 } else { 1 },
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

fn gzip(bytes: &[u8], variant: Variant) -> Result<Vec<u8>> {
    let level = if variant == Variant::Release { Compression::best() } else { Compression::fast() };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
