//! The API for people: what its description (`/api/v1/openapi.json`) says, as a page.

use std::sync::OnceLock;

use busola_texts::Lang;
use leptos::prelude::*;
use serde_json::Value;

use super::{Width, main_part};
use crate::context::{ApiDocument, Site};
use crate::pages::rendered::Rendered as _;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];
const SCHEMAS: &str = "#/components/schemas/";
static NOTHING: Value = Value::Null;
/// The page in each language: it changes with the program alone.
static KEPT: [OnceLock<String>; 2] = [const { OnceLock::new() }; 2];

/// The page.
pub(super) fn page() -> AnyView {
    let Some(site) = use_context::<Site>() else { return ().rendered() };
    let lang = site.lang;
    let document = use_context::<ApiDocument>().map_or(&NOTHING, |document| document.0);
    let [polish, english] = &KEPT;
    let kept = if lang == Lang::Pl { polish } else { english };
    let html = kept.get_or_init(|| description(lang, document).to_html());
    let content = view! {
        <h1>{lang.api_title()}</h1>
        <p class="lead">{lang.api_lead()}</p>
        <p><a class="button button-quiet" href="/api/v1/openapi.json">{lang.api_document()}</a></p>
        <div class="api" inner_html=html.as_str()></div>
    };
    main_part(&site, &lang.api_title(), Width::Plain, content)
}

/// A request, as it is described.
#[derive(Clone, Copy)]
struct Operation<'a> {
    document: &'a Value,
    method: &'static str,
    path: &'a str,
    /// What all requests of the path have.
    shared: &'a Value,
    said: &'a Value,
}

fn description(lang: Lang, document: &Value) -> AnyView {
    let operations = operations(document);
    let parts: Vec<_> = list(document, "tags").map(|tag| part(lang, text(tag, "name"), &operations)).collect();
    let schemas = at(at(document, "components"), "schemas").as_object().into_iter().flatten();
    let schemas: Vec<_> = schemas.map(|(name, schema)| object(lang, name, schema)).collect();
    view! {
        <p lang="en">{prose(at(document, "info"))}</p>
        {parts}
        <section aria-labelledby="api-objects">
            <h2 id="api-objects">{lang.api_objects()}</h2>
            {schemas}
        </section>
    }
    .rendered()
}

fn operations(document: &Value) -> Vec<Operation<'_>> {
    let paths = at(document, "paths").as_object().into_iter().flatten();
    let mut operations = Vec::new();
    for (path, shared) in paths {
        let said = METHODS.into_iter().filter_map(|method| Some((method, shared.get(method)?)));
        operations.extend(said.map(|(method, said)| Operation { document, method, path, shared, said }));
    }
    operations
}

