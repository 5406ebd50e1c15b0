//! Frames that break RFC 6455: each ends its own socket with the right code, and nobody else notices.

use super::hall::Hall;
use super::raw::{BINARY, CLOSE, CONTINUATION, FIN, PING, PONG, Raw, TEXT, farewell, frame, frame_with_length, unmasked};
use crate::city::{City, on_sqlite};

const PROTOCOL: &[u16] = &[1002];
const NO_TEXT: &[u16] = &[1007];
const TOO_BIG: &[u16] = &[1009];

/// What is sent, by its name.
type Case = (String, Vec<u8>);

fn case(name: impl Into<String>, frames: &[Vec<u8>]) -> Case {
    (name.into(), frames.concat())
}

/// Sends each on a socket of its own, which has to be closed with one of these codes.
async fn refused(cases: Vec<Case>, codes: &'static [u16]) {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        for (name, bytes) in cases {
            let mut guest = hall.guest().await;
            guest.write(&bytes).await;
            ends(&mut guest, &name, codes).await;
            hall.undisturbed(&name).await;
        }
    })
    .await;
}

/// The farewell comes with one of these codes, and then the end of the line.
async fn ends(guest: &mut Raw, name: &str, codes: &[u16]) {
    let (code, _) = guest.closed().await.unwrap_or_else(|| panic!("{name}: the line ended without a farewell"));
    assert!(code.is_some_and(|code| codes.contains(&code)), "{name}: {code:?} instead of {codes:?}");
    // As RFC 6455, 5.5.1 wants it of a client, though the server need not wait for it.
    guest.write(&frame(FIN | CLOSE, &farewell(code.unwrap(), b""))).await;
    guest.gone().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_without_a_mask_breaks_the_protocol() {
    let kinds = [("text", TEXT), ("binary", BINARY), ("ping", PING), ("pong", PONG), ("continuation", CONTINUATION)];
    let mut cases: Vec<_> = kinds.iter().map(|(name, kind)| case(*name, &[unmasked(FIN | kind, b"{}")])).collect();
    cases.push(case("close", &[unmasked(FIN | CLOSE, &farewell(1000, b""))]));
    cases.push(case("after good ones", &[frame(FIN | PONG, b""), unmasked(FIN | TEXT, b"{}")]));
    refused(cases, PROTOCOL).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reserved_bits_and_kinds_break_the_protocol() {
    let mut cases = Vec::new();
    for bits in [0x40, 0x20, 0x10, 0x70] {
        for kind in [TEXT, BINARY, PING, CLOSE] {
            cases.push(case(format!("bits {bits:x} of {kind:x}"), &[frame(FIN | bits | kind, b"")]));
        }
        let continued = [frame(TEXT, b"{"), frame(FIN | bits | CONTINUATION, b"}")];
        cases.push(case(format!("bits {bits:x} of a continuation"), &continued));
    }
    for kind in (0x3..=0x7).chain(0xB..=0xF) {
        cases.push(case(format!("kind {kind:x}"), &[frame(FIN | kind, b"{}")]));
        cases.push(case(format!("kind {kind:x} within a message"), &[frame(TEXT, b"{"), frame(FIN | kind, b"")]));
    }
    refused(cases, PROTOCOL).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn control_frames_are_whole_and_short() {
    let mut cases = Vec::new();
    for kind in [PING, PONG, CLOSE] {
        cases.push(case(format!("{kind:x} in fragments"), &[frame(kind, b"")]));
        cases.push(case(format!("{kind:x} with 126 bytes"), &[frame(FIN | kind, &[b'a'; 126])]));
        cases.push(case(format!("{kind:x} with 20,000 bytes"), &[frame(FIN | kind, &[b'a'; 20_000])]));
        let endless = frame_with_length(FIN | kind, &[&[127], (1_u64 << 40).to_be_bytes().as_slice()].concat(), b"");
        cases.push(case(format!("{kind:x} that claims 2^40 bytes"), &[endless]));
    }
    refused(cases, PROTOCOL).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fragments_stand_in_their_order() {
    let cases = vec![
        case("a last fragment without a first", &[frame(FIN | CONTINUATION, b"{}")]),
        case("a fragment without a first", &[frame(CONTINUATION, b"{}")]),
        case("a last fragment after a whole message", &[frame(FIN | BINARY, b"{}"), frame(FIN | CONTINUATION, b"")]),
        case("a fragment after the last", &[frame(TEXT, b"{"), frame(FIN | CONTINUATION, b"}"), frame(CONTINUATION, b"")]),
        case("a text within a text", &[frame(TEXT, b"{"), frame(FIN | TEXT, b"{}")]),
        case("the beginning of a text within a text", &[frame(TEXT, b"{"), frame(TEXT, b"}")]),
        case("bytes within a text", &[frame(TEXT, b"{"), frame(CONTINUATION, b""), frame(FIN | BINARY, b"}")]),
        case("a text within bytes", &[frame(BINARY, b"{"), frame(FIN | TEXT, b"}")]),
    ];
    refused(cases, PROTOCOL).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_length_takes_as_few_bytes_as_it_can() {
    let sixteen = |length: u16| [&[126], length.to_be_bytes().as_slice()].concat();
    let sixty_four = |length: u64| [&[127], length.to_be_bytes().as_slice()].concat();
    let cases = vec![
        case("nothing in 16 bits", &[frame_with_length(FIN | TEXT, &sixteen(0), b"")]),
        case("2 in 16 bits", &[frame_with_length(FIN | TEXT, &sixteen(2), b"{}")]),
        case("125 in 16 bits", &[frame_with_length(FIN | TEXT, &sixteen(125), &[b' '; 125])]),
        case("nothing in 64 bits", &[frame_with_length(FIN | TEXT, &sixty_four(0), b"")]),
        case("2 in 64 bits", &[frame_with_length(FIN | TEXT, &sixty_four(2), b"{}")]),
        case("300 in 64 bits", &[frame_with_length(FIN | TEXT, &sixty_four(300), &[b' '; 300])]),
        case("a ping's 2 in 16 bits", &[frame_with_length(FIN | PING, &sixteen(2), b"{}")]),
    ];
    refused(cases, PROTOCOL).await;
    let topmost = [u64::MAX, 1 << 63].map(|length| case(format!("{length:x}"), &[frame_with_length(FIN | TEXT, &sixty_four(length), b"")]));
    refused(topmost.into(), &[1002, 1009]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_farewell_has_a_code_that_may_be_sent_and_a_reason_in_utf_8() {
    let mut cases = vec![case("one byte", &[frame(FIN | CLOSE, b"\x03")])];
    for code in [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535] {
        cases.push(case(format!("code {code}"), &[frame(FIN | CLOSE, &farewell(code, b""))]));
        cases.push(case(format!("code {code} with a reason"), &[frame(FIN | CLOSE, &farewell(code, b"bye"))]));
    }
    refused(cases, PROTOCOL).await;
    let reasons = [b"\xff".as_slice(), b"bye \xc3", b"\xed\xa0\x80"];
    let cases = reasons.map(|reason| case(format!("reason {reason:x?}"), &[frame(FIN | CLOSE, &farewell(1000, reason))]));
    refused(cases.into(), &[1007, 1002]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_utf_8() {
    let mut cases = Vec::new();
    // No byte of UTF-8, a lone continuation, what breaks off, overlong, a surrogate, past the last code point.
    for text in
        [&b"\xff"[..], b"\x80", b"{\"a\":\"\xc5", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xf0\x9f\xa7"]
    {
        cases.push(case(format!("{text:x?}"), &[frame(FIN | TEXT, text)]));
        for cut in 0..=text.len() {
            let (start, rest) = text.split_at(cut);
            let fragments = [frame(TEXT, start), frame(FIN | PING, b""), frame(FIN | CONTINUATION, rest)];
            cases.push(case(format!("{start:x?} and {rest:x?}"), &fragments));
        }
    }
    refused(cases, NO_TEXT).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_past_sixteen_kibibytes_is_too_big_by_its_length_alone() {
    const LIMIT: usize = 16 * 1024;
    let claims = |first: u8, length: u64| frame_with_length(first, &[&[127], length.to_be_bytes().as_slice()].concat(), b"");
    let many = |first: &[u8], each: &[u8], times: usize| [&frame(TEXT, first)[..], &frame(CONTINUATION, each).repeat(times)].concat();
    let cases = vec![
        case("one byte too much", &[frame(FIN | TEXT, &[b' '; LIMIT + 1])]),
        case("one byte too much, as bytes", &[frame(FIN | BINARY, &[0; LIMIT + 1])]),
        case("the length of one byte too much", &[frame_with_length(FIN | TEXT, &[126, 0x40, 0x01], b"")]),
        case("the length 65,536", &[claims(FIN | TEXT, 65_536)]),
        case("the length 2^40", &[claims(FIN | TEXT, 1 << 40)]),
        case("a first fragment of the length 2^40", &[claims(TEXT, 1 << 40)]),
        case("a continuation of the length 2^40", &[frame(TEXT, b"{"), claims(FIN | CONTINUATION, 1 << 40)]),
        case("a fragment that would pass it", &[frame(TEXT, b" "), frame_with_length(CONTINUATION, &[126, 0x40, 0x00], b"")]),
        case("all of it and one byte", &[many(&[b' '; LIMIT], b"}", 1)]),
        case("many fragments", &[many(b"{", &[b' '; 100], 200)]),
        case("many fragments of one byte", &[many(b"{", b" ", 20_000)]),
    ];
    // Where fragments are counted too, many small ones may break that rule first.
    let (small, others): (Vec<_>, Vec<_>) = cases.into_iter().partition(|(name, _)| name.ends_with("of one byte"));
    refused(others, TOO_BIG).await;
    refused(small, &[1009, 1008]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fragments_without_end_end_and_take_no_memory() {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        let mut before = None;
        for kind in [TEXT, BINARY] {
            for _ in 0..5 {
                let mut guest = hall.guest().await;
                let endless = [frame(kind, b""), frame(CONTINUATION, b"").repeat(400_000)].concat();
                guest.write(&endless).await;
                ends(&mut guest, "nothing again and again", &[1002, 1008, 1009]).await;
                hall.undisturbed("nothing again and again").await;
                // What the first one costs is the warming up of everything.
                before.get_or_insert_with(|| resident(&hall.city));
            }
        }
        let grown = resident(&hall.city).saturating_sub(before.unwrap());
        assert!(grown < 16 * 1024, "{grown} KiB for nine sockets");
    })
    .await;
}

/// The memory of the program, in KiB.
pub(super) fn resident(city: &City) -> u64 {
    let status = std::fs::read_to_string(city.process().join("status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_breaks_the_protocol_and_stays_is_let_go() {
    on_sqlite(|city| async move {
        let mut hall = Hall::open(city).await;
        let mut guests = Vec::new();
        for _ in 0..20 {
            let mut guest = hall.guest().await;
            guest.write(&frame(FIN | 0x3, b"")).await;
            guests.push(guest);
        }
        for guest in &mut guests {
            assert_eq!(guest.closed().await.and_then(|(code, _)| code), Some(1002));
        }
        // None of them says goodbye or hangs up.
        hall.present(1).await;
        for guest in &mut guests {
            guest.gone().await;
        }
        hall.undisturbed("when they have gone").await;
    })
    .await;
}
