use std::sync::Arc;

use event_schema_live::{Certificate, Client, ClientError, Incoming, Lost, Trust};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::told::{all, client, numbers, play, server};

fn trust(pem: &str) -> Trust {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("certificate.pem");
    std::fs::write(&path, pem).unwrap();
    Trust::pem_file(&path).unwrap()
}

#[tokio::test]
async fn a_given_certificate_is_trusted_whatever_name_it_bears() {
    for name in ["127.0.0.1", "pbx.example"] {
        let certificate = Certificate::self_signed(&[name]).unwrap();
        let server = server().await.certificate(&certificate).faults("drop=20%".parse().unwrap());
        let address = server.address().unwrap();
        assert!(address.to_string().starts_with("wss://127.0.0.1:"));
        let mut client = client(address).trust(trust(certificate.pem()));
        let playing = play(server, numbers().count(30));
        let messages = all(&mut client, &playing).await.0;
        assert_eq!(messages.len() as u64, playing.await.unwrap().sent);
    }
}

#[tokio::test]
async fn any_other_certificate_ends_it() {
    let [shown, other] = [(); 2].map(|()| Certificate::self_signed(&["127.0.0.1"]).unwrap());
    let server = server().await.certificate(&shown);
    let address = server.address().unwrap();
    let _playing = play(server, numbers());
    for trust in [Trust::default(), trust(other.pem())] {
        let error = client(address.clone()).trust(trust).next().await.unwrap_err();
        assert!(matches!(error, ClientError::Untrusted(_)), "{error:?}");
    }
    // Whoever does not speak TLS at all.
    let plain = address.to_string().replace("wss://", "ws://").parse().unwrap();
    assert!(matches!(client(plain).next().await, Ok(Incoming::Lost { .. })));
}

#[tokio::test]
async fn a_server_without_tls_is_told() {
    let server = server().await;
    let address = server.address().unwrap().to_string().replace("ws://", "wss://").parse().unwrap();
    let _playing = play(server, numbers());
    let mut client = client(address);
    assert!(matches!(client.next().await, Ok(Incoming::Lost { why: Lost::Network(_), .. })));
}

#[test]
fn what_holds_no_certificate_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("certificate.pem");
    assert!(Trust::pem_file(&path).is_err());
    for text in ["", "certificate", "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n"] {
        std::fs::write(&path, text).unwrap();
        assert!(Trust::pem_file(&path).is_err(), "{text}");
    }
}

/// As most tools make self-signed certificates, they call themselves an authority.
#[tokio::test]
async fn an_authority_is_trusted_for_itself_and_for_whom_it_vouched() {
    let authority_key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = params.self_signed(&authority_key).unwrap();
    assert!(is_trusted(&authority.pem(), authority.der().to_vec(), &authority_key).await);

    let issuer = Issuer::new(params, &authority_key);
    for (name, is_right) in [("127.0.0.1", true), ("pbx.example", false)] {
        let key = KeyPair::generate().unwrap();
        let vouched =
            CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
        assert_eq!(is_trusted(&authority.pem(), vouched.der().to_vec(), &key).await, is_right, "{name}");
    }
}

/// Whether a client that was given one certificate speaks to a server that shows another.
async fn is_trusted(given: &str, shown: Vec<u8>, key: &KeyPair) -> bool {
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![shown.into()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("wss://{}/", listener.local_addr().unwrap());
    let serving = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 3];
        match TlsAcceptor::from(Arc::new(config)).accept(stream).await {
            Ok(mut socket) => socket.read_exact(&mut request).await.is_ok_and(|_| &request == b"GET"),
            Err(_) => false,
        }
    });
    let mut client = Client::new(address.parse().unwrap()).trust(trust(given));
    let first = client.next().await;
    let spoke = serving.await.unwrap();
    assert_eq!(spoke, !matches!(first, Err(ClientError::Untrusted(_))), "{first:?}");
    spoke
}
