//! The words that islands say. They come with the page: translating in the browser would double the bundle.

#[cfg(feature = "ssr")]
use busola_texts::Lang;
use serde::{Deserialize, Serialize};

use super::plural::Plural;

/// Makes [`Words`] of the names of its fields and the translations that they come from.
macro_rules! words {
    (texts { $($text:ident: $message:ident),* $(,)? } marked { $($marked:ident: $marked_message:ident),* $(,)? } plurals { $($plural:ident: $plural_message:ident),* $(,)? }) => {
        /// Every word that the islands of a consultation's page say; `#` stands for what is put in.
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
            /// The words in a language.
            pub(crate) fn of(lang: Lang) -> Self {
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
        reload: live_reload,
        add_remark: live_add_remark,
        remarks_on: live_remarks_on,
        remarks_on_all: live_remarks_on_all,
        whole_draft: live_whole_draft,
        your_remark: live_your_remark,
        your_remark_on_all: live_your_remark_on_all,
        hint: live_hint,
        send: live_send,
        sending: live_sending,
        sent: live_sent,
        waiting: live_waiting,
        sign_in: live_sign_in,
        sign_in_to_write: live_sign_in_to_write,
        sign_in_again: live_sign_in_again,
        closed: live_closed,
        announced: live_announced,
        syntax: live_syntax,
        syntax_strong: live_syntax_strong,
        syntax_list: live_syntax_list,
        syntax_quote: live_syntax_quote,
        order: live_order,
        newest: live_newest,
        oldest: live_oldest,
        most_supported: live_most_supported,
        none_yet: live_none_yet,
        loading: live_loading,
        load_failed: live_load_failed,
        try_again: live_try_again,
        load_more: live_load_more,
        moderator: live_moderator,
        administrator: live_administrator,
        pending: live_pending,
        withdrawn: live_withdrawn,
        support: live_support,
        reply: live_reply,
        more: live_more,
        edit: live_edit,
        edit_label: live_edit_label,
        save: live_save,
        cancel: live_cancel,
        withdraw: live_withdraw,
        withdraw_sure: live_withdraw_sure,
        withdraw_yes: live_withdraw_yes,
        hide: live_hide,
        hide_reason: live_hide_reason,
        hide_hint: live_hide_hint,
        hide_yes: live_hide_yes,
        unhide: live_unhide,
        approve: live_approve,
        permalink: live_permalink,
        failed: failure_internal,
        unreachable: live_unreachable,
        empty: problem_required,
    }
    marked {
        edited: live_edited,
        hidden: live_hidden,
        received: live_received,
        editable_until: live_editable_until,
        reply_to: live_reply_to,
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
