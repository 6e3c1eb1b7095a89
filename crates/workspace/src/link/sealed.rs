//! What stands before encrypted bytes: how the key was made. It is authenticated with them, so that nobody can
//! change it, and its numbers are within limits, so that nobody can make a reader work for hours.
//!
//! | bytes | what |
//! |---|---|
//! | 1 | version, [`VERSION`] |
//! | 1 | how the key comes from the passphrase: 1, PBKDF2 with HMAC-SHA-256 |
//! | 4 | its rounds, little-endian |
//! | 16 | salt |
//! | 12 | initialization vector of AES-256-GCM |
//!
//! The ciphertext with its tag of 16 bytes follows. The text inside is padded by nothing: its length shows.

pub const VERSION: u8 = 1;
pub const PBKDF2: u8 = 1;
pub const HEAD: usize = 34;
pub const SALT: usize = 16;
pub const IV: usize = 12;
pub const TAG: usize = 16;
/// What is written.
pub const ROUNDS: u32 = 1_000_000;
/// What is read.
pub const LEAST_ROUNDS: u32 = 1_000_000;
pub const MOST_ROUNDS: u32 = 10_000_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub rounds: u32,
    pub salt: [u8; SALT],
    pub iv: [u8; IV],
}

impl Head {
    pub fn bytes(&self) -> [u8; HEAD] {
        let mut out = Vec::with_capacity(HEAD);
        out.extend([VERSION, PBKDF2]);
        out.extend(self.rounds.to_le_bytes());
        out.extend(self.salt);
        out.extend(self.iv);
        out.try_into().unwrap_or([0; HEAD])
    }
}

/// Head and ciphertext. `None` for what this version does not read, before any work is done.
pub fn open(bytes: &[u8]) -> Option<(Head, &[u8])> {
    let (head, sealed) = bytes.split_at_checked(HEAD)?;
    let [VERSION, PBKDF2, rest @ ..] = head else { return None };
    let rounds = u32::from_le_bytes(rest.first_chunk()?.to_owned());
    let salt = rest.get(4..4 + SALT)?.try_into().ok()?;
    let iv = rest.get(4 + SALT..)?.try_into().ok()?;
    let fits = (LEAST_ROUNDS..=MOST_ROUNDS).contains(&rounds) && sealed.len() > TAG;
    fits.then_some((Head { rounds, salt, iv }, sealed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_comes_back_and_limits_hold() {
        let head = Head { rounds: ROUNDS, salt: [7; SALT], iv: [9; IV] };
        let sealed = |head: &Head, rest: usize| [head.bytes().as_slice(), &vec![1; rest]].concat();
        assert_eq!(open(&sealed(&head, 20)).map(|(head, rest)| (head, rest.len())), Some((head, 20)));
        assert_eq!(open(&sealed(&head, TAG)), None, "nothing inside");
        for rounds in [0, 600_000, MOST_ROUNDS + 1, u32::MAX] {
            assert_eq!(open(&sealed(&Head { rounds, ..head }, 20)), None, "{rounds} rounds");
        }
        assert_eq!(open(&[]), None);
    }
}
