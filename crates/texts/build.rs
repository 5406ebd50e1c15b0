//! Makes a function of every message, so that a missing word or a missing argument does not compile.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// The variables of a message in the order in which it says them, and its first words.
type Messages = BTreeMap<String, (Vec<String>, String)>;
type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    println!("cargo:rerun-if-changed=locales");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("locales");
    let (polish, polish_source) = read(&root.join("pl"))?;
    let (english, english_source) = read(&root.join("en"))?;
    compare(&polish, &english)?;

    let mut code = String::new();
    writeln!(code, "const POLISH: &str = {polish_source:?};\nconst ENGLISH: &str = {english_source:?};")?;
    writeln!(code, "/// The name of every message.\npub const KEYS: &[&str] = &{:?};", polish.keys().collect::<Vec<_>>())?;
    writeln!(code, "impl Lang {{")?;
    for (key, (arguments, text)) in &english {
        let name = key.replace('-', "_");
        let doc: String = text.lines().next().unwrap_or_default().chars().take(90).collect();
        write!(code, "    /// {doc:?}\n    #[must_use]\n    pub fn {name}<'a>(self")?;
        for argument in arguments {
            write!(code, ", {}: impl Into<FluentValue<'a>>", argument.replace('-', "_"))?;
        }
        write!(code, ") -> String {{ self.format({key:?}, &[")?;
        for argument in arguments {
            write!(code, "({argument:?}, {}.into()), ", argument.replace('-', "_"))?;
        }
        writeln!(code, "]) }}")?;
    }
    writeln!(code, "}}")?;
    // A function without arguments needs no lifetime.
    let code = code.replace("<'a>(self)", "(self)");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("messages.rs"), code)?;
    Ok(())
}

/// Every message of a language with the variables it uses, and the files as one source.
fn read(folder: &Path) -> Result<(Messages, String), Failure> {
    let mut files: Vec<_> = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "ftl"));
    files.sort();
    let mut messages = Messages::new();
    let mut source = String::new();
    for path in files {
        let text = fs::read_to_string(&path)?;
        let resource = fluent_syntax::parser::parse(text.as_str()).map_err(|(_, errors)| format!("{}: {errors:?}", path.display()))?;
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let Some(pattern) = message.value else { continue };
            let mut variables = Vec::new();
            of_pattern(&pattern, &mut variables);
            let first = pattern.elements.iter().find_map(|element| match element {
                PatternElement::TextElement { value } => Some((*value).to_owned()),
                PatternElement::Placeable { .. } => None,
            });
            let known = messages.insert(message.id.name.to_owned(), (variables, first.unwrap_or_default()));
            if known.is_some() {
                return Err(format!("{}: {} stands twice", path.display(), message.id.name).into());
            }
        }
        source.push_str(&text);
        source.push('\n');
    }
    Ok((messages, source))
}

fn of_pattern(pattern: &Pattern<&str>, variables: &mut Vec<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, variables);
        }
    }
}

fn of_expression(expression: &Expression<&str>, variables: &mut Vec<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, variables),
        Expression::Select { selector, variants } => {
            of_inline(selector, variables);
            for variant in variants {
                of_pattern(&variant.value, variables);
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, variables: &mut Vec<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            if !variables.iter().any(|variable| variable == id.name) {
                variables.push(id.name.to_owned());
            }
        }
        InlineExpression::Placeable { expression } => of_expression(expression, variables),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                of_inline(argument, variables);
            }
        }
        _ => {}
    }
}

fn compare(polish: &Messages, english: &Messages) -> Result<(), Failure> {
    for (key, (arguments, _)) in polish {
        match english.get(key) {
            None => return Err(format!("{key} is missing in English").into()),
            Some((others, _)) if others.iter().collect::<BTreeSet<_>>() != arguments.iter().collect::<BTreeSet<_>>() => {
                return Err(format!("{key} has other variables in English").into());
            }
            Some(_) => {}
        }
    }
    match english.keys().find(|key| !polish.contains_key(*key)) {
        Some(key) => Err(format!("{key} is missing in Polish").into()),
        None => Ok(()),
    }
}
