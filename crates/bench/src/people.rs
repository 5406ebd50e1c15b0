//! Many accounts, by the use cases behind the program's commands: to start it thousands of times would take minutes.

use std::sync::Arc;

use anyhow::Result;
use busola_domain::Role;

use crate::city::City;
use crate::data::address;
use crate::figures::live::writer::{service, told};

/// Makes so many accounts, before the server of their city starts; gives a bearer token of each.
pub(crate) async fn tokens(city: &City<'_>, count: usize) -> Result<Arc<[String]>> {
    let service = service(city.folder()).await?;
    let mut tokens = Vec::with_capacity(count);
    for number in 0..count {
        let name = format!("person-{number}");
        let email = address(&name);
        told(service.create_user(&email, &name, Role::Resident).await)?;
        tokens.push(told(service.create_token(&email).await)?.reveal().to_owned());
    }
    service.close().await;
    Ok(tokens.into())
}
