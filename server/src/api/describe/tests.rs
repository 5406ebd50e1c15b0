//! Limits are literals where types are described; here they are held against the rules.

use busola_domain::{account, answer, consultation, deadlines, earlier, meeting, moderation, notice, opinion, text, theme};
use serde_json::Value;

#[test]
fn limits_are_those_of_the_rules() {
    let schemas = &crate::api::document()["components"]["schemas"];
    let most = |form: &str, field: &str, limit: &str, most: usize| {
        assert_eq!(schemas[form]["properties"][field][limit].as_u64(), Some(most as u64), "{form}.{field}: {limit}");
    };
    let longest = |form: &str, field: &str, length: usize| most(form, field, "maxLength", length);
    for form in ["NewConsultation", "ConsultationChange"] {
        longest(form, "title", consultation::TITLE_MAX);
        longest(form, "summary", consultation::SUMMARY_MAX);
    }
    longest("NewNotice", "aim", notice::NOTICE_MAX);
    longest("NewVersion", "note", busola_service::drafts::NOTE_MAX);
    for (form, field) in
        [("NewComment", "body"), ("CommentChange", "body"), ("NewEntry", "body"), ("NewSpokenRemark", "body"), ("Consent", "body")]
    {
        longest(form, field, text::BODY_MAX);
    }
    for form in ["NewEntry", "CommentChange"] {
        longest(form, "author", account::NAME_MAX);
    }
    for form in ["NewAnswer", "NewAnswers", "NewTemplate", "TemplateChange"] {
        longest(form, "justification", answer::JUSTIFICATION_MAX);
    }
    longest("NewTemplate", "name", answer::TEMPLATE_NAME_MAX);
    most("NewAnswers", "comments", "maxItems", answer::GROUP_MAX);
    longest("Hide", "reason", moderation::REASON_MAX);
    longest("Moderate", "reason", moderation::REASON_MAX);
    longest("NewReport", "words", moderation::REPORT_MAX);
    longest("NewAppeal", "words", moderation::APPEAL_MAX);
    longest("AppealDecision", "reply", moderation::APPEAL_MAX);
    most("NewModerationRules", "words", "maxItems", moderation::rules::RULES_MAX);
    most("NewModerationRules", "links", "maximum", moderation::rules::LINKS_MAX as usize);
    most("SlowMode", "slow_seconds", "maximum", moderation::SLOW_MAX as usize);
    longest("NewOpinion", "text", opinion::OPINION_MAX);
    longest("NewDeadlineRule", "source", deadlines::SOURCE_MAX);
    most("NewDeadlineRule", "min_days", "maximum", deadlines::DAYS_MAX as usize);
    for form in ["NewTheme", "ThemeChange"] {
        longest(form, "title", theme::TITLE_MAX);
        longest(form, "description", theme::DESCRIPTION_MAX);
        longest(form, "words", theme::WORDS_MAX);
    }
    longest("NewEarlier", "title", earlier::TITLE_MAX);
    longest("NewEarlier", "place", earlier::PLACE_MAX);
    longest("NewEarlier", "words", earlier::WORDS_MAX);
    most("NewEarlier", "themes", "maxItems", earlier::RAISED_MAX);
    for form in ["NewSession", "SessionChange"] {
        longest(form, "title", meeting::TITLE_MAX);
        longest(form, "place", meeting::PLACE_MAX);
        most(form, "agenda", "maxItems", meeting::AGENDA_MAX);
    }
    most("NewRules", "speech_seconds", "maximum", meeting::SPEECH_MAX as usize);
    longest("NewQuestion", "body", meeting::question::BODY_MAX);
    longest("NewPoll", "question", meeting::poll::QUESTION_MAX);
    most("NewPoll", "options", "maxItems", meeting::poll::OPTIONS_MAX);
    longest("MinutesEdit", "body", meeting::minutes::BODY_MAX);
    let answers = schemas["QuestionHandling"]["oneOf"].as_array().into_iter().flatten();
    let longest = answers.filter_map(|form| form["properties"]["answer"]["maxLength"].as_u64()).collect::<Vec<_>>();
    assert_eq!(longest, [meeting::question::ANSWER_MAX as u64]);
    assert_eq!(schemas["NewPoll"]["properties"]["options"]["items"]["maxLength"], Value::from(meeting::poll::OPTION_MAX));
}
