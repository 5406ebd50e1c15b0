//! What administrators say: who runs the site, how accessible it is, for how long names stay.

use std::str::FromStr;

use busola_domain::accessibility::{Declaration, Method, Status};
use busola_domain::city::City;
use busola_domain::{ConsultationId, Day, FieldError, Problem, Timestamp};
use busola_service::Error;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::consultation::read;
use super::deadlines::given;
use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;

/// The form of who runs the site, as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CityForm {
    /// The office.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// Its e-mail address.
    pub email: String,
    /// Its telephone.
    pub phone: String,
    /// How to reach the data protection officer.
    pub officer: String,
    /// For how many years names stay.
    pub retention_years: String,
    /// The revision that is edited.
    pub revision: String,
    /// The day that was agreed to on which names leave.
    pub agreed: String,
}

/// Says who runs the site.
#[server(prefix = "/fn", endpoint = "set-city")]
pub async fn set_city(#[server(flatten)] form: CityForm) -> Result<(), Failure> {
    let site = Site::get()?;
    let (revision, agreed) = (revision(&form.revision), form.agreed.parse().ok());
    let city = city(form).map_err(|errors| fail(&site)(Error::Invalid(errors)))?;
    site.service.set_city(site.actor.as_ref(), city, revision, agreed, site.received).await.map_err(fail(&site))?;
    go_to("/admin/city?saved=1");
    Ok(())
}

/// What the form says of the city.
fn city(form: CityForm) -> Result<City, Vec<FieldError>> {
    let mut errors = Vec::new();
    let years = read(&mut errors, "retention_years", number(&form.retention_years));
    let CityForm { name, address, email, phone, officer, .. } = form;
    // What else is wrong is told at the same time.
    let city = City { name, address, email, phone, officer, retention_years: years.unwrap_or(1) };
    all_of(errors, city.parse())
}

/// The form of the declaration of accessibility, as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DeclarationForm {
    /// The public body.
    pub entity: String,
    /// When the site was published.
    pub published_on: String,
    /// When it was last changed.
    pub updated_on: String,
    /// Whether it is as the act asks, by name.
    pub status: String,
    /// What is not.
    pub barriers: String,
    /// What would cost too much.
    pub costs: String,
    /// What the act does not ask for.
    pub exempt: String,
    /// How it was found out, by name.
    pub method: String,
    /// By whom.
    pub examiner: String,
    /// When the declaration was made.
    pub made_on: String,
    /// When it was last looked through.
    pub reviewed_on: String,
    /// What helps beyond that.
    pub help: String,
    /// Who answers for accessibility.
    pub contact: String,
    /// Their address.
    pub email: String,
    /// Their telephone.
    pub phone: String,
    /// Applications for telephones.
    pub apps: String,
    /// The building.
    pub architecture: String,
    /// Speaking with the office.
    pub communication: String,
    /// The revision that is edited.
    pub revision: String,
}

/// Publishes a declaration of accessibility.
#[server(prefix = "/fn", endpoint = "publish-declaration")]
pub async fn publish_declaration(#[server(flatten)] form: DeclarationForm) -> Result<(), Failure> {
    let site = Site::get()?;
    let revision = revision(&form.revision);
    let declaration = declaration(form, site.received).map_err(|errors| fail(&site)(Error::Invalid(errors)))?;
    site.service.publish_declaration(site.actor.as_ref(), declaration, revision, site.received).await.map_err(fail(&site))?;
    go_to("/accessibility");
    Ok(())
}

/// What the form says of accessibility.
fn declaration(form: DeclarationForm, now: Timestamp) -> Result<Declaration, Vec<FieldError>> {
    let mut errors = Vec::new();
    let today = Day::of(now);
    let mut day = |field, typed: &str| read(&mut errors, field, Day::from_str(typed));
    let (published_on, updated_on) = (day("published_on", &form.published_on), day("updated_on", &form.updated_on));
    let made_on = day("made_on", &form.made_on);
    let reviewed_on = given(&mut errors, "reviewed_on", &form.reviewed_on, Day::from_str);
    let status = read(&mut errors, "status", Status::from_str(&form.status));
    let method = read(&mut errors, "method", Method::from_str(&form.method));
    let published_on = published_on.unwrap_or_else(|| updated_on.unwrap_or(today));
    let declaration = Declaration {
        entity: form.entity,
        published_on,
        updated_on: updated_on.unwrap_or(published_on),
        status: status.unwrap_or(Status::Partial),
        barriers: form.barriers,
        costs: form.costs,
        exempt: form.exempt,
        method: method.unwrap_or(Method::Own),
        examiner: form.examiner,
        made_on: made_on.unwrap_or_else(|| reviewed_on.unwrap_or(today)),
        reviewed_on,
        help: form.help,
        contact: form.contact,
        email: form.email,
        phone: form.phone,
        apps: form.apps,
        architecture: form.architecture,
        communication: form.communication,
    };
    all_of(errors, declaration.parse(today))
}

/// Sets for how many years names stay in a consultation; an empty field stands for the city's usual number. By how much
/// sooner they leave is shown first, and agreed to by the day.
#[server(prefix = "/fn", endpoint = "set-retention")]
pub async fn set_retention(
    consultation: ConsultationId,
    #[server(default)] years: String,
    #[server(default)] agreed: String,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let mut errors = Vec::new();
    let years = given(&mut errors, "years", &years, number);
    if !errors.is_empty() {
        return Err(fail(&site)(Error::Invalid(errors)));
    }
    let agreed = agreed.parse().ok();
    site.service.set_retention(site.actor.as_ref(), consultation, years, agreed, site.received).await.map_err(fail(&site))?;
    go_to("/admin/retention?saved=1");
    Ok(())
}

fn number(typed: &str) -> Result<i64, Problem> {
    match typed.trim() {
        "" => Err(Problem::Required),
        typed => typed.parse().map_err(|_| Problem::Malformed),
    }
}

/// The revision that was edited; of a form without one it is none that there ever was.
fn revision(typed: &str) -> i64 {
    typed.trim().parse().unwrap_or(-1)
}

/// What was parsed where nothing was wrong before, else all that is wrong, each field once.
fn all_of<T>(mut errors: Vec<FieldError>, parsed: Result<T, Vec<FieldError>>) -> Result<T, Vec<FieldError>> {
    match parsed {
        Ok(parsed) if errors.is_empty() => Ok(parsed),
        Ok(_) => Err(errors),
        Err(more) => {
            let more: Vec<_> = more.into_iter().filter(|more| errors.iter().all(|bad| bad.field != more.field)).collect();
            errors.extend(more);
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(errors: Vec<FieldError>) -> Vec<String> {
        errors.into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once_and_each_field_once() {
        let form = CityForm { name: "Lublin".to_owned(), retention_years: "?".to_owned(), ..CityForm::default() };
        assert_eq!(fields(city(form).unwrap_err()), ["retention_years", "address", "email", "officer"]);
        let empty = declaration(DeclarationForm::default(), Timestamp(1_781_712_000_000)).unwrap_err();
        let expected = [
            "published_on",
            "updated_on",
            "made_on",
            "status",
            "method",
            "entity",
            "contact",
            "email",
            "phone",
            "architecture",
            "communication",
            "barriers",
        ];
        assert_eq!(fields(empty), expected);
    }

    #[test]
    fn years_are_a_number() {
        assert_eq!([number(" 5 "), number("")], [Ok(5), Err(Problem::Required)]);
        assert_eq!(number("5 lat"), Err(Problem::Malformed));
    }
}
