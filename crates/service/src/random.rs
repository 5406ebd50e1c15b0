//! Randomness: ids, tokens, codes.

use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use busola_domain::Timestamp;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use rand::{Rng as _, RngExt as _, SeedableRng as _};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A source of random bits fit for secrets: ChaCha, seeded by the system or, in tests, by a number.
#[derive(Clone)]
pub struct Random(Arc<Mutex<StdRng>>);

impl Random {
    /// Seeded by the operating system.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system for randomness")]
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(StdRng::from_rng(&mut rand::rng()))))
    }

    /// Always the same, for tests.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// A UUID version 7 (RFC 9562): its time makes new rows neighbours in the index.
    #[must_use]
    pub fn id(&self, now: Timestamp) -> Uuid {
        let millis = u64::try_from(now.0).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }

    /// An id that tells nothing and can't be guessed.
    #[must_use]
    pub fn opaque_id(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// A code that is read out in a hall: six signs that nobody takes for another.
    #[must_use]
    pub fn hall_code(&self) -> String {
        const SIGNS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
        let mut source = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (0..6).map(|_| char::from(SIGNS[source.random_range(0..SIGNS.len())])).collect()
    }

    /// Puts things into an order that nobody can foresee or find out.
    pub fn shuffle<T>(&self, things: &mut [T]) {
        things.shuffle(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// What is hashed with a password, so that equal ones have unequal hashes.
    #[must_use]
    pub(crate) fn salt(&self) -> Vec<u8> {
        self.bytes::<16>().to_vec()
    }

    /// A token of 256 bits.
    #[must_use]
    pub fn secret(&self) -> Secret {
        Secret(URL_SAFE_NO_PAD.encode(self.bytes::<32>()))
    }

    /// A code of eight digits.
    #[must_use]
    pub fn code(&self) -> Secret {
        let number = self.0.lock().unwrap_or_else(PoisonError::into_inner).random_range(0..100_000_000_u32);
        Secret(format!("{number:08}"))
    }
}

/// What only its holder may know. It is no `Debug`, so that it can't end in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret that somebody presented.
    #[must_use]
    pub fn presented(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    /// The secret itself, for its holder.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored in its place. A token has 256 bits, so a plain digest can't be reversed.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    /// What is stored of a short code: bound to its request, so that equal codes have unequal hashes.
    #[must_use]
    pub fn hash_with(&self, salt: Uuid) -> Vec<u8> {
        Sha256::new().chain_update(salt.as_bytes()).chain_update(self.0.as_bytes()).finalize().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_256_bits_and_a_code_eight_digits() {
        let random = Random::seeded(1);
        assert_eq!(URL_SAFE_NO_PAD.decode(random.secret().reveal()).unwrap().len(), 32);
        for _ in 0..100 {
            let code = random.code();
            assert!(code.reveal().len() == 8 && code.reveal().bytes().all(|byte| byte.is_ascii_digit()));
        }
    }

    #[test]
    fn ids_are_version_7_and_grow_with_time() {
        let random = Random::seeded(1);
        let (first, second) = (random.id(Timestamp(1_000)), random.id(Timestamp(2_000)));
        assert_eq!(first.get_version_num(), 7);
        assert!(first < second);
    }
}
