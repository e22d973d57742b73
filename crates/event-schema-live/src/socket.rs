use tokio::io::{AsyncRead, AsyncWrite};

/// A connection, with or without TLS.
pub(crate) type Socket = Box<dyn Duplex>;

pub(crate) trait Duplex: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Duplex for S {}
