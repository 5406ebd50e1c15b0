//! The words that the browser says on a consultation's page.

busola_browser::words! {
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
        number: answer_number,
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
