//! What types can't say of themselves. They are described as they are read: a field that has a default, or may be null, may be
//! left out. Written it is always there. So forms of answers get what they always have, and a form that is both read and
//! written becomes two.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

const SCHEMAS: &str = "#/components/schemas/";

type Schemas = Map<String, Value>;
type Names = BTreeSet<String>;

/// Completes a document.
pub(super) fn complete(document: &mut Value) {
    walk(document, &mut |value| rename(value, &plainly));
    let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut).map(std::mem::take) else { return };
    let mut schemas: Schemas = schemas.into_iter().map(|(name, schema)| (plainly(&name), schema)).collect();
    name_items(&mut schemas);
    schemas.values_mut().for_each(|schema| walk(schema, &mut no_null_by_default));
    let schemas: Schemas = schemas.iter().map(|(name, schema)| (name.clone(), joined(schema, &schemas))).collect();

    let (mut bodies, mut answers) = (Names::new(), Names::new());
    reach(document.pointer("/components/responses"), &schemas, &mut answers);
    for operation in operations(document) {
        reach(operation.get("requestBody"), &schemas, &mut bodies);
        reach(operation.get("responses"), &schemas, &mut answers);
    }

    let mut all: Schemas = named(&schemas, &answers).map(|(name, schema)| (name.clone(), schema.clone())).collect();
    all.values_mut().for_each(|schema| walk(schema, &mut always_there));
    let two = two(&bodies, &schemas, &all);
    let new = |name: &str| if two.contains(name) { format!("New{name}") } else { name.to_owned() };
    for (name, schema) in named(&schemas, &bodies) {
        let mut schema = schema.clone();
        walk(&mut schema, &mut |value| rename(value, &new));
        all.insert(new(name), schema);
    }
    for body in operations(document).filter_map(|operation| operation.get_mut("requestBody")) {
        walk(body, &mut |value| rename(value, &new));
    }
    if let Some(place) = document.pointer_mut("/components/schemas") {
        *place = Value::Object(all);
    }
}

/// The forms that are read as something else than they are written, and those that have one of them.
fn two(bodies: &Names, read: &Schemas, written: &Schemas) -> Names {
    let mut two = Names::new();
    loop {
        let differs = |name: &String, schema: &Value| {
            let mut reached = Names::new();
            reach(Some(schema), read, &mut reached);
            written.get(name).is_some_and(|written| written != schema || !reached.is_disjoint(&two))
        };
        let found: Names = named(read, bodies).filter(|(name, schema)| differs(name, schema)).map(|(name, _)| name.clone()).collect();
        if found == two {
            return two;
        }
        two = found;
    }
}

fn named<'a>(schemas: &'a Schemas, names: &'a Names) -> impl Iterator<Item = (&'a String, &'a Value)> {
    schemas.iter().filter(|(name, _)| names.contains(*name))
}

/// A page of comments is a `CommentPage`: of a type with an argument the argument comes first.
fn plainly(name: &str) -> String {
    name.split_once('_').map_or_else(|| name.to_owned(), |(of, argument)| format!("{argument}{of}"))
}

/// Gives the things of a list a name of their own: a type that is the argument of another one comes in its place.
fn name_items(schemas: &mut Schemas) {
    let mut things = Schemas::new();
    for (list, schema) in schemas.iter_mut() {
        let Some(name) = ["Page", "List"].iter().find_map(|of| list.strip_suffix(of)) else { continue };
        let Some(item) = schema.pointer_mut("/properties/items/items") else { continue };
        if item.get("properties").is_some() || item.get("allOf").is_some() {
            let reference = json!({ "$ref": format!("{SCHEMAS}{name}") });
            things.insert(name.to_owned(), std::mem::replace(item, reference));
        }
    }
    for (name, thing) in things {
        schemas.entry(name).or_insert(thing);
    }
}

/// Gives what a reference names another name.
fn rename(value: &mut Value, name: &impl Fn(&str) -> String) {
    if let Some(Value::String(reference)) = value.get_mut("$ref")
        && let Some(old) = reference.strip_prefix(SCHEMAS)
    {
        *reference = format!("{SCHEMAS}{}", name(old));
    }
}

/// That something is null where it is left out says no more than that it may be left out.
fn no_null_by_default(value: &mut Value) {
    if let Value::Object(members) = value
        && members.get("default") == Some(&Value::Null)
    {
        members.remove("default");
    }
}

/// A form of several parts as one, which has the fields of all.
fn joined(schema: &Value, schemas: &Schemas) -> Value {
    let Some(parts) = schema.get("allOf").and_then(Value::as_array) else { return schema.clone() };
    let (mut properties, mut required) = (Schemas::new(), Vec::new());
    for part in parts {
        let part = joined(target(part).and_then(|name| schemas.get(name)).unwrap_or(part), schemas);
        properties.extend(part.get("properties").and_then(Value::as_object).cloned().unwrap_or_default());
        required.extend(part.get("required").and_then(Value::as_array).cloned().unwrap_or_default());
    }
    let mut whole = schema.clone();
    if let Value::Object(members) = &mut whole {
        members.remove("allOf");
        members.insert("type".to_owned(), "object".into());
        members.insert("properties".to_owned(), properties.into());
        members.insert("required".to_owned(), required.into());
    }
    whole
}

