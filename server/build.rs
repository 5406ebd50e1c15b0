//! Turns the browser's bundle, made by `cargo xtask build`, into a table that the server embeds.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed=BUSOLA_SITE");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let site = env::var_os("BUSOLA_SITE").map_or_else(|| target(&out).join("site"), PathBuf::from);
    let manifest = site.join("manifest.tsv");
    println!("cargo:rerun-if-changed={}", manifest.display());

    let release = env::var("PROFILE")? == "release";
    let table = match fs::read_to_string(&manifest) {
        Ok(manifest) if release && !manifest.starts_with("release\n") => {
            "compile_error!(\"the browser's bundle is a debug one: run `cargo xtask build`\");".to_owned()
        }
        Ok(manifest) => table(&site, &manifest)?,
        Err(_) if release => "compile_error!(\"there is no browser's bundle to embed: run `cargo xtask build`\");".to_owned(),
        Err(_) => {
            println!("cargo:warning=no browser's bundle is embedded: run `cargo xtask build`");
            table(&site, "")?
        }
    };
    fs::write(out.join("site.rs"), table)?;
    Ok(())
}

/// Cargo's target folder, above `out`: it and its folder of a triple carry cargo's tag file.
fn target(out: &Path) -> PathBuf {
    let tagged = |folder: &&Path| folder.join("CACHEDIR.TAG").exists();
    out.ancestors().skip_while(|folder| !tagged(folder)).take_while(tagged).last().unwrap_or(out).to_owned()
}

fn table(site: &Path, manifest: &str) -> Result<String, Box<dyn Error>> {
    let mut table = String::from("static FILES: &[File] = &[\n");
    let mut fonts = Vec::new();
    for line in manifest.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [role, name, content_type, copies] = fields[..] else {
            return Err(format!("manifest.tsv: {line}").into());
        };
        let embed = |ending: &str| {
            let path = site.join(format!("{name}{ending}"));
            format!("include_bytes!({path:?})")
        };
        let copy = |ending: &str| {
            let is_there = copies.split(' ').any(|copy| copy == &ending[1..]);
            if is_there { format!("Some({})", embed(ending)) } else { "None".to_owned() }
        };
        let path = format!("/assets/{name}");
        if role == "font" {
            fonts.push(path.clone());
        }
        writeln!(
            table,
            "File {{ role: {role:?}, name: {name:?}, path: {path:?}, content_type: {content_type:?}, \
             plain: {}, brotli: {}, gzip: {} }},",
            embed(""),
            copy(".br"),
            copy(".gz"),
        )?;
    }
    writeln!(table, "];\nstatic FONTS: &[&str] = &{fonts:?};")?;
    Ok(table)
}
