//! Images without what they tell of their makers: place, camera, names, comments, smaller images with all of that.
//!
//! Only what is needed to show an image stays, pixels untouched. What stands behind the end of a JPEG goes too: phones put
//! a second one there, with its own place, which libraries for metadata leave alone.

use busola_domain::attachment::Kind;

/// The image without the rest; `None` for one that can't be read.
pub(super) fn image(kind: Kind, bytes: &[u8]) -> Option<Vec<u8>> {
    match kind {
        Kind::Png => png(bytes),
        Kind::Jpeg => jpeg(bytes),
        Kind::Pdf | Kind::Docx | Kind::Odt => None,
    }
}

/// The beginning of every PNG.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The chunks without which it would look otherwise (PNG, third edition, section 11): among them those of animations.
const SHOWN: [&[u8]; 20] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"hIST",
    b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(PNG)?;
    let mut clean = PNG.to_vec();
    loop {
        let length = u32::from_be_bytes(*rest.first_chunk()?);
        // With its length, its name and its checksum.
        let (chunk, after) = rest.split_at_checked(usize::try_from(length).ok()?.checked_add(12)?)?;
        let name = chunk.get(4..8)?;
        if SHOWN.contains(&name) {
            clean.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(clean);
        }
        rest = after;
    }
}

// Markers of JPEG (ITU-T T.81, table B.1).
const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const EXIF: u8 = 0xE1;
const COMMENT: u8 = 0xFE;

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&[0xFF, START])?;
    let mut clean = vec![0xFF, START];
    loop {
        let (marker, after) = marker(rest)?;
        rest = after;
        match marker {
            END => {
                clean.extend([0xFF, END]);
                return Some(clean);
            }
            // Those that stand alone.
            0x01 | 0xD0..=0xD7 => clean.extend([0xFF, marker]),
            _ => {
                let length = usize::from(u16::from_be_bytes(*rest.first_chunk()?));
                let (segment, after) = rest.split_at_checked(length)?;
                let content = segment.get(2..)?;
                rest = after;
                if is_shown(marker, content) {
                    clean.extend([0xFF, marker]);
                    clean.extend_from_slice(segment);
                } else if let Some(turned) = orientation(marker, content) {
                    clean.extend(exif_of(turned));
                }
                if marker == SCAN {
                    // One that ends without saying so is shown as far as it goes.
                    let (scan, after) = rest.split_at(rest.windows(2).position(ends_scan).unwrap_or(rest.len()));
                    clean.extend_from_slice(scan);
                    rest = if after.is_empty() { &[0xFF, END] } else { after };
                }
            }
        }
    }
}

/// The next marker, and what follows it. Any number of fill bytes may stand before it.
fn marker(rest: &[u8]) -> Option<(u8, &[u8])> {
    let rest = rest.strip_prefix(&[0xFF])?;
    let at = rest.iter().position(|byte| *byte != 0xFF)?;
    rest.get(at..)?.split_first().map(|(marker, after)| (*marker, after))
}

/// Whether the data of a scan are over: there 0xFF stands before a zero or a restart alone.
fn ends_scan(pair: &[u8]) -> bool {
    matches!(pair, [0xFF, after] if !matches!(after, 0 | 0xD0..=0xD7 | 0xFF))
}

/// Whether a segment is needed to show the image: not those of applications, but for the size of a pixel and the colours.
fn is_shown(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xE0 => content.starts_with(b"JFIF\0"),
        0xE2 => content.starts_with(b"ICC_PROFILE\0"),
        0xEE => content.starts_with(b"Adobe"),
        0xE1..=0xEF | COMMENT => false,
        _ => true,
    }
}

/// How an image is turned, if it is: the one thing in its EXIF that is needed to show it (EXIF 3.0, tag 0x0112).
fn orientation(marker: u8, content: &[u8]) -> Option<u16> {
    let tiff = content.strip_prefix(b"Exif\0\0").filter(|_| marker == EXIF)?;
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let bytes = *tiff.get(4..)?.first_chunk()?;
    let directory = usize::try_from(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) }).ok()?;
    let entries = usize::from(short(directory)?);
    let entry = (0..entries).map(|entry| directory.saturating_add(2 + 12 * entry)).find(|at| short(*at) == Some(0x0112))?;
    short(entry.saturating_add(8)).filter(|turned| (2..=8).contains(turned))
}

