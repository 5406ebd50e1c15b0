//! The rules of RFC 6455, and the library's writer as the other side.

use proptest::prelude::*;

use super::*;

const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

/// A frame as a client sends it.
fn frame(first: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    match content.len() {
        short @ 0..126 => bytes.push(0x80 | short as u8),
        medium @ 126..65_536 => {
            bytes.push(0x80 | 126);
            bytes.extend((medium as u16).to_be_bytes());
        }
        long => {
            bytes.push(0x80 | 127);
            bytes.extend((long as u64).to_be_bytes());
        }
    }
    bytes.extend(MASK);
    bytes.extend(content.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    bytes
}

/// All that is heard of some bytes, and what breaks the rules.
fn heard(bytes: &[u8]) -> (Vec<Heard>, Option<CloseCode>) {
    let mut incoming = Incoming::default();
    incoming.push(bytes);
    rest(&mut incoming)
}

fn rest(incoming: &mut Incoming) -> (Vec<Heard>, Option<CloseCode>) {
    let mut all = Vec::new();
    loop {
        match incoming.next() {
            Ok(Some(heard)) => all.push(heard),
            Ok(None) => return (all, None),
            Err(code) => return (all, Some(code)),
        }
    }
}

fn broken(bytes: &[u8]) -> Option<CloseCode> {
    heard(bytes).1
}

#[test]
fn whole_messages_are_heard() {
    assert_eq!(heard(&frame(0x81, b"Hello")), (vec![Heard::Text("Hello".into())], None));
    assert_eq!(heard(&frame(0x82, &[0, 255])), (vec![Heard::Binary], None));
    assert_eq!(heard(&frame(0x89, b"who")), (vec![Heard::Ping(b"who".to_vec())], None));
    assert_eq!(heard(&frame(0x8A, b"")), (vec![Heard::Pong], None));
    assert_eq!(heard(&frame(0x88, b"")), (vec![Heard::Close(None)], None));
    assert_eq!(heard(&frame(0x88, &[0x03, 0xE8, b'!'])), (vec![Heard::Close(Some(1000))], None));
    assert_eq!(heard(&frame(0x88, &[0x0F, 0xA0])), (vec![Heard::Close(Some(4000))], None));
}

#[test]
fn a_message_in_fragments_may_have_control_frames_between() {
    let bytes = [frame(0x01, "zażół".as_bytes()), frame(0x89, b"?"), frame(0x00, b""), frame(0x80, "ć".as_bytes())].concat();
    assert_eq!(heard(&bytes), (vec![Heard::Ping(b"?".to_vec()), Heard::Text("zażółć".into())], None));
    // Cut within a letter.
    let text = "ł".as_bytes();
    let bytes = [frame(0x01, &text[..1]), frame(0x80, &text[1..])].concat();
    assert_eq!(heard(&bytes), (vec![Heard::Text("ł".into())], None));
}

#[test]
fn a_frame_that_breaks_the_rules_is_refused() {
    let plain = frame(0x81, b"Hello");
    for reserved in [0x40, 0x20, 0x10] {
        assert_eq!(broken(&frame(0x81 | reserved, b"x")), Some(CloseCode::Protocol));
    }
    for opcode in [0x83, 0x84, 0x85, 0x86, 0x87, 0x8B, 0x8C, 0x8D, 0x8E, 0x8F] {
        assert_eq!(broken(&frame(opcode, b"")), Some(CloseCode::Protocol), "{opcode:#x}");
    }
    assert_eq!(broken(&[&[0x81, 5][..], b"Hello"].concat()), Some(CloseCode::Protocol), "unmasked");
    for control in [0x08, 0x09, 0x0A] {
        assert_eq!(broken(&frame(control, b"")), Some(CloseCode::Protocol), "a fragment of a control frame");
        assert_eq!(broken(&frame(control | 0x80, &[b'x'; 126])), Some(CloseCode::Protocol), "a long control frame");
    }
    assert_eq!(broken(&frame(0x80, b"x")), Some(CloseCode::Protocol), "goes on with nothing");
    assert_eq!(broken(&[frame(0x01, b"x"), plain].concat()), Some(CloseCode::Protocol), "a message within another");
    // Lengths in a longer form than they need.
    assert_eq!(broken(&[&[0x81, 0xFE, 0, 5][..], &MASK, b"Hello"].concat()), Some(CloseCode::Protocol));
    assert_eq!(broken(&[&[0x81, 0xFF, 0, 0, 0, 0, 0, 0, 1, 0][..], &MASK].concat()), Some(CloseCode::Protocol));
    assert_eq!(broken(&[&[0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0][..], &MASK].concat()), Some(CloseCode::Protocol));
}

#[test]
fn closes_have_codes_that_may_be_sent() {
    for code in [1000, 1001, 1002, 1003, 1007, 1011, 3000, 4999_u16] {
        assert_eq!(heard(&frame(0x88, &code.to_be_bytes())), (vec![Heard::Close(Some(code))], None));
    }
    for code in [0, 999, 1004, 1005, 1006, 1015, 1100, 2999, 5000, 65_535_u16] {
        assert_eq!(broken(&frame(0x88, &code.to_be_bytes())), Some(CloseCode::Protocol), "{code}");
    }
    assert_eq!(broken(&frame(0x88, &[3])), Some(CloseCode::Protocol));
    assert_eq!(broken(&frame(0x88, &[0x03, 0xE8, 0xFF])), Some(CloseCode::NotText));
}

#[test]
fn a_text_is_utf_8() {
    assert_eq!(broken(&frame(0x81, &[0xC3, 0x28])), Some(CloseCode::NotText));
    assert_eq!(broken(&[frame(0x01, b"a"), frame(0x80, &[0xFF])].concat()), Some(CloseCode::NotText));
    // A surrogate, and more than Unicode has.
    assert_eq!(broken(&frame(0x81, &[0xED, 0xA0, 0x80])), Some(CloseCode::NotText));
    assert_eq!(broken(&frame(0x81, &[0xF4, 0x90, 0x80, 0x80])), Some(CloseCode::NotText));
}

#[test]
fn what_is_too_big_is_refused_before_it_came() {
    let limit = vec![b'x'; CLIENT_MESSAGE_MAX];
    assert_eq!(heard(&frame(0x81, &limit)).0.len(), 1);
    assert_eq!(broken(&frame(0x81, &[&limit[..], b"x"].concat())), Some(CloseCode::TooBig));
    assert_eq!(broken(&[&[0x81, 0xFF, 0, 0, 1, 0, 0, 0, 0, 0][..], &MASK].concat()), Some(CloseCode::TooBig));
    assert_eq!(broken(&[frame(0x01, &limit), frame(0x00, b"x")].concat()), Some(CloseCode::TooBig));
}

#[test]
fn endless_fragments_end() {
    let small = frame(0x00, b"xxxx");
    let bytes = [frame(0x01, b""), small.repeat(CLIENT_MESSAGE_MAX / 4 + 1)].concat();
    assert_eq!(broken(&bytes), Some(CloseCode::TooBig));
    let bytes = [frame(0x01, b""), frame(0x00, b"").repeat(100)].concat();
    assert_eq!(broken(&bytes), Some(CloseCode::Policy));
}

#[test]
fn nothing_is_held_at_rest() {
    let mut incoming = Incoming::default();
    incoming.push(&frame(0x81, b"Hello"));
    assert_eq!(rest(&mut incoming).0.len(), 1);
    assert_eq!((incoming.buffer.capacity(), incoming.message.is_none()), (0, true));
}

/// Frames in order, cut into messages and fragments at will.
fn conversation() -> impl Strategy<Value = (Vec<u8>, Vec<Heard>)> {
    let message = (".{0,300}", prop::collection::vec(any::<prop::sample::Index>(), 0..4), any::<bool>());
    prop::collection::vec(message, 1..6).prop_map(|messages| {
        let (mut bytes, mut expected) = (Vec::new(), Vec::new());
        for (text, cuts, ping) in messages {
            let mut at: Vec<_> = cuts.iter().map(|cut| cut.index(text.len() + 1)).collect();
            at.extend([0, text.len()]);
            at.sort_unstable();
            let last = at.len() - 2;
            for (number, ends) in at.windows(2).enumerate() {
                let opcode = if number == 0 { 0x01 } else { 0x00 };
                let fin = if number == last { 0x80 } else { 0x00 };
                bytes.extend(frame(opcode | fin, &text.as_bytes()[ends[0]..ends[1]]));
                if ping && number < last {
                    bytes.extend(frame(0x89, b"?"));
                    expected.push(Heard::Ping(b"?".to_vec()));
                }
            }
            expected.push(Heard::Text(text));
        }
        (bytes, expected)
    })
}

/// Mostly a frame that is allowed, of any length that may come near the limit; now and then just bytes.
fn likely_frame() -> impl Strategy<Value = Vec<u8>> {
    let opcodes = prop_oneof![Just(0x00_u8), Just(0x01), Just(0x02), Just(0x80), Just(0x81), Just(0x89), Just(0x8A)];
    let allowed = (opcodes, 0_usize..6_000).prop_map(|(first, length)| {
        let length = if first & 0x08 == 0 { length } else { length % 126 };
        frame(first, &vec![b'x'; length])
    });
    prop_oneof![20 => allowed, 1 => prop::collection::vec(any::<u8>(), 0..200)]
}

proptest! {
    #[test]
    fn it_does_not_matter_how_the_bytes_arrive((bytes, expected) in conversation(), sizes in prop::collection::vec(1_usize..90, 1..20)) {
        let mut incoming = Incoming::default();
        let (mut all, mut left) = (Vec::new(), bytes.as_slice());
        for size in sizes.iter().cycle() {
            if left.is_empty() {
                break;
            }
            let (now, later) = left.split_at((*size).min(left.len()));
            incoming.push(now);
            left = later;
            let (heard, code) = rest(&mut incoming);
            prop_assert_eq!(code, None);
            all.extend(heard);
        }
        prop_assert_eq!(all, expected);
    }

    #[test]
    fn whatever_comes_is_no_panic_and_holds_little(frames in prop::collection::vec(likely_frame(), 1..30), cut in 1_usize..5_000) {
        let mut incoming = Incoming::default();
        for chunk in frames.concat().chunks(cut) {
            incoming.push(chunk);
            if rest(&mut incoming).1.is_some() {
                break;
            }
            prop_assert!(incoming.buffer.len() <= CLIENT_MESSAGE_MAX + 14);
            prop_assert!(incoming.message.as_ref().is_none_or(|message| message.content.len() <= CLIENT_MESSAGE_MAX));
        }
    }

    #[test]
    fn a_conversation_with_one_byte_changed_is_no_panic((mut bytes, _) in conversation(), at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let at = at.index(bytes.len());
        bytes[at] = to;
        let _ = heard(&bytes);
    }
}
