//! Who runs the site: what a privacy notice must say of them (GDPR, article 13).

use serde::{Deserialize, Serialize};

use crate::problem::{FieldError, Problem};
use crate::{contact, retention, text};

/// The longest name of an office, and the longest way to reach the data protection officer, in characters.
pub const NAME_MAX: usize = 200;
/// The longest postal address, in characters.
pub const ADDRESS_MAX: usize = 500;

/// The office that runs consultations here and is the controller of the data, as an administrator says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct City {
    /// Its name ("Prezydent Miasta Lublin", "Urząd Miasta Leszna").
    pub name: String,
    /// Where it is.
    pub address: String,
    /// Its e-mail address.
    pub email: String,
    /// Its telephone; empty where none is named.
    pub phone: String,
    /// How to reach the data protection officer.
    pub officer: String,
    /// For how many years after the report names stay under remarks, where a consultation has no number of its own.
    pub retention_years: i64,
}

impl City {
    /// Normalises and checks what was typed.
    ///
    /// # Errors
    /// Every bad field.
    pub fn parse(self) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut clean = |field: &str, value: Result<String, Problem>| {
            value.unwrap_or_else(|problem| {
                errors.push(FieldError::new(field, problem));
                String::new()
            })
        };
        let city = Self {
            name: clean("name", text::line(&self.name, NAME_MAX)),
            address: clean("address", text::multiline(&self.address, ADDRESS_MAX)),
            email: clean("email", contact::email(&self.email)),
            phone: clean("phone", text::optional(&self.phone, contact::phone)),
            officer: clean("officer", text::line(&self.officer, NAME_MAX)),
            retention_years: self.retention_years,
        };
        if let Err(problem) = retention::years(city.retention_years) {
            errors.push(FieldError::new("retention_years", problem));
        }
        if errors.is_empty() { Ok(city) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> City {
        City {
            name: " Urząd  Miasta ".to_owned(),
            address: "Rynek 1\r\n64-100 Leszno".to_owned(),
            email: "Urzad@Miasto.example".to_owned(),
            phone: " ".to_owned(),
            officer: "iod@miasto.example".to_owned(),
            retention_years: 5,
        }
    }

    #[test]
    fn what_is_typed_is_made_regular() {
        let city = typed().parse().unwrap();
        assert_eq!((city.name.as_str(), city.address.as_str(), city.phone.as_str()), ("Urząd Miasta", "Rynek 1\n64-100 Leszno", ""));
        assert_eq!(city.email, "urzad@miasto.example");
    }

    #[test]
    fn every_bad_field_is_named() {
        let bad = City { name: String::new(), email: "urząd".to_owned(), phone: "5".to_owned(), retention_years: 0, ..typed() };
        let fields: Vec<_> = bad.parse().unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["name", "email", "phone", "retention_years"]);
    }
}
