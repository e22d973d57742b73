//! The packages of the iSymphony events.

use std::fs;

use anyhow::{Context, Result};
use event_schema::RawJson;
use event_schema::document::Json;
use event_schema_publish::{Channel, File, Packages, Publication, Request, Server};
use isymphony_events::{Filter, IsymphonyEvent};

use crate::workspace;

pub(crate) const NAME: &str = "isymphony-events";

pub(crate) fn publication() -> Result<Publication> {
    let publication = Publication::of::<IsymphonyEvent<'_>>()?
        .base("urn:event-schema:isymphony:")
        .title("iSymphony events")
        .version(env!("CARGO_PKG_VERSION"))
        .channel(channel());
    Ok(publication)
}

/// The server's WebSocket.
fn channel() -> Channel {
    let server = |name, protocol, port, description| {
        let host = format!("{{host}}:{port}");
        Server::new(name, protocol, host, description).variable(
            "host",
            "localhost",
            "The server. Until its access list says otherwise it admits nobody but itself.",
        )
    };
    let user = Json::object([
        ("type", Json::string("http")),
        ("scheme", Json::string("basic")),
        ("description", Json::string("A user of the server, named in the request that opens the WebSocket.")),
    ]);
    Channel::new("events", "/communication_manager/ws/event", "Every event, as it happens.")
        .server(server("plain", "ws", 58080, "Without encryption."))
        .server(server("tls", "wss", 55050, "With TLS; the certificate may be the server's own."))
        .security("user", user)
        .request(Request::of::<Filter<'_>>().answer::<RawJson<'_>>(
            "FilterAnswer",
            "The answer to a filter. What is in it is not documented: take any.",
        ))
}

pub(crate) fn packages(publication: &Publication) -> Result<Packages<'_>> {
    let packages = Packages::of(publication, NAME).version(env!("CARGO_PKG_VERSION"));
    Ok(packages.license(env!("CARGO_PKG_LICENSE"), licenses()?))
}

/// The project's own licences, for every package.
pub(crate) fn licenses() -> Result<Vec<File>> {
    let names = ["LICENSE-APACHE", "LICENSE-MIT"];
    let files = names.map(|name| {
        let contents =
            fs::read(workspace::root().join(name)).with_context(|| format!("cannot read {name}"))?;
        Ok(File { path: name.to_owned(), contents })
    });
    files.into_iter().collect()
}
