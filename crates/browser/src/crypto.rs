//! Keys from passphrases, and sealing, by the browser's own WebCrypto, on the page and in the worker.
//!
//! PBKDF2 with HMAC-SHA-256, AES-256-GCM. The tests run public test vectors through [`derive`], [`seal`] and
//! [`unseal`] as they are. Must never: choose a salt or an initialization vector any other way than by
//! [`random`], keep a passphrase, or say why something could not be unsealed.

use garimpo_workspace::link::sealed::{self, HEAD, Head, IV, ROUNDS, SALT};
use js_sys::{Array, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, SubtleCrypto};

/// Bytes of a key of AES-256.
const KEY: u32 = 32;
/// How many bits of tag a ciphertext ends with.
const TAG_BITS: u32 = 128;

fn crypto() -> Option<Crypto> {
    Reflect::get(&js_sys::global(), &"crypto".into()).ok()?.dyn_into().ok()
}

/// Browsers give it to pages from https, from this computer, and from a file.
fn subtle() -> Option<SubtleCrypto> {
    let crypto = crypto()?;
    Reflect::get(&crypto, &"subtle".into()).ok()?.dyn_into().ok()
}

pub fn is_there() -> bool {
    subtle().is_some()
}

/// Bytes that nobody can guess.
pub fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    crypto()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

async fn bytes(promise: Result<Promise, JsValue>) -> Option<Vec<u8>> {
    let done = JsFuture::from(promise.ok()?).await.ok()?;
    Some(Uint8Array::new(&done).to_vec())
}

fn set(object: &Object, name: &str, value: &JsValue) -> Option<()> {
    Reflect::set(object, &name.into(), value).ok().map(|_| ())
}

fn copy(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// PBKDF2 with HMAC-SHA-256.
pub async fn derive(secret: &[u8], salt: &[u8], rounds: u32, len: u32) -> Option<Vec<u8>> {
    let subtle = subtle()?;
    let secret = Uint8Array::from(secret);
    let usages = Array::of1(&"deriveBits".into());
    let key = subtle.import_key_with_str("raw", &secret, "PBKDF2", false, &usages).ok()?;
    let key = JsFuture::from(key).await.ok()?.dyn_into().ok()?;
    let how = Object::new();
    set(&how, "name", &"PBKDF2".into())?;
    set(&how, "hash", &"SHA-256".into())?;
    set(&how, "salt", &copy(salt))?;
    set(&how, "iterations", &rounds.into())?;
    bytes(subtle.derive_bits_with_object(&how, &key, len.checked_mul(8)?)).await
}

struct Gcm {
    subtle: SubtleCrypto,
    key: web_sys::CryptoKey,
    how: Object,
}

async fn gcm(key: &[u8], iv: &[u8], beside: &[u8], usage: &str) -> Option<Gcm> {
    let subtle = subtle()?;
    let raw = Uint8Array::from(key);
    let key = subtle.import_key_with_str("raw", &raw, "AES-GCM", false, &Array::of1(&usage.into())).ok()?;
    let key = JsFuture::from(key).await.ok()?.dyn_into().ok()?;
    let how = Object::new();
    set(&how, "name", &"AES-GCM".into())?;
    set(&how, "iv", &copy(iv))?;
    set(&how, "additionalData", &copy(beside))?;
    set(&how, "tagLength", &TAG_BITS.into())?;
    Some(Gcm { subtle, key, how })
}

/// Ciphertext and tag. `beside` is authenticated and not in them.
pub async fn seal(key: &[u8], iv: &[u8], beside: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
    let gcm = gcm(key, iv, beside, "encrypt").await?;
    let plain = Uint8Array::from(plain);
    bytes(gcm.subtle.encrypt_with_object_and_buffer_source(&gcm.how, &gcm.key, &plain)).await
}

/// `None` when the key is another one, or anything was changed.
pub async fn unseal(key: &[u8], iv: &[u8], beside: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let gcm = gcm(key, iv, beside, "decrypt").await?;
    let sealed = Uint8Array::from(sealed);
    bytes(gcm.subtle.decrypt_with_object_and_buffer_source(&gcm.how, &gcm.key, &sealed)).await
}

/// The bytes of a passphrase: the same whichever way its accents were typed.
pub fn passphrase(text: &str) -> Vec<u8> {
    String::from(JsString::from(text).normalize("NFC")).into_bytes()
}

/// The key that a passphrase gives with this head.
pub async fn key(text: &str, head: &Head) -> Option<Vec<u8>> {
    derive(&passphrase(text), &head.salt, head.rounds, KEY).await
}

/// A new head with its key.
pub async fn new_key(text: &str) -> Option<(Head, Vec<u8>)> {
    let head = Head { rounds: ROUNDS, salt: random::<SALT>()?, iv: random::<IV>()? };
    let key = key(text, &head).await?;
    Some((head, key))
}

/// The payload of a sealed link.
pub async fn seal_link(text: &str, plain: &[u8]) -> Option<Vec<u8>> {
    let (head, key) = new_key(text).await?;
    let head_bytes: [u8; HEAD] = head.bytes();
    let sealed = seal(&key, &head.iv, &head_bytes, plain).await?;
    Some([head_bytes.as_slice(), &sealed].concat())
}

/// What was sealed. `None` for another passphrase, or a changed link.
pub async fn unseal_link(text: &str, payload: &[u8]) -> Option<Vec<u8>> {
    let (head, sealed) = sealed::open(payload)?;
    unseal(&key(text, &head).await?, &head.iv, &head.bytes(), sealed).await
}
