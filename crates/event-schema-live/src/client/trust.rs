use std::fmt;
use std::path::Path;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};

/// Which certificates of servers are trusted.
#[derive(Clone, Default)]
pub struct Trust(Option<Arc<ClientConfig>>);

/// Why certificates cannot be given.
#[derive(Debug)]
#[non_exhaustive]
pub enum TrustError {
    /// The file cannot be read, or holds no certificate in PEM form.
    File(rustls::pki_types::pem::Error),
    /// A certificate is malformed.
    Certificate(rustls::Error),
}

impl Trust {
    /// Trusts the certificates in a PEM file and what they issued, and nothing else.
    ///
    /// A server that shows exactly one of them is trusted whatever name it bears: self-signed certificates
    /// often bear none.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or holds no certificate.
    pub fn pem_file(path: &Path) -> Result<Self, TrustError> {
        let given = CertificateDer::pem_file_iter(path)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(TrustError::File)?;
        if given.is_empty() {
            return Err(TrustError::File(rustls::pki_types::pem::Error::NoItemsFound));
        }
        let mut roots = RootCertStore::empty();
        for certificate in &given {
            roots.add(certificate.clone()).map_err(TrustError::Certificate)?;
        }
        let provider = Arc::new(ring::default_provider());
        let issued = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
            .build()
            .map_err(|error| TrustError::Certificate(rustls::Error::General(error.to_string())))?;
        let config = client_config(provider)
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Given { certificates: given, issued }))
            .with_no_client_auth();
        Ok(Self(Some(Arc::new(config))))
    }

    /// What TLS needs. The system's certificates are read when they are first asked for.
    pub(super) fn client(&self) -> Arc<ClientConfig> {
        if let Some(config) = &self.0 {
            return Arc::clone(config);
        }
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let config = client_config(Arc::new(ring::default_provider()));
        Arc::new(config.with_root_certificates(roots).with_no_client_auth())
    }
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Trust(given)" } else { "Trust(system)" })
    }
}

impl fmt::Display for TrustError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(rustls::pki_types::pem::Error::NoItemsFound) => {
                f.write_str("it holds no certificate in PEM form")
            }
            Self::File(error) => write!(f, "{error}"),
            Self::Certificate(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for TrustError {}

fn client_config(
    provider: Arc<CryptoProvider>,
) -> rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier> {
    let builder = ClientConfig::builder_with_provider(provider);
    // The provider knows both versions that rustls has.
    builder.with_safe_default_protocol_versions().unwrap_or_else(|error| unreachable!("{error}"))
}

/// Trusts the given certificates themselves, and what they issued.
///
/// The library's own verifier refuses a self-signed certificate that calls itself an authority, as most tools make
/// them, and one that does not bear the server's name. That it is the very one that was given says more than a name.
/// That the server holds its key is checked as ever.
#[derive(Debug)]
struct Given {
    certificates: Vec<CertificateDer<'static>>,
    issued: Arc<WebPkiServerVerifier>,
}

impl ServerCertVerifier for Given {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if self.certificates.iter().any(|given| given == end_entity) {
            return Ok(ServerCertVerified::assertion());
        }
        self.issued.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.issued.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.issued.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.issued.supported_verify_schemes()
    }
}
