//! Epoch milliseconds as moments.

use isymphony_events::event_schema::from_json;
use isymphony_events::{Hangup, IsymphonyEvent, UserStatus};
use jiff::Timestamp;

#[test]
fn time_of_an_event() {
    let moment: Timestamp = "2015-07-14T18:52:58.590Z".parse().unwrap();
    let sample = include_bytes!("fixtures/hangup.json");
    let mut hangup: Hangup<'_> = from_json(sample).unwrap();
    assert_eq!(hangup.envelope.timestamp().unwrap(), moment);
    assert_eq!(from_json::<IsymphonyEvent<'_>>(sample).unwrap().timestamp().unwrap(), Some(moment));

    let unknown: IsymphonyEvent<'_> = from_json(br#"{"type":"dial"}"#).unwrap();
    assert_eq!(unknown.timestamp().unwrap(), None);

    hangup.envelope.time = 9_007_199_254_740_991;
    assert!(hangup.envelope.timestamp().is_err());
}

#[test]
fn announced_return() {
    let mut status: UserStatus<'_> = from_json(include_bytes!("fixtures/userStatus.json")).unwrap();
    assert_eq!(status.announced_return(), None);
    assert_eq!(status.announced_return_timestamp().unwrap(), None);

    status.return_time = 0;
    assert_eq!(status.announced_return(), Some(0));
    assert_eq!(status.announced_return_timestamp().unwrap(), Some(Timestamp::UNIX_EPOCH));
}
