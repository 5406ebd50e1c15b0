//! Statements for several rows at once, in a few sizes, written out when the program is compiled.
//!
//! A statement costs a round trip to the database (on SQLite to its thread), however little it does. So what
//! a group of remarks needs is read and written by as few statements as there is, all of them still texts
//! that can be prepared by the tests.

/// A statement in its sizes: how many rows, and the text. The largest comes first, and one row last.
pub(crate) type Sizes = [(usize, &'static str); 4];

/// How a statement repeats a row; each `?` of the head and of the rows becomes the next of `$1`, `$2`, ….
pub(crate) struct Repeated {
    pub(crate) head: &'static str,
    pub(crate) row: &'static str,
    pub(crate) separator: &'static str,
    pub(crate) tail: &'static str,
    pub(crate) rows: usize,
}

/// A text of `N` bytes, and how many it should have had.
pub(crate) struct Text<const N: usize> {
    pub(crate) bytes: [u8; N],
    pub(crate) length: usize,
}

impl<const N: usize> Text<N> {
    pub(crate) const fn of(statement: &Repeated) -> Self {
        let mut text = Self { bytes: [0; N], length: 0 };
        let mut row = 0;
        let mut place = text.push_row(statement.head, 0);
        while row < statement.rows {
            if row > 0 {
                text.push(statement.separator);
            }
            place = text.push_row(statement.row, place);
            row += 1;
        }
        text.push(statement.tail);
        text
    }

    /// Adds the head or a row and gives the number of its last place.
    const fn push_row(&mut self, row: &str, mut place: usize) -> usize {
        let (row, mut at) = (row.as_bytes(), 0);
        while at < row.len() {
            if row[at] == b'?' {
                place += 1;
                self.push_byte(b'$');
                self.push_number(place);
            } else {
                self.push_byte(row[at]);
            }
            at += 1;
        }
        place
    }

    const fn push(&mut self, text: &str) {
        let (bytes, mut at) = (text.as_bytes(), 0);
        while at < bytes.len() {
            self.push_byte(bytes[at]);
            at += 1;
        }
    }

    const fn push_number(&mut self, number: usize) {
        if number >= 10 {
            self.push_number(number / 10);
        }
        self.push_byte(b'0' + (number % 10) as u8);
    }

    const fn push_byte(&mut self, byte: u8) {
        if self.length < N {
            self.bytes[self.length] = byte;
        }
        self.length += 1;
    }
}

/// The text of a statement with so many rows.
macro_rules! repeated {
    ($head:expr, $row:expr, $separator:expr, $tail:expr, $rows:literal) => {{
        const STATEMENT: $crate::repeated::Repeated =
            $crate::repeated::Repeated { head: $head, row: $row, separator: $separator, tail: $tail, rows: $rows };
        const LENGTH: usize = $crate::repeated::Text::<0>::of(&STATEMENT).length;
        const TEXT: [u8; LENGTH] = $crate::repeated::Text::<LENGTH>::of(&STATEMENT).bytes;
        match std::str::from_utf8(&TEXT) {
            Ok(text) => text,
            // It is made of whole texts.
            Err(_) => "",
        }
    }};
}

/// The rows in stretches for which there is a statement each.
pub(crate) fn stretches<'a, T>(sizes: &'static Sizes, rows: &'a [T]) -> impl Iterator<Item = (&'static str, &'a [T])> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let (size, sql) = sizes.iter().find(|(size, _)| *size <= rest.len())?;
        let (stretch, after) = rest.split_at(*size);
        rest = after;
        Some((*sql, stretch))
    })
}

#[cfg(test)]
mod tests {
    use super::stretches;

    #[test]
    fn a_row_is_repeated_with_places_that_count_on() {
        assert_eq!(repeated!("insert into t values ", "(?, 0, ?)", ", ", "", 1), "insert into t values ($1, 0, $2)");
        let several = repeated!("select a from t where b in (", "?", ", ", ") order by a", 11);
        assert_eq!(several, "select a from t where b in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) order by a");
        assert_eq!(repeated!("update t set a = ? where b in (", "?", ", ", ")", 2), "update t set a = $1 where b in ($2, $3)");
    }

    #[test]
    fn rows_are_divided_into_sizes_without_a_rest() {
        static SIZES: super::Sizes = [(64, "64"), (16, "16"), (4, "4"), (1, "1")];
        for (count, expected) in [(0, vec![]), (1, vec!["1"]), (6, vec!["4", "1", "1"]), (85, vec!["64", "16", "4", "1"])] {
            let rows: Vec<usize> = (0..count).collect();
            let (used, divided): (Vec<_>, Vec<_>) = stretches(&SIZES, &rows).unzip();
            assert_eq!((used, divided.concat()), (expected, rows));
        }
    }
}
