//! Where events are read, as far as documents tell of it.

use event_schema::document::Json;
use event_schema::model::{Model, Shape};
use event_schema::{Event, Schema};

/// Where the events of a catalogue are read: servers, an address, and what one may ask of them.
///
/// ```
/// use event_schema::document::Json;
/// use event_schema_publish::{Channel, Server};
///
/// let password = Json::object([("type", Json::string("http")), ("scheme", Json::string("basic"))]);
/// let channel = Channel::new("events", "/events", "Every opening of a door, as it happens.")
///     .server(Server::new("main", "wss", "{host}", "The house.").variable("host", "localhost", "Its address."))
///     .security("password", password);
/// ```
#[derive(Debug, Clone)]
pub struct Channel {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) description: String,
    pub(crate) servers: Vec<Server>,
    pub(crate) security: Vec<(String, Json)>,
    pub(crate) requests: Vec<Request>,
}

impl Channel {
    /// A channel with a name, such as `events`, its address on each server, and what it is about.
    #[must_use]
    pub fn new(name: impl Into<String>, address: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            address: address.into(),
            description: description.into(),
            servers: Vec::new(),
            security: Vec::new(),
            requests: Vec::new(),
        }
    }

    /// Adds a server.
    #[must_use]
    pub fn server(mut self, server: Server) -> Self {
        self.servers.push(server);
        self
    }

    /// Adds a way in that every server asks for: a name, and a Security Scheme Object as `AsyncAPI` defines it.
    #[must_use]
    pub fn security(mut self, name: impl Into<String>, scheme: Json) -> Self {
        self.security.push((name.into(), scheme));
        self
    }

    /// Adds something that may be sent to the servers.
    #[must_use]
    pub fn request(mut self, request: Request) -> Self {
        self.requests.push(request);
        self
    }
}

/// A server that sends events.
#[derive(Debug, Clone)]
pub struct Server {
    pub(crate) name: String,
    pub(crate) protocol: String,
    pub(crate) host: String,
    pub(crate) description: String,
    pub(crate) variables: Vec<Variable>,
}

/// A part of a host that everybody fills in for themselves.
#[derive(Debug, Clone)]
pub(crate) struct Variable {
    pub(crate) name: String,
    pub(crate) default: String,
    pub(crate) description: String,
}

impl Server {
    /// A server with a name, such as `plain`, its protocol, such as `wss`, its host and port, in which words within
    /// braces are [variables](Self::variable), and what it is for.
    #[must_use]
    pub fn new(
        name: impl Into<String>,
        protocol: impl Into<String>,
        host: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        Self {
            name: name.into(),
            protocol: protocol.into(),
            host: host.into(),
            description: description.into(),
            variables: Vec::new(),
        }
    }

    /// Says what a variable of the host is, and what it is if nothing is filled in.
    #[must_use]
    pub fn variable(
        mut self,
        name: impl Into<String>,
        default: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        let variable =
            Variable { name: name.into(), default: default.into(), description: description.into() };
        self.variables.push(variable);
        self
    }
}

/// Something that may be sent to the servers of a [`Channel`].
#[derive(Debug, Clone)]
pub struct Request {
    pub(crate) model: &'static Model,
    pub(crate) answer: Option<Answer>,
}

#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) model: &'static Model,
    pub(crate) name: String,
    pub(crate) description: String,
}

impl Request {
    /// A request that carries a tag, as events do.
    #[must_use]
    pub fn of<T: Event>() -> Self {
        Self { model: T::MODEL, answer: None }
    }

    /// Says what the server answers: a type ([`RawJson`](event_schema::RawJson) if nothing is promised), a name such
    /// as `filterAnswer`, and what it is.
    #[must_use]
    pub fn answer<T: Schema>(mut self, name: impl Into<String>, description: impl Into<String>) -> Self {
        self.answer = Some(Answer { model: T::MODEL, name: name.into(), description: description.into() });
        self
    }

    /// What it is called on the wire, or in documents.
    pub(crate) fn name(&self) -> &'static str {
        match &self.model.shape {
            Shape::Object(object) => object.tag.map_or(self.model.name, |tag| tag.value),
            _ => self.model.name,
        }
    }
}
