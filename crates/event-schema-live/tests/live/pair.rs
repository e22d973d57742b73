use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use event_schema_live::{
    Client, ClientError, Credentials, Incoming, Lost, Notice, Played, Protocol as _, Server,
};
use tokio::sync::oneshot;

use crate::told::{Numbers, all, client, eva, message, numbers, play, server, server_at};

#[tokio::test]
async fn the_whole_play_is_heard_in_order() {
    let server = server().await;
    let mut client = client(server.address().unwrap());
    let playing = play(server, numbers().count(500));
    let (messages, lost) = all(&mut client, &playing).await;
    assert_eq!(messages, (0..500).map(|number| number.to_string()).collect::<Vec<_>>());
    // At most the goodbye itself.
    assert!(lost <= 1);
    let played = playing.await.unwrap();
    assert_eq!(played, Played { connections: 1, refused: 0, sent: 500, broken: 0 });
}

#[tokio::test]
async fn a_filter_is_asked_for_on_every_connection_and_its_answer_is_no_event() {
    let server = server().await.faults("drop=10%".parse().unwrap());
    let opening = Numbers.filter_message(&[(String::from("digit"), String::from("7"))]).unwrap();
    let mut client =
        client(server.address().unwrap()).opening(vec![opening], |message| Numbers.is_reply(message));
    let _playing = play(server, numbers());
    for _ in 0..3 {
        while !matches!(client.next().await.unwrap(), Incoming::Reply(reply) if reply == b"!") {}
        loop {
            match client.next().await.unwrap() {
                Incoming::Message(number) => assert!(number.ends_with(b"7"), "{number:?}"),
                Incoming::Lost { .. } => break,
                _ => {}
            }
        }
    }
}

#[tokio::test]
async fn refused_credentials_end_it_and_are_in_no_text() {
    let notices = Arc::new(Mutex::new(String::new()));
    let told = Arc::clone(&notices);
    let server = server().await.watch(move |notice| told.lock().unwrap().push_str(&format!("{notice:?}")));
    let address = server.address().unwrap();
    let playing = play(server, numbers());

    let mut unknown = Client::new(address.clone());
    let error = unknown.next().await.unwrap_err();
    assert_eq!(error, ClientError::Credentials { shown: false, scheme: None });
    let mut wrong = Client::new(address).credentials(Credentials::new("eva", "open-barley"));
    let error = wrong.next().await.unwrap_err();
    assert_eq!(error, ClientError::Credentials { shown: true, scheme: None });

    let text = format!("{error} {error:?} {wrong:?} {:?} {}", eva(), notices.lock().unwrap());
    assert_eq!(text.matches("401").count(), 2, "{text}");
    for secret in ["sesame", "barley", "ZXZh"] {
        assert!(!text.contains(secret), "{text}");
    }
    playing.abort();
}

#[tokio::test]
async fn a_wrong_path_is_told_and_tried_again() {
    let server = server().await;
    let address = server.address().unwrap().to_string().replace("/numbers", "/letters");
    let _playing = play(server, numbers());
    let mut client = client(address.parse().unwrap());
    for _ in 0..2 {
        let Incoming::Lost { why, .. } = client.next().await.unwrap() else { panic!() };
        assert_eq!(why, Lost::Status(404));
    }
    assert_eq!(Lost::Status(404).to_string(), "the server answered 404 Not Found");
}

#[tokio::test]
async fn a_server_that_is_not_there_yet_is_waited_for_and_a_restart_survived() {
    let first = server().await;
    let address = first.address().unwrap();
    drop(first);
    let mut client = client(address.clone());
    let Incoming::Lost { why: Lost::Network(_), .. } = client.next().await.unwrap() else { panic!() };

    for _ in 0..3 {
        let playing = play(server_at(&address).await, numbers());
        assert_eq!(message(&mut client).await, "0");
        assert_eq!(message(&mut client).await, "1");
        // As if it were killed: nobody says goodbye.
        playing.abort();
        assert!(playing.await.unwrap_err().is_cancelled());
        while !matches!(client.next().await.unwrap(), Incoming::Lost { .. }) {}
    }

    let mut hasty = self::client(address).max_retries(2);
    for _ in 0..2 {
        assert!(matches!(hasty.next().await, Ok(Incoming::Lost { .. })));
    }
    assert!(matches!(hasty.next().await, Err(ClientError::Lost(Lost::Network(_)))));
}

