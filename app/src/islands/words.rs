//! The words that the browser says by itself. They come with the page: translating there would double the bundle.

use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use {busola_texts::Lang, std::sync::LazyLock};

use super::plural::Plural;

/// Makes [`Words`] of the names of its fields and the translations that they come from.
macro_rules! words {
    (texts { $($text:ident: $message:ident),* $(,)? } marked { $($marked:ident: $marked_message:ident),* $(,)? } plurals { $($plural:ident: $plural_message:ident),* $(,)? }) => {
        /// Every word that the browser says on a consultation's page; `#` stands for what is put in.
        ///
        /// On the way they are a plain list: names would cost more in the page and in the bundle than the words.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(from = "Vec<String>", into = "Vec<String>")]
        pub(crate) struct Words {
            $(pub(crate) $text: String,)*
            $(pub(crate) $marked: String,)*
            $(pub(crate) $plural: Plural,)*
        }

        impl From<Vec<String>> for Words {
            fn from(list: Vec<String>) -> Self {
                let mut list = list.into_iter();
                let mut next = || list.next().unwrap_or_default();
                Self {
                    $($text: next(),)*
                    $($marked: next(),)*
                    $($plural: Plural { one: next(), few: next(), many: next(), other: next() },)*
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
            pub(crate) fn of(lang: Lang) -> &'static Self {
                static POLISH: LazyLock<Words> = LazyLock::new(|| Words::read(Lang::Pl));
                static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(Lang::En));
                match lang {
                    Lang::Pl => &POLISH,
                    Lang::En => &ENGLISH,
                }
            }

            fn read(lang: Lang) -> Self {
                Self {
                    $($text: lang.$message(),)*
                    $($marked: lang.$marked_message("#"),)*
                    $($plural: Plural::of(|count| lang.$plural_message(count, "#")),)*
                }
            }
        }
    };
}

words! {
    texts {
        live: live_connected,
        reconnecting: live_reconnecting,
        offline: live_offline,
        signed_out: live_signed_out,
        changed: live_changed,
        behind: live_behind,
        reload: live_reload,
        add_remark: live_add_remark,
        remarks_on: live_remarks_on,
        remarks_on_all: live_remarks_on_all,
        your_remark: live_your_remark,
        your_remark_on_all: live_your_remark_on_all,
        sending: live_sending,
        sent: live_sent,
        waiting: live_waiting,
        sign_in: live_sign_in,
        sign_in_again: live_sign_in_again,
        none_yet: live_none_yet,
        loading: live_loading,
        load_failed: live_load_failed,
        try_again: live_try_again,
        failed: failure_internal,
        unreachable: live_unreachable,
        empty: problem_required,
    }
    marked {
        title: title_with_site,
        edited: live_edited,
        hidden: live_hidden,
        received: live_received,
        editable_until: live_editable_until,
        characters: live_characters,
    }
    plurals {
        here: live_here,
        reading: live_reading,
        remarks: live_remarks,
        new: live_new,
        show_new: live_show_new,
        news: live_news,
        news_on: live_news_on,
        supports: live_supports,
    }
}
