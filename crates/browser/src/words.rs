//! The words that the browser says by itself. They come with the page: translating there would double the bundle.

/// Makes `Words` of the names of its fields and the translations that they come from: every word that a page's island
/// says, `#` standing for what is put in.
#[macro_export]
macro_rules! words {
    (texts { $($text:ident: $message:ident),* $(,)? } marked { $($marked:ident: $marked_message:ident),* $(,)? } plurals { $($plural:ident: $plural_message:ident),* $(,)? }) => {
        /// Every word that the island says by itself; `#` stands for what is put in.
        ///
        /// On the way they are a plain list: names would cost more in the page and in the bundle than the words.
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(from = "Vec<String>", into = "Vec<String>")]
        pub(crate) struct Words {
            $(pub(crate) $text: String,)*
            $(pub(crate) $marked: String,)*
            $(pub(crate) $plural: $crate::Plural,)*
        }

        impl From<Vec<String>> for Words {
            fn from(list: Vec<String>) -> Self {
                let mut list = list.into_iter();
                let mut next = || list.next().unwrap_or_default();
                Self {
                    $($text: next(),)*
                    $($marked: next(),)*
                    $($plural: $crate::Plural { one: next(), few: next(), many: next(), other: next() },)*
                }
            }
        }

        impl From<Words> for Vec<String> {
            fn from(words: Words) -> Self {
                let mut list = vec![$(words.$text,)* $(words.$marked,)*];
                $(list.extend([words.$plural.one, words.$plural.few, words.$plural.many, words.$plural.other]);)*
                list
            }
        }

        #[cfg(feature = "ssr")]
        impl Words {
            /// The words in a language, looked up once.
            pub(crate) fn of(lang: busola_texts::Lang) -> &'static Self {
                static POLISH: std::sync::LazyLock<Words> = std::sync::LazyLock::new(|| Words::read(busola_texts::Lang::Pl));
                static ENGLISH: std::sync::LazyLock<Words> = std::sync::LazyLock::new(|| Words::read(busola_texts::Lang::En));
                match lang {
                    busola_texts::Lang::Pl => &POLISH,
                    busola_texts::Lang::En => &ENGLISH,
                }
            }

            fn read(lang: busola_texts::Lang) -> Self {
                Self {
                    $($text: lang.$message(),)*
                    $($marked: lang.$marked_message("#"),)*
                    $($plural: $crate::Plural::of(|count| lang.$plural_message(count, "#")),)*
                }
            }
        }
    };
}
