//! Hash functions by the names that OpenSSL gives them, and their keyed form.
//!
//! The functions themselves are RustCrypto's.

use hkdf::{GenericHkdf, HmacImpl};
use hmac::digest::InvalidLength;
use hmac::{Hmac, KeyInit, Mac, SimpleHmac};
use pbkdf2::pbkdf2;
use sha2::Digest;
use std::fmt::Debug;

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Algorithm {
    Md5,
    Ripemd160,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha512Of224,
    Sha512Of256,
    Sha3Of224,
    Sha3Of256,
    Sha3Of384,
    Sha3Of512,
}

/// Evaluates an expression with `$hash` standing for the type that computes `$algorithm`.
macro_rules! with_hash {
    ($algorithm:expr, $hash:ident => $expression:expr) => {
        match $algorithm {
            Algorithm::Md5 => with_hash!(@one md5::Md5, $hash, $expression),
            Algorithm::Ripemd160 => with_hash!(@one ripemd::Ripemd160, $hash, $expression),
            Algorithm::Sha1 => with_hash!(@one sha1::Sha1, $hash, $expression),
            Algorithm::Sha224 => with_hash!(@one sha2::Sha224, $hash, $expression),
            Algorithm::Sha256 => with_hash!(@one sha2::Sha256, $hash, $expression),
            Algorithm::Sha384 => with_hash!(@one sha2::Sha384, $hash, $expression),
            Algorithm::Sha512 => with_hash!(@one sha2::Sha512, $hash, $expression),
            Algorithm::Sha512Of224 => with_hash!(@one sha2::Sha512_224, $hash, $expression),
            Algorithm::Sha512Of256 => with_hash!(@one sha2::Sha512_256, $hash, $expression),
            Algorithm::Sha3Of224 => with_hash!(@one sha3::Sha3_224, $hash, $expression),
            Algorithm::Sha3Of256 => with_hash!(@one sha3::Sha3_256, $hash, $expression),
            Algorithm::Sha3Of384 => with_hash!(@one sha3::Sha3_384, $hash, $expression),
            Algorithm::Sha3Of512 => with_hash!(@one sha3::Sha3_512, $hash, $expression),
        }
    };
    (@one $type:ty, $hash:ident, $expression:expr) => {{
        type $hash = $type;
        $expression
    }};
}

/// A hash function's keyed form (HMAC, RFC 2104).
trait Keyable {
    type Mac: Mac + KeyInit + HmacImpl + Clone + 'static;
}

macro_rules! keyable {
    ($mac:ident: $($hash:ty),*) => {
        $(impl Keyable for $hash {
            type Mac = $mac<$hash>;
        })*
    };
}

keyable!(Hmac: md5::Md5, ripemd::Ripemd160, sha1::Sha1, sha2::Sha224, sha2::Sha256);
keyable!(Hmac: sha2::Sha384, sha2::Sha512, sha2::Sha512_224, sha2::Sha512_256);
// These don't show their blocks, so the key is hashed anew for each digest.
keyable!(SimpleHmac: sha3::Sha3_224, sha3::Sha3_256, sha3::Sha3_384, sha3::Sha3_512);