/// Adds what is written in any case to what is required.
fn always_there(schema: &mut Value) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
    let is_null = |form: &Value| form["type"] == "null";
    let may_be_null = |form: &Value| {
        let forms = form.get("oneOf").and_then(Value::as_array);
        form["type"].as_array().is_some_and(|types| types.iter().any(|kind| kind == "null"))
            || forms.is_some_and(|forms| forms.iter().any(is_null))
    };
    let there = properties.iter().filter(|(_, form)| may_be_null(form) || form.get("default").is_some());
    let there: Vec<Value> = there.map(|(name, _)| name.as_str().into()).collect();
    if let Value::Object(members) = schema
        && !there.is_empty()
        && let Some(required) = members.entry("required").or_insert_with(|| Value::Array(Vec::new())).as_array_mut()
    {
        let new: Vec<_> = there.into_iter().filter(|name| !required.contains(name)).collect();
        required.extend(new);
    }
}

/// Adds the names of all forms to which something leads.
fn reach(from: Option<&Value>, schemas: &Schemas, reached: &mut Names) {
    let Some(from) = from else { return };
    if let Some(name) = target(from)
        && reached.insert(name.to_owned())
    {
        reach(schemas.get(name), schemas, reached);
    }
    match from {
        Value::Object(members) => members.values().for_each(|member| reach(Some(member), schemas, reached)),
        Value::Array(items) => items.iter().for_each(|item| reach(Some(item), schemas, reached)),
        _ => {}
    }
}

fn target(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()?.strip_prefix(SCHEMAS)
}

fn operations(document: &mut Value) -> impl Iterator<Item = &mut Value> {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut);
    paths.filter_map(Value::as_object_mut).flat_map(Map::values_mut)
}

/// Changes a value and all below it.
fn walk(value: &mut Value, change: &mut impl FnMut(&mut Value)) {
    change(value);
    match value {
        Value::Object(members) => members.values_mut().for_each(|member| walk(member, change)),
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, change)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(name: &str) -> Value {
        json!({ "$ref": format!("{SCHEMAS}{name}") })
    }

    fn content(name: &str) -> Value {
        json!({ "content": { "application/json": { "schema": reference(name) } } })
    }

    #[test]
    fn the_things_of_a_list_have_a_name() {
        let thing = json!({ "type": "object", "properties": { "name": { "type": "string" } }, "required": ["name"] });
        let list = |item: Value| json!({ "type": "object", "properties": { "items": { "type": "array", "items": item } } });
        let mut document = json!({
            "paths": { "/things": { "get": { "responses": { "200": content("List_Thing") } } } },
            "components": { "schemas": { "List_Thing": list(thing.clone()) } },
        });
        complete(&mut document);
        assert_eq!(document["components"]["schemas"], json!({ "Thing": thing, "ThingList": list(reference("Thing")) }));
    }

    #[test]
    fn what_is_written_has_all_and_what_is_read_may_leave_out() {
        let unit = json!({ "type": ["string", "null"], "default": null });
        let notice = json!({ "type": "object", "properties": { "aim": { "type": "string", "default": "" }, "unit": unit } });
        let page =
            json!({ "type": "object", "properties": { "items": { "type": "array", "items": reference("Thing") } }, "required": ["items"] });
        let more = json!({ "type": "object", "properties": { "notice": reference("Notice") }, "required": ["notice"] });
        let thing = json!({ "allOf": [reference("Name"), more] });
        let name = json!({ "type": "object", "properties": { "name": { "type": "string" } }, "required": ["name"] });
        let asked = json!({ "type": "object", "properties": { "notice": reference("Notice") } });
        let mut document = json!({
            "paths": { "/things": {
                "get": { "responses": { "200": content("Page_Thing") } },
                "post": { "requestBody": content("Asked"), "responses": { "204": {} } },
            } },
            "components": { "schemas": { "Notice": notice, "Page_Thing": page, "Thing": thing, "Name": name, "Asked": asked } },
        });
        complete(&mut document);
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas.as_object().unwrap().keys().collect::<Vec<_>>(), ["Asked", "NewNotice", "Notice", "Thing", "ThingPage"]);
        assert_eq!(document.pointer("/paths/~1things/get/responses/200"), Some(&content("ThingPage")));
        assert_eq!((&schemas["Notice"]["required"], schemas["NewNotice"].get("required")), (&json!(["aim", "unit"]), None));
        assert_eq!(schemas["NewNotice"]["properties"]["unit"], json!({ "type": ["string", "null"] }));
        assert_eq!(
            (&schemas["Asked"]["properties"]["notice"], &schemas["Thing"]["properties"]["notice"]),
            (&reference("NewNotice"), &reference("Notice"))
        );
        assert_eq!(schemas["Thing"]["required"], json!(["name", "notice"]));
    }
}