#[tokio::test]
async fn what_was_sent_before_a_connection_broke_arrives() {
    let server = server().await.faults("drop=20%,slow=1%,bad-frame=10%".parse().unwrap());
    let mut client = client(server.address().unwrap());
    let broken = Box::new(std::iter::repeat(b"broken".to_vec()));
    let playing = play(server, numbers().broken(broken).seed(3).count(300));
    let (messages, lost) = all(&mut client, &playing).await;
    let played = playing.await.unwrap();
    let (broken, numbers): (Vec<_>, Vec<_>) = messages.into_iter().partition(|message| message == "broken");
    assert_eq!((numbers.len() as u64, broken.len() as u64), (played.sent, played.broken));
    assert!(lost >= 20 && played.connections >= 20 && played.broken >= 10, "{played:?}, {lost} times lost");
    assert!(numbers.is_sorted_by_key(|number| number.parse::<u64>().unwrap()));
}

#[tokio::test]
async fn pieces_of_a_message_are_put_together() {
    let server = server().await.faults("slow=100%".parse().unwrap());
    let mut client = client(server.address().unwrap());
    let text = "übermäßig".repeat(1_000);
    let frames = Box::new(std::iter::repeat(text.clone().into_bytes()));
    let playing = play(server, event_schema_live::Play::new(frames).count(2));
    assert_eq!(all(&mut client, &playing).await.0, [text.as_str(), &text]);
}

#[tokio::test]
async fn a_server_that_falls_silent_is_left() {
    let server = server().await.faults("silence=20%".parse().unwrap());
    let mut client = client(server.address().unwrap()).idle(Duration::from_millis(300));
    let _playing = play(server, numbers().rate(1_000.0));
    let mut silences = 0;
    while silences < 2 {
        if let Incoming::Lost { why: Lost::Idle(_), .. } = client.next().await.unwrap() {
            silences += 1;
        }
    }
    message(&mut client).await;
}

#[tokio::test]
async fn all_clients_hear_the_same_and_a_goodbye() {
    let (gone, mut left) = tokio::sync::mpsc::unbounded_channel();
    let server = server().await.watch(move |notice| {
        if matches!(notice, Notice::Gone(_)) {
            let _ = gone.send(());
        }
    });
    let address = server.address().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let playing = tokio::spawn(server.run(numbers().rate(200.0), async {
        let _ = stopped.await;
    }));
    let mut first = client(address.clone());
    let mut second = client(address);
    let one = message(&mut first).await.parse::<u64>().unwrap();
    let two = message(&mut second).await.parse::<u64>().unwrap();
    assert_eq!(one, 0);
    for number in one + 1..=two + 1 {
        assert_eq!(message(&mut first).await, number.to_string());
    }
    assert_eq!(message(&mut second).await, (two + 1).to_string());
    first.close().await;
    left.recv().await.unwrap();
    stop.send(()).unwrap();
    loop {
        if let Incoming::Lost { why, .. } = second.next().await.unwrap() {
            assert_eq!(why, Lost::Closed(String::from("the play is over")));
            break;
        }
    }
    assert_eq!(playing.await.unwrap().connections, 2);
}

#[tokio::test]
async fn a_server_needs_no_client_to_be_stopped() {
    let server = Server::bind("127.0.0.1:0", Arc::new(Numbers)).await.unwrap();
    let played = server.run(numbers(), async {}).await;
    assert_eq!(played, Played::default());
    let server = Server::bind("127.0.0.1:0", Arc::new(Numbers)).await.unwrap();
    assert!(tokio::time::timeout(Duration::from_millis(50), server.run(numbers(), pending())).await.is_err());
}
