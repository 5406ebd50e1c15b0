//! Showing once more that one is who is signed in, before something that can't be taken back: by the password, or by a
//! code that comes by mail.

use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, Password, Problem, SignInId};
use busola_storage::accounts::{addresses, passwords};
use busola_storage::sign_ins;
use busola_texts::Lang;
use subtle::ConstantTimeEq as _;

use crate::mail::Letter;
use crate::sign_in::{ATTEMPTS, grouped};
use crate::{Error, Secret, Service};

/// What somebody shows.
pub enum Proof {
    /// The present password.
    Password(String),
    /// The code from the letter of a request.
    Code {
        /// The request.
        id: SignInId,
        /// The code as it was typed.
        code: String,
    },
}

impl Service {
    /// Sends a code to one's own address.
    ///
    /// # Errors
    /// The policy's no, also for who has no address.
    pub async fn request_proof(&self, actor: Option<&Actor>, lang: Lang) -> Result<SignInId, Error> {
        allow(actor, Action::KeepAccount, self.now())?;
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        let mut session = self.0.db.read().await?;
        let email = addresses::of_account(&mut session, actor.account).await?.ok_or(Denied::SignInNeeded)?;
        drop(session);
        let id = SignInId(self.0.random.opaque_id());
        // Its link is told to nobody.
        let (code, _link) = self.prepare(id, email.clone(), "/account").await?;
        let code = grouped(code.reveal());
        let letter = Letter {
            to: email,
            subject: lang.mail_proof_subject(code.as_str()),
            body: lang.mail_proof_body(self.public_url().to_owned(), code.as_str()),
            unasked: None,
        };
        self.post_letters(vec![letter]);
        Ok(id)
    }

    /// Whether one has a password.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn has_password(&self, actor: Option<&Actor>) -> Result<bool, Error> {
        allow(actor, Action::KeepAccount, self.now())?;
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        let mut session = self.0.db.read().await?;
        Ok(passwords::of_account(&mut session, actor.account).await?.is_some())
    }

    /// Takes a proof. A code is used up by it, so what else can be wrong is looked at before.
    pub(super) async fn prove(&self, actor: &Actor, proof: Proof) -> Result<(), Error> {
        match proof {
            Proof::Password(typed) => {
                let mut session = self.0.db.read().await?;
                let stored = passwords::of_account(&mut session, actor.account).await?;
                drop(session);
                let fits = self.0.hashing.fits(stored.as_ref(), &Password::presented(&typed)).await?;
                if fits { Ok(()) } else { Err(Error::field("password", Problem::WrongPassword)) }
            }
            Proof::Code { id, code } => self.prove_by_code(actor, id, &code).await,
        }
    }

    async fn prove_by_code(&self, actor: &Actor, id: SignInId, code: &str) -> Result<(), Error> {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let mut tx = self.0.db.write().await?;
        let own = addresses::of_account(&mut tx, actor.account).await?;
        let attempt = sign_ins::attempt(&mut tx, id, self.now(), ATTEMPTS).await?;
        let fits = attempt.is_some_and(|request| {
            own.as_ref() == Some(&request.email) && bool::from(request.code_hash.ct_eq(&Secret::presented(&digits).hash_with(id.0)))
        });
        let taken = fits && sign_ins::take(&mut tx, id).await?.is_some();
        // The attempt counts, also when the program ends here.
        tx.commit().await?;
        if taken { Ok(()) } else { Err(Error::field("code", Problem::WrongCode)) }
    }
}
