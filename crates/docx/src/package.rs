//! The container of a document, a ZIP, opened within limits: nothing is unpacked but the parts that are asked for, and
//! those no further than a document needs.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::Refused;

/// The most parts. A document has a few dozen, and one for each picture.
const PARTS_MAX: usize = 20_000;
/// The most bytes of one part, and of all that are read, once they are unpacked. A page is some 20 kB.
const UNPACKED_MAX: u64 = 48 * 1024 * 1024;
/// What may be unpacked of a part however small it is.
const UNSUSPECTED: u64 = 1024 * 1024;
/// The most that a part may grow beyond that: XML shrinks to a tenth, and to a hundredth where it repeats itself.
const RATIO_MAX: u64 = 250;
/// The mark of an entry in the directory of a ZIP.
const ENTRY: &[u8] = b"PK\x01\x02";
/// The mark of the end of a large directory, and where behind it the number of entries that it is said to have ends.
const END: &[u8] = b"PK\x06\x06";
const SAID: usize = 40;

/// Whether a container has, or says that it has, more parts than a document may. To be asked before its directory is read:
/// each entry takes memory, and room is made for as many as are said to come.
#[must_use]
pub fn has_too_many_parts(file: &[u8]) -> bool {
    let says_too_many = |end: &[u8]| end.last_chunk::<8>().is_some_and(|said| u64::from_le_bytes(*said) > PARTS_MAX as u64);
    file.windows(ENTRY.len()).filter(|window| *window == ENTRY).count() > PARTS_MAX
        || file.windows(SAID).any(|window| window.starts_with(END) && says_too_many(window))
}

/// An open container.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The parts by name, in small letters as the names of a package don't differ by case.
    names: HashMap<String, usize>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a container and looks at the names in it.
    pub(crate) fn open(file: &'a [u8]) -> Result<Self, Refused> {
        if has_too_many_parts(file) {
            return Err(Refused::TooManyParts);
        }
        let archive = ZipArchive::new(Cursor::new(file)).map_err(|error| refused(&error))?;
        let mut names = HashMap::with_capacity(archive.len());
        for (index, name) in archive.file_names().enumerate() {
            let name = name.map_err(|error| refused(&error))?.replace('\\', "/");
            if is_unsafe(&name) {
                return Err(Refused::UnsafeName);
            }
            // Of two parts of one name, programs would not read the same.
            if names.insert(name.to_lowercase(), index).is_some() {
                return Err(Refused::Damaged);
            }
        }
        if archive.has_duplicate_names() {
            return Err(Refused::Damaged);
        }
        Ok(Self { archive, names, left: UNPACKED_MAX })
    }

    /// A part, as far as it may be unpacked; `None` where there is none of that name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<impl BufRead>, Refused> {
        let Some(index) = self.names.get(&name.to_lowercase()) else { return Ok(None) };
        let part = self.archive.by_index(*index).map_err(|error| refused(&error))?;
        let most = UNSUSPECTED.max(part.compressed_size().saturating_mul(RATIO_MAX));
        if part.size() > most.min(self.left) {
            return Err(Refused::Bomb);
        }
        // Sizes can lie.
        Ok(Some(BufReader::new(Limited { part, most, left: &mut self.left })))
    }
}

/// Whether a name leads out of the container.
fn is_unsafe(name: &str) -> bool {
    name.is_empty() || name.starts_with('/') || name.contains(['\0', ':']) || name.split('/').any(|step| step == "..")
}

fn refused(error: &ZipError) -> Refused {
    match error {
        ZipError::InvalidPassword => Refused::Protected,
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => Refused::Protected,
        _ => Refused::Damaged,
    }
}

/// Fails with [`Refused::Bomb`] where more comes than may.
struct Limited<'a, R> {
    part: R,
    /// How much more may come of this part.
    most: u64,
    /// How much more may come of all parts.
    left: &'a mut u64,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(buffer)?;
        let rest = |of: u64| of.checked_sub(read as u64).ok_or_else(|| io::Error::other(Refused::Bomb));
        self.most = rest(self.most)?;
        *self.left = rest(*self.left)?;
        Ok(read)
    }
}