/// What `crypto.getHashes()` lists, each with its algorithm.
pub(super) const NAMES: [(&str, Algorithm); 44] = [
    ("RSA-MD5", Algorithm::Md5),
    ("RSA-RIPEMD160", Algorithm::Ripemd160),
    ("RSA-SHA1", Algorithm::Sha1),
    ("RSA-SHA1-2", Algorithm::Sha1),
    ("RSA-SHA224", Algorithm::Sha224),
    ("RSA-SHA256", Algorithm::Sha256),
    ("RSA-SHA3-224", Algorithm::Sha3Of224),
    ("RSA-SHA3-256", Algorithm::Sha3Of256),
    ("RSA-SHA3-384", Algorithm::Sha3Of384),
    ("RSA-SHA3-512", Algorithm::Sha3Of512),
    ("RSA-SHA384", Algorithm::Sha384),
    ("RSA-SHA512", Algorithm::Sha512),
    ("RSA-SHA512/224", Algorithm::Sha512Of224),
    ("RSA-SHA512/256", Algorithm::Sha512Of256),
    ("id-rsassa-pkcs1-v1_5-with-sha3-224", Algorithm::Sha3Of224),
    ("id-rsassa-pkcs1-v1_5-with-sha3-256", Algorithm::Sha3Of256),
    ("id-rsassa-pkcs1-v1_5-with-sha3-384", Algorithm::Sha3Of384),
    ("id-rsassa-pkcs1-v1_5-with-sha3-512", Algorithm::Sha3Of512),
    ("md5", Algorithm::Md5),
    ("md5WithRSAEncryption", Algorithm::Md5),
    ("ripemd", Algorithm::Ripemd160),
    ("ripemd160", Algorithm::Ripemd160),
    ("ripemd160WithRSA", Algorithm::Ripemd160),
    ("rmd160", Algorithm::Ripemd160),
    ("sha1", Algorithm::Sha1),
    ("sha1WithRSAEncryption", Algorithm::Sha1),
    ("sha224", Algorithm::Sha224),
    ("sha224WithRSAEncryption", Algorithm::Sha224),
    ("sha256", Algorithm::Sha256),
    ("sha256WithRSAEncryption", Algorithm::Sha256),
    ("sha3-224", Algorithm::Sha3Of224),
    ("sha3-256", Algorithm::Sha3Of256),
    ("sha3-384", Algorithm::Sha3Of384),
    ("sha3-512", Algorithm::Sha3Of512),
    ("sha384", Algorithm::Sha384),
    ("sha384WithRSAEncryption", Algorithm::Sha384),
    ("sha512", Algorithm::Sha512),
    ("sha512-224", Algorithm::Sha512Of224),
    ("sha512-224WithRSAEncryption", Algorithm::Sha512Of224),
    ("sha512-256", Algorithm::Sha512Of256),
    ("sha512-256WithRSAEncryption", Algorithm::Sha512Of256),
    ("sha512WithRSAEncryption", Algorithm::Sha512),
    ("ssl3-md5", Algorithm::Md5),
    ("ssl3-sha1", Algorithm::Sha1),
];

/// Names that OpenSSL knows and doesn't list.
const UNLISTED: [(&str, Algorithm); 14] = [
    ("ripemd-160", Algorithm::Ripemd160),
    ("sha-1", Algorithm::Sha1),
    ("sha-224", Algorithm::Sha224),
    ("sha2-224", Algorithm::Sha224),
    ("sha-256", Algorithm::Sha256),
    ("sha2-256", Algorithm::Sha256),
    ("sha-384", Algorithm::Sha384),
    ("sha2-384", Algorithm::Sha384),
    ("sha-512", Algorithm::Sha512),
    ("sha2-512", Algorithm::Sha512),
    ("sha-512/224", Algorithm::Sha512Of224),
    ("sha2-512/224", Algorithm::Sha512Of224),
    ("sha-512/256", Algorithm::Sha512Of256),
    ("sha2-512/256", Algorithm::Sha512Of256),
];

