//! The formats of a report.

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Values for programs.
    Json,
    /// The table of remarks.
    Csv,
    /// A workbook.
    Xlsx,
    /// A document that can be edited.
    Docx,
    /// A document for print and for the archive.
    Pdf,
}

/// A name that no format has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such format of a report")]
pub struct UnknownFormat;

impl Format {
    /// Every format, in the order in which a page offers them.
    pub const ALL: &[Self] = &[Self::Pdf, Self::Docx, Self::Xlsx, Self::Csv, Self::Json];

    /// Its name in addresses, which is how its files' names end.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
        }
    }

    /// The name of the file of a consultation's report.
    #[must_use]
    pub fn file_name(self, slug: &str) -> String {
        format!("{slug}.{}", self.as_str())
    }

    /// Whether its rows can be sent while they are read.
    #[must_use]
    pub fn streams(self) -> bool {
        matches!(self, Self::Json | Self::Csv)
    }
}

impl std::str::FromStr for Format {
    type Err = UnknownFormat;
    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL.iter().copied().find(|format| format.as_str() == name).ok_or(UnknownFormat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(format.as_str().parse::<Format>(), Ok(*format));
            assert!(format.file_name("program-2027").ends_with(format.as_str()));
        }
        assert_eq!("exe".parse::<Format>(), Err(UnknownFormat));
    }
}
