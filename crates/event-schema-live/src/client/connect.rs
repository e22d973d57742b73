use std::io;

use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_tungstenite::client_async_with_config;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::error::Error;
use tokio_tungstenite::tungstenite::http::StatusCode;
use tokio_tungstenite::tungstenite::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use tokio_tungstenite::tungstenite::http::response::Response;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use super::{ClientError, Connection, Lost, Settings};
use crate::socket::Socket;

pub(super) async fn connect(settings: &Settings) -> Result<Connection, ClientError> {
    let limit = settings.connect_timeout;
    timeout(limit, open(settings)).await.unwrap_or(Err(ClientError::Lost(Lost::Slow(limit))))
}

async fn open(settings: &Settings) -> Result<Connection, ClientError> {
    let address = &settings.address;
    let network = |error: io::Error| ClientError::Lost(Lost::Network(error.to_string()));
    let stream = TcpStream::connect((address.host(), address.port())).await.map_err(network)?;
    stream.set_nodelay(true).map_err(network)?;
    let socket: Socket = if address.is_secure() {
        let name = address.host().to_owned().try_into();
        let name = name.map_err(|error| ClientError::Untrusted(format!("{error}")))?;
        let connector = TlsConnector::from(settings.trust.client());
        Box::new(connector.connect(name, stream).await.map_err(|error| tls(&error))?)
    } else {
        Box::new(stream)
    };

    let mut request = address.uri().clone().into_client_request().map_err(|error| lost(settings, error))?;
    if let Some(credentials) = &settings.credentials {
        request.headers_mut().insert(AUTHORIZATION, credentials.header());
    }
    let config = WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER)
        .max_message_size(Some(settings.max_message))
        .max_frame_size(Some(settings.max_message));
    let (socket, _) = client_async_with_config(request, socket, Some(config))
        .await
        .map_err(|error| lost(settings, error))?;
    Ok(Connection::new(socket, settings))
}

/// What is read of a socket at a time.
const READ_BUFFER: usize = 64 * 1024;

fn lost(settings: &Settings, error: Error) -> ClientError {
    match error {
        Error::Http(response) if response.status() == StatusCode::UNAUTHORIZED => ClientError::Credentials {
            shown: settings.credentials.is_some(),
            scheme: other_scheme(&response),
        },
        error => ClientError::Lost(error.into()),
    }
}

/// The way to authenticate that a server asks for, if Basic is none of its ways.
fn other_scheme<T>(response: &Response<T>) -> Option<String> {
    let mut schemes = response
        .headers()
        .get_all(WWW_AUTHENTICATE)
        .iter()
        .filter_map(|header| header.to_str().ok()?.split(' ').next())
        .peekable();
    let first = (*schemes.peek()?).to_owned();
    schemes.all(|scheme| !scheme.eq_ignore_ascii_case("basic")).then_some(first)
}

fn tls(error: &io::Error) -> ClientError {
    match error.get_ref().and_then(|error| error.downcast_ref()) {
        Some(rustls::Error::InvalidCertificate(why)) => ClientError::Untrusted(why.to_string()),
        _ => ClientError::Lost(Lost::Network(error.to_string())),
    }
}
