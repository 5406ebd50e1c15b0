//! Letters as they lie in the mail folder.

use std::path::Path;
use std::time::Duration;

/// A letter that was sent.
pub(crate) struct Letter {
    /// Its header lines, as they are.
    pub(crate) header: String,
    /// Its text, decoded.
    pub(crate) text: String,
}

impl Letter {
    /// Whether it goes to an address.
    fn is_to(&self, address: &str) -> bool {
        self.header.contains(&format!("To: {address}\n"))
    }

    /// The code in it, as a person copies it.
    pub(crate) fn code(&self) -> &str {
        let line = self.text.lines().find(|line| line.starts_with("Code:") || line.starts_with("Kod:")).unwrap();
        line.split_once(':').unwrap().1.trim()
    }

    /// The token of the link in it.
    pub(crate) fn token(&self) -> &str {
        let link = self.text.lines().find(|line| line.contains("/sign-in/link?token=")).unwrap();
        link.trim().strip_prefix("http://127.0.0.1:3000/sign-in/link?token=").unwrap()
    }
}

/// Waits for as many letters as `count` and gives the one to `address`.
pub(crate) async fn letter(folder: &Path, count: usize, address: &str) -> Letter {
    let mut to: Vec<_> = letters(folder, count).await.into_iter().filter(|letter| letter.is_to(address)).collect();
    assert_eq!(to.len(), 1, "letters to {address}");
    to.remove(0)
}

/// Waits for as many letters as `count` and gives all that there are.
pub(crate) async fn letters(folder: &Path, count: usize) -> Vec<Letter> {
    let all = tokio::time::timeout(Duration::from_secs(10), async {
        loop {
            let all = read(folder);
            if all.len() >= count {
                return all;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    all.await.expect("a letter")
}

/// The letters that are wholly written.
fn read(folder: &Path) -> Vec<Letter> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let eml = files.filter(|path| path.extension().is_some_and(|extension| extension == "eml"));
    let letters = eml.map(|path| std::fs::read_to_string(path).unwrap().replace("\r\n", "\n"));
    letters.filter(|letter| letter.contains("Busola\n") || letter.trim_end().ends_with("Busola")).map(|letter| parse(&letter)).collect()
}

/// A letter as it stands in a file, or as a server got it, with plain line ends.
pub(crate) fn parse(letter: &str) -> Letter {
    let (header, body) = letter.split_once("\n\n").unwrap();
    let encoding = header.to_lowercase();
    assert!(!encoding.contains("base64"), "{header}");
    let text = if encoding.contains("quoted-printable") { quoted_printable(body) } else { body.to_owned() };
    Letter { header: format!("{header}\n"), text }
}

/// RFC 2045, section 6.7, as far as a composer writes it.
fn quoted_printable(body: &str) -> String {
    let body = body.replace("=\n", "");
    let mut parts = body.split('=');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).unwrap());
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).unwrap()
}
