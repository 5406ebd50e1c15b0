//! Hashing of passwords: slow and large on purpose, so few at a time, and no more wait than can be answered.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use busola_domain::{AccountId, Password};
use busola_storage::accounts::passwords::Stored;
use subtle::ConstantTimeEq as _;
use tokio::sync::Semaphore;

use crate::{Error, Random};

/// KiB of memory and passes over it, in one lane, by OWASP's Password Storage Cheat Sheet.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;
/// Bytes of a hash.
const LENGTH: usize = 32;
/// How many are made at once: what they need of memory is bounded by this.
const TURNS: usize = 2;
/// How many wait or are made; who comes then is told to come again.
const PLACES: usize = 64;

/// The one place where passwords are hashed.
pub(crate) struct Hashing {
    turns: Arc<Semaphore>,
    places: Semaphore,
}

impl Hashing {
    pub(crate) fn new() -> Self {
        Self { turns: Arc::new(Semaphore::new(TURNS)), places: Semaphore::new(PLACES) }
    }

    /// A password of an account as it is stored.
    pub(super) async fn hash(&self, account: AccountId, password: &Password, random: &Random) -> Result<Stored, Error> {
        let salt = random.salt();
        let hash = self.digest(password, salt.clone(), MEMORY, PASSES).await?;
        Ok(Stored { account, hash, salt, memory: MEMORY, passes: PASSES })
    }

    /// Whether a password is the stored one. Where there is none, it takes as long to say no.
    pub(super) async fn fits(&self, stored: Option<&Stored>, password: &Password) -> Result<bool, Error> {
        match stored {
            Some(stored) => {
                let hash = self.digest(password, stored.salt.clone(), stored.memory, stored.passes).await?;
                Ok(hash.ct_eq(&stored.hash).into())
            }
            None => {
                self.digest(password, vec![0; 16], MEMORY, PASSES).await?;
                Ok(false)
            }
        }
    }

    async fn digest(&self, password: &Password, salt: Vec<u8>, memory: u32, passes: u32) -> Result<Vec<u8>, Error> {
        let _place = self.places.try_acquire().map_err(|_| Error::Overloaded)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| Error::Overloaded)?;
        let password = password.clone();
        let made = tokio::task::spawn_blocking(move || {
            // Kept to the end, also when nobody waits for it any more: it is the memory that is counted.
            let _turn = turn;
            digest(password.reveal().as_bytes(), &salt, memory, passes)
        });
        match made.await {
            Ok(Ok(hash)) => Ok(hash),
            Ok(Err(error)) => {
                tracing::error!(%error, "a password could not be hashed");
                Err(Error::Overloaded)
            }
            Err(error) => {
                tracing::error!(%error, "hashing a password ended");
                Err(Error::Overloaded)
            }
        }
    }
}

fn digest(password: &[u8], salt: &[u8], memory: u32, passes: u32) -> Result<Vec<u8>, argon2::Error> {
    let params = Params::new(memory, passes, 1, Some(LENGTH))?;
    let mut hash = vec![0; LENGTH];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(password, salt, &mut hash)?;
    Ok(hash)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[tokio::test]
    async fn a_hash_fits_its_password_alone_and_differs_for_the_same_one() {
        let (hashing, random) = (Hashing::new(), Random::seeded(1));
        let (right, wrong) = (Password::presented("kot je rosół"), Password::presented("kot je rosol"));
        let account = AccountId(Uuid::from_u128(1));
        let (first, second) =
            (hashing.hash(account, &right, &random).await.unwrap(), hashing.hash(account, &right, &random).await.unwrap());
        assert!(first.hash != second.hash && first.hash.len() == 32);
        assert!(hashing.fits(Some(&first), &right).await.unwrap());
        assert!(!hashing.fits(Some(&first), &wrong).await.unwrap());
        assert!(!hashing.fits(None, &right).await.unwrap());
    }

    #[tokio::test]
    async fn who_comes_when_too_many_wait_is_told_at_once() {
        let hashing = Hashing::new();
        let _all = hashing.places.acquire_many(PLACES as u32).await.unwrap();
        let refused = hashing.fits(None, &Password::presented("x")).await;
        assert!(matches!(refused, Err(Error::Overloaded)));
    }
}
