//! What the parts of a package have to do with each other.

use std::collections::HashMap;

use crate::Refused;
use crate::package::Package;
use crate::xml::{Space, Tag, Visit, visit};

/// The most relationships of a part: one for each picture and each link.
const RELATIONS_MAX: usize = 50_000;

/// To what a part is related.
#[derive(Debug)]
struct Relation {
    /// The last word of its kind: "styles".
    kind: String,
    /// The name of another part, or an address outside.
    target: String,
    outside: bool,
}

/// The relationships of a part, by id.
#[derive(Debug, Default)]
pub(super) struct Relations {
    /// The folder of the part.
    folder: String,
    relations: HashMap<String, Relation>,
}

impl Relations {
    /// Reads those of a part; of the package itself where the name is empty.
    pub(super) fn read(package: &mut Package<'_>, of: &str) -> Result<Self, Refused> {
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
        let mut relations = Self { folder: folder.to_owned(), ..Self::default() };
        let slash = if folder.is_empty() { "" } else { "/" };
        if let Some(part) = package.part(&format!("{folder}{slash}_rels/{name}.rels"))? {
            visit(part, &mut relations)?;
        }
        Ok(relations)
    }

    /// The part of a kind.
    pub(super) fn of_kind(&self, kind: &str) -> Option<String> {
        let found = self.relations.values().find(|relation| relation.kind == kind && !relation.outside)?;
        Some(self.resolve(&found.target))
    }

    /// The part that an id leads to.
    pub(super) fn part(&self, id: &str) -> Option<String> {
        let found = self.relations.get(id).filter(|relation| !relation.outside)?;
        Some(self.resolve(&found.target))
    }

    /// The address that an id leads to.
    pub(super) fn address(&self, id: &str) -> Option<&str> {
        self.relations.get(id).filter(|relation| relation.outside).map(|relation| relation.target.as_str())
    }

    /// The name of a part that is told from the folder of this one.
    fn resolve(&self, target: &str) -> String {
        let from_root = target.starts_with('/');
        let mut steps: Vec<&str> = if from_root { Vec::new() } else { self.folder.split('/').filter(|step| !step.is_empty()).collect() };
        for step in target.split('/') {
            match step {
                "" | "." => {}
                ".." => drop(steps.pop()),
                step => steps.push(step),
            }
        }
        steps.join("/")
    }
}

impl Visit for Relations {
    fn open(&mut self, tag: &Tag<'_>) -> Result<bool, Refused> {
        if let (Space::Relations, "Relationship", Some(id)) = (tag.space, tag.name(), tag.get("Id")) {
            let kind = tag.get("Type").unwrap_or_default();
            let relation = Relation {
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: tag.get("Target").unwrap_or_default().into(),
                outside: tag.get("TargetMode").as_deref() == Some("External"),
            };
            self.relations.insert(id.into(), relation);
        }
        if self.relations.len() > RELATIONS_MAX { Err(Refused::TooComplex) } else { Ok(true) }
    }

    fn close(&mut self) -> Result<(), Refused> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Relations;

    #[test]
    fn a_target_is_told_from_the_folder_of_its_part() {
        let relations = Relations { folder: "word".to_owned(), ..Relations::default() };
        for (target, name) in
            [("styles.xml", "word/styles.xml"), ("/word/a.xml", "word/a.xml"), ("../x/./b.xml", "x/b.xml"), ("../../c", "c")]
        {
            assert_eq!(relations.resolve(target), name);
        }
    }
}
