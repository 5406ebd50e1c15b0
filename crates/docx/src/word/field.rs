//! Fields: what the program computed stands in the text as their result, how it did stands before that.

/// How much of a field's code is kept: its first word.
const CODE_MAX: usize = 40;

/// The fields that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Whether its code is over.
    is_result: bool,
}

impl Fields {
    /// A mark of a field. Gives the code of one that ends without a result.
    pub(super) fn mark(&mut self, kind: &str) -> Option<String> {
        match kind {
            "begin" => self.0.push(Field::default()),
            "separate" => {
                if let Some(field) = self.0.last_mut() {
                    field.is_result = true;
                }
            }
            "end" => return self.0.pop().filter(|field| !field.is_result).map(|field| field.code),
            _ => {}
        }
        None
    }

    /// Some of a field's code.
    pub(super) fn code(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut() {
            field.code.extend(text.chars().take(CODE_MAX.saturating_sub(field.code.len())));
        }
    }

    /// Whether what stands here is shown.
    pub(super) fn shows(&self) -> bool {
        self.0.iter().all(|field| field.is_result)
    }

    /// A code goes on through no paragraph: whatever follows one that did not end is text.
    pub(super) fn end_codes(&mut self) {
        for field in &mut self.0 {
            field.is_result = true;
        }
    }
}

/// Whether a code makes a number while the document is shown, and leaves no text of it.
pub(super) fn is_numbering(code: &str) -> bool {
    ["AUTONUM", "LISTNUM"].iter().any(|name| code.trim_start().starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_result_of_a_field_is_shown() {
        let mut fields = Fields::default();
        assert!(fields.shows());
        fields.mark("begin");
        fields.code(" REF a \\h ");
        assert!(!fields.shows());
        fields.mark("begin");
        fields.mark("separate");
        assert!(!fields.shows(), "the result of a field within a code");
        fields.mark("end");
        fields.mark("separate");
        assert!(fields.shows());
        assert_eq!(fields.mark("end"), None);
        fields.mark("begin");
        fields.code(" AUTONUM ");
        assert_eq!(fields.mark("end").as_deref().map(is_numbering), Some(true));
        assert_eq!(fields.mark("end"), None);
    }
}
