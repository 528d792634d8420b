//! `fordel schema`: JSON Schemas of what is read and written.

use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use crate::trouble::Trouble;
use clap::Args;
use fordel_formats::Document;

/// What `schema` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel schema\n  \
    fordel schema plan > plan.schema.json")]
pub(crate) struct SchemaArgs {
    /// The document, e.g. programme or plan; without it the documents there are.
    #[arg(value_name = "DOCUMENT", value_parser = document)]
    pub(crate) document: Option<Document>,
}

/// The document of this name, with or without `fordel/` and its version.
fn document(text: &str) -> Result<Document, Trouble> {
    let name = text.strip_prefix("fordel/").unwrap_or(text);
    let name = name.split_once('/').map_or(name, |(name, _)| name).to_lowercase().replace('_', "-");
    Document::of_name(&name).ok_or_else(|| {
        let near = fordel_formats::nearest::nearest(&name, Document::ALL.map(Document::name));
        let known = Document::ALL.map(Document::name).join(", ");
        Trouble::OneOf(near.map(str::to_owned), known)
    })
}

/// Prints a schema, or the documents that have one, one a line.
pub(crate) fn run(arguments: &SchemaArgs, _: &Request) -> anyhow::Result<Exit> {
    match arguments.document {
        Some(document) => output::result(&document.schema_text())?,
        None => {
            let lines = Document::ALL.map(|document| format!("{}\n", document.name()));
            output::result(&lines.concat())?;
        }
    }
    Ok(Exit::Done)
}