impl Algorithm {
    /// The algorithm of that name, in whatever case.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let known = NAMES.iter().chain(&UNLISTED);
        let found = known
            .copied()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, algorithm)| algorithm)
    }

    /// Bytes of a digest.
    pub(super) fn digest_len(self) -> usize {
        with_hash!(self, Hash => <Hash as Digest>::output_size())
    }

    /// A hash of nothing yet.
    pub(super) fn hash(self) -> Box<dyn Sponge> {
        with_hash!(self, Hash => Box::new(Unkeyed(Hash::new())))
    }

    /// A hash under `key` of nothing yet.
    /// `None` for a key of a wrong length, of which HMAC knows none.
    pub(super) fn keyed(self, key: &[u8]) -> Option<Box<dyn Sponge>> {
        with_hash!(self, Hash => keyed::<<Hash as Keyable>::Mac>(key))
    }

    /// Fills `out` with the key that PBKDF2 (RFC 8018) makes of a password.
    ///
    /// # Errors
    ///
    /// For a password of a wrong length, of which HMAC knows none.
    pub(super) fn stretch(
        self,
        password: &[u8],
        salt: &[u8],
        rounds: u32,
        out: &mut [u8],
    ) -> Result<(), InvalidLength> {
        with_hash!(self, Hash => pbkdf2::<<Hash as Keyable>::Mac>(password, salt, rounds, out))
    }

    /// Fills `out` with what HKDF (RFC 5869) makes of a key.
    ///
    /// # Errors
    ///
    /// When `out` is longer than 255 digests.
    pub(super) fn expand(
        self,
        key: &[u8],
        salt: &[u8],
        info: &[u8],
        out: &mut [u8],
    ) -> Result<(), hkdf::InvalidLength> {
        with_hash!(self, Hash => {
            GenericHkdf::<<Hash as Keyable>::Mac>::new(Some(salt), key).expand(info, out)
        })
    }
}

fn keyed<M: Mac + KeyInit + Clone + Send + 'static>(key: &[u8]) -> Option<Box<dyn Sponge>> {
    let mac = <M as KeyInit>::new_from_slice(key).ok()?;
    Some(Box::new(Keyed(mac)))
}

/// Takes in bytes and gives a digest of them.
pub(super) trait Sponge: Send {
    /// Takes in more.
    fn update(&mut self, bytes: &[u8]);
    /// The digest of all that was taken in.
    fn finish(self: Box<Self>) -> Vec<u8>;
    /// Another that has taken in the same.
    fn copy(&self) -> Box<dyn Sponge>;
}

impl Debug for dyn Sponge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What was taken in may be secret.
        f.write_str("Sponge")
    }
}

struct Unkeyed<D>(D);

impl<D: Digest + Clone + Send + 'static> Sponge for Unkeyed<D> {
    fn update(&mut self, bytes: &[u8]) {
        Digest::update(&mut self.0, bytes);
    }

    fn finish(self: Box<Self>) -> Vec<u8> {
        self.0.finalize().to_vec()
    }

    fn copy(&self) -> Box<dyn Sponge> {
        Box::new(Self(self.0.clone()))
    }
}

struct Keyed<M>(M);

impl<M: Mac + Clone + Send + 'static> Sponge for Keyed<M> {
    fn update(&mut self, bytes: &[u8]) {
        Mac::update(&mut self.0, bytes);
    }

    fn finish(self: Box<Self>) -> Vec<u8> {
        self.0.finalize().into_bytes().to_vec()
    }

    fn copy(&self) -> Box<dyn Sponge> {
        Box::new(Self(self.0.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn every_listed_name_is_found_in_any_case() {
        for (name, algorithm) in NAMES {
            assert_eq!(Algorithm::from_name(&name.to_uppercase()), Some(algorithm));
            assert_eq!(
                algorithm.hash().finish().len(),
                algorithm.digest_len(),
                "{name}"
            );
        }
        assert_eq!(Algorithm::from_name("sha"), None);
    }

    #[test]
    fn digests_of_the_standards() {
        // FIPS 180-4 and RFC 1321, of "abc"; RFC 2202, second case.
        let mut hash = Algorithm::Sha1.hash();
        hash.update(b"a");
        let mut copy = hash.copy();
        hash.update(b"bc");
        copy.update(b"bc");
        let expected = "a9993e364706816aba3e25717850c26c9cd0d89d";
        assert_eq!(hex(&hash.finish()), expected);
        assert_eq!(hex(&copy.finish()), expected);
        let mut mac = Algorithm::Md5.keyed(b"Jefe").expect("a key");
        mac.update(b"what do ya want for nothing?");
        assert_eq!(hex(&mac.finish()), "750c783e6ab0b503eaa86e310a5db738");
    }
}