/// A segment that says how an image is turned, and nothing else.
fn exif_of(turned: u16) -> Vec<u8> {
    let [high, low] = turned.to_be_bytes();
    let mut segment = vec![0xFF, EXIF, 0, 34];
    segment.extend_from_slice(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01");
    segment.extend([high, low, 0, 0, 0, 0, 0, 0]);
    segment
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        [&(content.len() as u32).to_be_bytes()[..], name, content, b"CRC!"].concat()
    }

    #[test]
    fn a_png_keeps_its_pixels_and_colours_alone() {
        let shown = [chunk(b"IHDR", &[0; 13]), chunk(b"gAMA", &[0; 4]), chunk(b"IDAT", b"pixels"), chunk(b"IEND", b"")].concat();
        let told = [
            chunk(b"IHDR", &[0; 13]),
            chunk(b"tEXt", b"Author\0SECRET"),
            chunk(b"eXIf", b"SECRET"),
            chunk(b"gAMA", &[0; 4]),
            chunk(b"tIME", b"SECRET"),
            chunk(b"IDAT", b"pixels"),
            chunk(b"iTXt", b"SECRET"),
            chunk(b"IEND", b""),
            b"SECRET behind the end".to_vec(),
        ];
        assert_eq!(png(&[PNG, &told.concat()].concat()).unwrap(), [PNG, &shown].concat());
    }

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        [&[0xFF, marker][..], &(content.len() as u16 + 2).to_be_bytes(), content].concat()
    }

    /// EXIF as a camera writes it: little-endian, with a maker before the orientation.
    fn camera(turned: u8) -> Vec<u8> {
        let maker = [0x0F, 0x01, 2, 0, 7, 0, 0, 0, 38, 0, 0, 0];
        let orientation = [0x12, 0x01, 3, 0, 1, 0, 0, 0, turned, 0, 0, 0];
        [b"Exif\0\0II*\0\x08\0\0\0\x02\0".as_slice(), &maker, &orientation, &[0; 4], b"SECRET\0"].concat()
    }

    /// The parts of a JPEG with two scans that are needed to show it, and those that are not.
    fn photo(exif: &[u8], secrets: bool) -> Vec<u8> {
        let secret = |marker, content: &[u8]| if secrets { segment(marker, content) } else { Vec::new() };
        [
            vec![0xFF, START],
            segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"),
            exif.to_vec(),
            secret(EXIF, b"http://ns.adobe.com/xap/1.0/\0SECRET"),
            segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
            secret(0xE2, b"MPF\0SECRET"),
            secret(0xED, b"Photoshop 3.0\0SECRET"),
            secret(COMMENT, b"SECRET"),
            segment(0xDB, &[1; 65]),
            segment(0xC2, &[8; 15]),
            segment(SCAN, &[0; 10]),
            vec![1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4],
            segment(0xC4, &[2; 20]),
            segment(SCAN, &[0; 10]),
            vec![5, 0xFF, 0, 6, 0xFF, END],
        ]
        .concat()
    }

    #[test]
    fn a_photo_keeps_its_pixels_colours_and_how_it_is_turned() {
        let taken = [photo(&segment(EXIF, &camera(6)), true), b"\xFF\xD8SECRET, a second image".to_vec()].concat();
        let clean = jpeg(&taken).unwrap();
        assert!(!clean.windows(6).any(|window| window == b"SECRET"));
        assert_eq!(clean, photo(&exif_of(6), false));
        assert_eq!(jpeg(&clean).unwrap(), clean);
        // Upright needs no word.
        assert_eq!(jpeg(&photo(&segment(EXIF, &camera(1)), true)).unwrap(), photo(&[], false));
    }

    #[test]
    fn what_is_cut_off_or_no_image_is_refused_without_a_panic() {
        let whole = photo(&segment(EXIF, &camera(6)), true);
        for end in 0..whole.len() {
            let _ = jpeg(&whole[..end]);
            let _ = png(&whole[..end]);
        }
        assert_eq!(jpeg(&whole[..40]), None);
        assert_eq!(png(&[PNG, &[0xFF; 40]].concat()), None);
        assert_eq!(jpeg(b"\xFF\xD8\xFF\xE1\0\0"), None);
        // Its end is missing, its pixels are there.
        assert!(jpeg(&whole[..whole.len() - 2]).is_some_and(|clean| clean.ends_with(&[6, 0xFF, END])));
    }
}