/// The requests of one kind.
fn part(lang: Lang, name: &str, operations: &[Operation<'_>]) -> AnyView {
    let id = format!("api-{}", name.to_lowercase());
    let of_kind = operations.iter().filter(|operation| list(operation.said, "tags").any(|tag| tag == name));
    let of_kind: Vec<_> = of_kind.map(|operation| request(lang, *operation)).collect();
    view! {
        <section aria-labelledby=id>
            <h2 id=id.clone() lang="en">{name.to_owned()}</h2>
            {of_kind}
        </section>
    }
    .rendered()
}

fn request(lang: Lang, operation: Operation<'_>) -> AnyView {
    let Operation { document, method, path, shared, said } = operation;
    // An empty way of signing in among others: none is needed.
    let open = list(said, "security").any(|way| way.as_object().is_some_and(serde_json::Map::is_empty));
    let who = if open { lang.api_everybody() } else { lang.api_signed_in() };
    let parameters: Vec<_> = list(shared, "parameters").chain(list(said, "parameters")).map(|named| resolved(document, named)).collect();
    let bodies = contents(at(said, "requestBody"));
    let body = (!bodies.is_empty()).then(|| view! { <p>{lang.api_body()} " " {bodies}</p> });
    let description = (!text(said, "description").is_empty()).then(|| view! { <p lang="en">{prose(said)}</p> });
    view! {
        <details>
            <summary>
                <h3><code><b>{method.to_uppercase()}</b> " " {path.to_owned()}</code></h3>
                " "
                <span lang="en">{text(said, "summary").to_owned()}</span>
            </summary>
            {description}
            <p>{who}</p>
            {(!parameters.is_empty()).then(|| parameters_table(lang, &parameters))}
            {body}
            {answers_table(lang, document, said)}
        </details>
    }
    .rendered()
}

fn parameters_table(lang: Lang, parameters: &[&Value]) -> AnyView {
    let row = |parameter: &&Value| {
        let needed = at(parameter, "required").as_bool().unwrap_or_default();
        let place = lang.by_name(&format!("api-in-{}", text(parameter, "in"))).unwrap_or_default();
        view! {
            <tr>
                <td data-label=lang.api_name()><code>{text(parameter, "name").to_owned()}</code></td>
                <td data-label=lang.api_form()>{form(at(parameter, "schema"))}</td>
                <td data-label=lang.api_place()>{place} {(!needed).then(|| format!(", {}", lang.api_optional()))}</td>
                <td data-label=lang.api_meaning() lang="en">{prose(parameter)}</td>
            </tr>
        }
    };
    let rows: Vec<_> = parameters.iter().map(row).collect();
    let head = [lang.api_name(), lang.api_form(), lang.api_place(), lang.api_meaning()];
    table(lang.api_parameters(), head, rows.rendered())
}

fn answers_table(lang: Lang, document: &Value, said: &Value) -> AnyView {
    let answers = at(said, "responses").as_object().into_iter().flatten();
    let row = |(status, answer): (&String, &Value)| {
        let answer = resolved(document, answer);
        let status = if status == "default" { lang.api_other() } else { status.clone() };
        view! {
            <tr>
                <td data-label=lang.api_status()>{status}</td>
                <td data-label=lang.api_form()>{contents(answer)}</td>
                <td data-label=lang.api_meaning() lang="en">{prose(answer)}</td>
            </tr>
        }
    };
    let rows: Vec<_> = answers.map(row).collect();
    table(lang.api_answers(), [lang.api_status(), lang.api_form(), lang.api_meaning()], rows.rendered())
}

/// An object of requests and answers: its fields, or the forms of which it has one.
fn object(lang: Lang, name: &str, schema: &Value) -> AnyView {
    let parts = ["oneOf", "anyOf"].into_iter().flat_map(|of| list(schema, of));
    let parts: Vec<_> =
        parts.map(|part| view! { <li>{form(part)} " " <span lang="en">{prose(part)}</span> {fields(lang, part)}</li> }).collect();
    let parts = (!parts.is_empty()).then(|| view! { <ul>{parts}</ul> });
    let plain = (at(schema, "type") != "object" && parts.is_none()).then(|| view! { <p>{form(schema)}</p> });
    view! {
        <section>
            <h3 id=format!("schema-{name}")><code>{name.to_owned()}</code></h3>
            <p lang="en">{prose(schema)}</p>
            {plain}
            {fields(lang, schema)}
            {parts}
        </section>
    }
    .rendered()
}

fn fields(lang: Lang, schema: &Value) -> Option<AnyView> {
    let properties = at(schema, "properties").as_object()?;
    let row = |(name, property): (&String, &Value)| {
        let needed = list(schema, "required").any(|required| required == name.as_str());
        view! {
            <tr>
                <td data-label=lang.api_name()><code>{name.clone()}</code></td>
                <td data-label=lang.api_form()>{form(property)} {(!needed).then(|| format!(", {}", lang.api_optional()))}</td>
                <td data-label=lang.api_meaning() lang="en">{prose(property)}</td>
            </tr>
        }
    };
    let rows: Vec<_> = properties.iter().map(row).collect();
    Some(table(lang.api_fields(), [lang.api_name(), lang.api_form(), lang.api_meaning()], rows.rendered()))
}

fn table<const COLUMNS: usize>(caption: String, head: [String; COLUMNS], rows: AnyView) -> AnyView {
    let head: Vec<_> = head.into_iter().map(|words| view! { <th scope="col">{words}</th> }).collect();
    view! {
        <table class="table">
            <caption>{caption}</caption>
            <thead>
                <tr>{head}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .rendered()
}

/// What a body or an answer may be, by its types of media.
fn contents(of: &Value) -> Vec<AnyView> {
    let contents = at(of, "content").as_object().into_iter().flatten();
    contents.map(|(media, content)| view! { {form(at(content, "schema"))} " " <small>{media.clone()}</small> }.rendered()).collect()
}

/// The form of a value: an object by its name, else its type.
fn form(schema: &Value) -> AnyView {
    if let Some(name) = text(schema, "$ref").strip_prefix(SCHEMAS) {
        return view! { <a href=format!("#schema-{name}")>{name.to_owned()}</a> }.rendered();
    }
    let choices: Vec<_> = list(schema, "oneOf").map(|choice| view! { {form(choice)} " " }.rendered()).collect();
    if !choices.is_empty() {
        return choices.rendered();
    }
    let values: Vec<_> = schema.get("const").into_iter().chain(list(schema, "enum")).map(Value::to_string).collect();
    if !values.is_empty() {
        return view! { <code>{values.join(" | ")}</code> }.rendered();
    }
    let kind = match at(schema, "type") {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | "),
        kind => kind.as_str().unwrap_or_default().to_owned(),
    };
    let format = text(schema, "format");
    let kind = if format.is_empty() { kind } else { format!("{kind} ({format})") };
    let of = schema.get("items").map(|items| view! { " × " {form(items)} });
    view! { {kind} {of} {limits(schema)} }.rendered()
}

/// How much or how long a value may be, in signs that both languages have.
fn limits(schema: &Value) -> String {
    let limit = |(key, sign): (&str, &str)| at(schema, key).as_u64().map(|limit| format!(" {sign}\u{a0}{limit}"));
    let least = [("minimum", "≥"), ("minLength", "≥"), ("minItems", "≥")];
    let most = [("maximum", "≤"), ("maxLength", "≤"), ("maxItems", "≤")];
    least.into_iter().chain(most).filter_map(limit).collect()
}

/// A description, with code where it is marked as such. That of a value that may be null stands beside what else it may be.
fn prose(of: &Value) -> Vec<AnyView> {
    let piece = |(at, piece): (usize, &str)| {
        let piece = piece.to_owned();
        if at % 2 == 1 { view! { <code>{piece}</code> }.rendered() } else { piece.rendered() }
    };
    let words = std::iter::once(of).chain(list(of, "oneOf")).map(|of| text(of, "description")).find(|words| !words.is_empty());
    words.unwrap_or_default().split('`').enumerate().map(piece).collect()
}

fn at<'a>(value: &'a Value, key: &str) -> &'a Value {
    value.get(key).unwrap_or(&NOTHING)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    at(value, key).as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    at(value, key).as_array().into_iter().flatten()
}

