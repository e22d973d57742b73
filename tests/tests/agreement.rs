//! Schema, validator, decoder, encoder and serde's route say the same: of every iSymphony event, of their union,
//! and of a catalogue that is quite different. `EVENT_SCHEMA_SEED` tries other payloads.

use event_schema::testing::Report;
use event_schema_tests::parcels::{Accepted, Delivered, DoorEvent, Moved, ParcelEvent, Scanned};
use isymphony_events::{
    AgentLogin, AgentLogout, ConfRoomCallLeave, Hangup, IsymphonyEvent, LinkEnd, UserLogin, UserLogout,
    UserStatus,
};

macro_rules! agree {
    ($($name:ident: $event:ty, $cases:literal $(, $per_mille:literal per mille)?;)+) => {
        $(
            #[test]
            fn $name() {
                proves(&event_schema::agreement!($event)$(.systematic($per_mille))?.cases(sized($cases)).run(), $cases);
            }
        )+

        /// All of it together is what was promised.
        #[test]
        fn there_are_enough_cases() {
            assert!([$($cases),+].iter().sum::<usize>() >= 200_000);
        }
    };
}

agree! {
    hangup: Hangup<'_>, 20_000;
    link_end: LinkEnd<'_>, 10_000;
    conf_room_call_leave: ConfRoomCallLeave<'_>, 10_000;
    agent_login: AgentLogin<'_>, 10_000;
    agent_logout: AgentLogout<'_>, 10_000;
    user_login: UserLogin<'_>, 10_000;
    user_logout: UserLogout<'_>, 10_000;
    user_status: UserStatus<'_>, 10_000;
    all_events: IsymphonyEvent<'_>, 60_000;
    parcel_accepted: Accepted<'_>, 10_000;
    parcel_scanned: Scanned<'_>, 10_000;
    parcel_moved: Moved<'_>, 10_000;
    parcel_delivered: Delivered, 10_000;
    all_parcels: ParcelEvent<'_>, 10_000;
    closed_union: DoorEvent<'_>, 10_000, 250 per mille;
}

/// Ten times as many in long runs.
fn sized(cases: usize) -> usize {
    if std::env::var_os("EVENT_SCHEMA_LONG_TESTS").is_some() { cases * 10 } else { cases }
}

/// Prints the report, with its seed, and looks whether it is worth anything.
fn proves(report: &Report, cases: usize) {
    println!("{report}");
    if std::env::var_os("EVENT_SCHEMA_CASES").is_none() {
        assert!(report.cases() >= cases, "only {} payloads were tried", report.cases());
    }
    for (accepted, refused) in report.verdicts {
        assert!(
            accepted > 0 && refused > 0,
            "a profile is only good for {accepted} accepted, {refused} refused"
        );
    }
    assert!(report.errors > 0, "no error had its place checked");
}
