//! The client against servers that misbehave in ways of their own.

use std::time::Duration;

use event_schema_live::{Address, ClientError, Incoming, Lost};
use futures_util::{FutureExt as _, SinkExt as _, StreamExt as _};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::{Bytes, Message};
use tokio_tungstenite::{WebSocketStream, accept_async};

use crate::told::client;

async fn listen() -> (TcpListener, Address) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("ws://{}/", listener.local_addr().unwrap()).parse().unwrap();
    (listener, address)
}

async fn accept(listener: &TcpListener) -> WebSocketStream<TcpStream> {
    accept_async(listener.accept().await.unwrap().0).await.unwrap()
}

async fn next_lost(client: &mut event_schema_live::Client) -> Lost {
    loop {
        if let Incoming::Lost { why, .. } = client.next().await.unwrap() {
            return why;
        }
    }
}

#[tokio::test]
async fn a_half_open_socket_is_noticed() {
    let (listener, address) = listen().await;
    let server = tokio::spawn(async move {
        // Neither reads nor writes nor closes: what a cable that was pulled looks like.
        let dead = accept(&listener).await;
        let mut alive = accept(&listener).await;
        alive.send(Message::text("back")).await.unwrap();
        (dead, alive)
    });
    let mut client = client(address).idle(Duration::from_millis(200));
    assert!(matches!(next_lost(&mut client).await, Lost::Idle(_)));
    assert!(matches!(client.next().await, Ok(Incoming::Connected)));
    assert!(matches!(client.next().await, Ok(Incoming::Message(back)) if back == b"back"));
    server.await.unwrap();
}

#[tokio::test]
async fn a_server_that_answers_pings_is_alive() {
    let (listener, address) = listen().await;
    let (told, pings) = tokio::sync::oneshot::channel();
    let server = tokio::spawn(async move {
        let mut socket = accept(&listener).await;
        let mut count = 0;
        while let Some(Ok(message)) = socket.next().await {
            count += u32::from(message.is_ping());
            // More than fit into the time in which something must come.
            if count == 10 {
                break;
            }
        }
        told.send(()).unwrap();
        socket
    });
    let mut client = client(address).idle(Duration::from_secs(2));
    assert!(matches!(client.next().await, Ok(Incoming::Connected)));
    tokio::select! {
        told = pings => told.unwrap(),
        incoming = client.next() => panic!("{incoming:?}"),
    }
    server.await.unwrap();
}

#[tokio::test]
async fn a_server_that_never_finishes_the_handshake_is_left() {
    let (listener, address) = listen().await;
    let server = tokio::spawn(async move {
        let (mut silent, _) = listener.accept().await.unwrap();
        let mut request = [0; 16];
        silent.read_exact(&mut request).await.unwrap();
        let (mut closing, _) = listener.accept().await.unwrap();
        closing.read_exact(&mut request).await.unwrap();
        drop(closing);
        let (mut other, _) = listener.accept().await.unwrap();
        other.read_exact(&mut request).await.unwrap();
        other.write_all(b"220 mail.example ESMTP\r\n\r\n").await.unwrap();
        (silent, other)
    });
    let mut client = client(address).connect_timeout(Duration::from_secs(1));
    assert!(matches!(next_lost(&mut client).await, Lost::Slow(_)));
    assert!(matches!(next_lost(&mut client).await, Lost::Network(_) | Lost::Protocol(_)));
    assert!(matches!(next_lost(&mut client).await, Lost::Protocol(_)));
    server.await.unwrap();
}

#[tokio::test]
async fn oversized_messages_are_told_unread() {
    let (listener, address) = listen().await;
    let server = tokio::spawn(async move {
        let long = "x".repeat(5_000);
        let mut socket = accept(&listener).await;
        socket.send(Message::text("short")).await.unwrap();
        let _ = socket.send(Message::text(long.as_str())).await;
        let mut socket = accept(&listener).await;
        // No piece is too long, but all of them together.
        for (kind, piece) in [(Data::Text, 0), (Data::Continue, 1), (Data::Continue, 2)] {
            let piece = Frame::message(long[..600].to_owned(), OpCode::Data(kind), piece == 2);
            let _ = socket.send(Message::Frame(piece)).await;
        }
        let mut socket = accept(&listener).await;
        socket.send(Message::text("x".repeat(1_000))).await.unwrap();
        socket
    });
    let mut client = client(address).max_message(1_000);
    let mut came = Vec::new();
    while came.len() < 4 {
        match client.next().await.unwrap() {
            Incoming::Message(bytes) => came.push((true, bytes.len() as u64)),
            Incoming::TooLong(len) => {
                came.push((false, len));
                assert_eq!(next_lost(&mut client).await, Lost::Message);
            }
            _ => {}
        }
    }
    assert_eq!(came[..2], [(true, 5), (false, 5_000)]);
    assert!(!came[2].0 && came[2].1 > 1_000);
    assert_eq!(came[3], (true, 1_000));
    server.await.unwrap();
}

#[tokio::test]
async fn what_breaks_the_protocol_is_told_and_the_next_connection_is_fine() {
    let (listener, address) = listen().await;
    let server = tokio::spawn(async move {
        for garbage in [&b"\x81\x02\xFF\xFE"[..], b"\xF1\x01x", b"\x80\x01x"] {
            let mut socket = accept(&listener).await.into_inner();
            socket.write_all(garbage).await.unwrap();
            let mut rest = Vec::new();
            let _ = socket.read_to_end(&mut rest).await;
        }
        let mut socket = accept(&listener).await;
        socket.send(Message::Binary(Bytes::from_static(b"\xFF\xFE"))).await.unwrap();
        socket
    });
    let mut client = client(address);
    for _ in 0..3 {
        assert!(matches!(next_lost(&mut client).await, Lost::Protocol(_)));
    }
    assert!(matches!(client.next().await, Ok(Incoming::Connected)));
    assert!(matches!(client.next().await, Ok(Incoming::Message(bytes)) if bytes == b"\xFF\xFE"));
    server.await.unwrap();
}

#[tokio::test]
async fn to_stop_waiting_loses_nothing() {
    let (listener, address) = listen().await;
    let server = tokio::spawn(async move {
        let mut socket = accept(&listener).await;
        for number in 0..200 {
            socket.send(Message::text(number.to_string())).await.unwrap();
            if number % 7 == 0 {
                tokio::task::yield_now().await;
            }
        }
        socket
    });
    let mut client = client(address);
    assert!(matches!(client.next().await, Ok(Incoming::Connected)));
    let mut messages = Vec::new();
    while messages.len() < 200 {
        match client.next().now_or_never() {
            None => tokio::task::yield_now().await,
            Some(Ok(Incoming::Message(bytes))) => messages.push(String::from_utf8(bytes).unwrap()),
            Some(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(messages, (0..200).map(|number| number.to_string()).collect::<Vec<_>>());
    server.await.unwrap();
}

#[tokio::test]
async fn another_way_to_authenticate_is_named() {
    let (listener, address) = listen().await;
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        let _ = socket.read(&mut request).await.unwrap();
        let answer =
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
        socket.write_all(answer.as_bytes()).await.unwrap();
        let _ = socket.read(&mut request).await;
    });
    let error = client(address).next().await.unwrap_err();
    assert_eq!(error, ClientError::Credentials { shown: true, scheme: Some(String::from("Digest")) });
    assert!(error.to_string().contains("Digest authentication"), "{error}");
}