/// What a reference within the document names.
fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match text(value, "$ref").strip_prefix('#') {
        Some(pointer) => document.pointer(pointer).unwrap_or(&NOTHING),
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_request_is_told_with_its_parameters_and_answers() {
        let key = json!({ "name": "key", "in": "path", "required": true, "description": "The `slug`.", "schema": { "type": "string" } });
        let answer =
            json!({ "description": "It.", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } });
        let get = json!({ "tags": ["Things"], "summary": "A thing.", "security": [{}, { "bearer": [] }], "responses": { "200": answer } });
        let document = json!({
            "tags": [{ "name": "Things" }],
            "paths": { "/things/{key}": { "parameters": [{ "$ref": "#/components/parameters/Key" }], "get": get } },
            "components": {
                "parameters": { "Key": key },
                "schemas": { "Thing": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string", "format": "uuid" } } } },
            },
        });
        let html = description(Lang::En, &document).to_html();
        for expected in [
            "<b>GET</b>",
            "/things/{key}",
            "A thing.",
            "<code>slug</code>",
            "href=\"#schema-Thing\"",
            "id=\"schema-Thing\"",
            "string (uuid)",
        ] {
            assert!(html.contains(expected), "{expected}: {html}");
        }
        assert!(html.contains(&Lang::En.api_everybody()) && !html.contains(&Lang::En.api_signed_in()), "{html}");
    }

    #[test]
    fn a_form_is_a_name_or_a_type() {
        for (schema, words) in [
            (json!({ "type": ["string", "null"] }), "string | null"),
            (json!({ "type": "string", "enum": ["post", "pre"] }), "&quot;post&quot; | &quot;pre&quot;"),
            (json!({ "type": "array", "items": { "$ref": "#/components/schemas/Unit" } }), "#schema-Unit"),
            (json!({ "type": "integer", "minimum": 1, "maximum": 100 }), " ≥\u{a0}1 ≤\u{a0}100"),
        ] {
            let html = form(&schema).to_html();
            assert!(html.contains(words) || html.contains(&words.replace("&quot;", "\"")), "{words}: {html}");
        }
    }
}
