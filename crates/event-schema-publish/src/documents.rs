//! The schema documents: for each profile and dialect the union's and each event's; and one of what is written, where
//! that is another contract than what is read.

use event_schema::Profile;
use event_schema::document::{Dialect, Json, Options, document as render, split};
use event_schema::model::{Contract, Model};

use crate::Publication;
use crate::catalogue::stems;
use crate::error::Error;
use crate::files::File;

pub(crate) fn files(publication: &Publication) -> Result<Vec<File>, Error> {
    let mut files = Vec::new();
    for dialect in [Dialect::Draft2020, Dialect::Draft07] {
        for profile in Profile::ALL {
            for (model, stem) in publication.catalogue.documented() {
                let path = path(stem, profile, dialect);
                let json = write(publication, model, &path, Contract::Deserialize, profile, dialect)?;
                files.push(File { path, contents: json.to_pretty().into_bytes() });
            }
        }
        for (model, stem) in publication.catalogue.documented().filter(|(it, _)| it.has_two_contracts()) {
            let path = path_of_written(stem, dialect);
            let json = write(publication, model, &path, Contract::Serialize, Profile::Documented, dialect)?;
            files.push(File { path, contents: json.to_pretty().into_bytes() });
        }
        if publication.split {
            files.extend(taken_apart(publication, dialect)?);
        }
    }
    Ok(files)
}

/// A document for each named type.
fn taken_apart(publication: &Publication, dialect: Dialect) -> Result<Vec<File>, Error> {
    let (whole, _) = publication.catalogue.whole();
    let folder = format!("{}split/", folder(dialect));
    let is_address = !publication.base.is_empty() && !publication.base.starts_with("urn:");
    let id = join(&publication.base, &format!("{}{folder}", publication.folder()));
    let comment = publication.generated();
    let options = Options {
        id: is_address.then_some(&*id),
        comment: Some(&comment),
        dialect,
        extensions: publication.extensions,
        ..Options::default()
    };
    // The names are known once they are asked for.
    let names = split(&[whole], str::to_owned, &options)?;
    let names: Vec<&str> = names.iter().map(|(name, _)| &**name).collect();
    let stems = stems(&names);
    let file = |name: &str| {
        let stem = names.iter().position(|known| *known == name).map_or(name, |at| &stems[at]);
        format!("{stem}.schema.json")
    };
    let documents = split(&[whole], file, &options)?.into_iter();
    Ok(documents
        .map(|(name, json)| File { path: folder.clone() + &name, contents: json.to_pretty().into_bytes() })
        .collect())
}

pub(crate) fn document(
    publication: &Publication,
    tag: Option<&str>,
    profile: Profile,
    dialect: Dialect,
) -> Result<Json, Error> {
    let catalogue = &publication.catalogue;
    let (model, stem) = match tag {
        Some(tag) => catalogue.event(tag).map(|event| (event.model, event.stem.as_str()))?,
        None => catalogue.whole(),
    };
    write(publication, model, &path(stem, profile, dialect), Contract::Deserialize, profile, dialect)
}

/// Where a document stands, from the major version's folder on.
pub(crate) fn path(stem: &str, profile: Profile, dialect: Dialect) -> String {
    let profile = match profile {
        Profile::Documented => String::new(),
        profile => format!("profiles/{profile}/"),
    };
    format!("{}{profile}{stem}.schema.json", folder(dialect))
}

/// Where the document of what is written stands.
pub(crate) fn path_of_written(stem: &str, dialect: Dialect) -> String {
    format!("{}serialize/{stem}.schema.json", folder(dialect))
}

const fn folder(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Draft2020 => "",
        Dialect::Draft07 => "draft-07/",
    }
}

fn write(
    publication: &Publication,
    model: &'static Model,
    path: &str,
    contract: Contract,
    profile: Profile,
    dialect: Dialect,
) -> Result<Json, Error> {
    let id = join(&publication.base, &format!("{}{path}", publication.folder()));
    let comment = publication.generated();
    let extensions = publication.extensions;
    Ok(render(
        model,
        &Options { id: Some(&id), comment: Some(&comment), contract, profile, dialect, extensions },
    )?)
}

fn join(base: &str, path: &str) -> String {
    let separator = match base {
        "" => "",
        base if base.ends_with([':', '/']) => "",
        base if base.starts_with("urn:") => ":",
        _ => "/",
    };
    format!("{base}{separator}{path}")
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn identifiers_have_exactly_one_separator() {
        assert_eq!(join("urn:event-schema:doors:", "v1/a.json"), "urn:event-schema:doors:v1/a.json");
        assert_eq!(join("urn:event-schema:doors", "v1/a.json"), "urn:event-schema:doors:v1/a.json");
        assert_eq!(join("https://example.com/", "v1/a.json"), "https://example.com/v1/a.json");
        assert_eq!(join("https://example.com", "v1/a.json"), "https://example.com/v1/a.json");
    }
}
