use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

use event_schema::IntoOwned;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64;

use self::office::{Office, PERSONS, User, person};
use crate::{
    AgentLogin, AgentLogout, ConfRoomCallLeave, Envelope, Hangup, IsymphonyEvent, LinkEnd, StatusType,
    UserLogin, UserLogout, UserStatus,
};

mod office;

/// The events of a made-up office, without end: users and agents log in, talk to each other and to callers from
/// outside, meet in conference rooms, go for lunch, and log out.
///
/// What belongs together fits together: ids, names and numbers of a user are the same in all events, both legs of a
/// link hang up after it, who is logged out does not talk, and times only grow. Some events have a tag that this
/// catalogue does not know, as those of a real server do.
///
/// ```
/// use isymphony_events::live::Calls;
///
/// let events: Vec<_> = Calls::new(7).take(1_000).collect();
/// assert!(events.is_sorted_by_key(|event| event.time()));
/// assert_eq!(events, Calls::new(7).take(1_000).collect::<Vec<_>>());
/// ```
#[derive(Debug)]
pub struct Calls {
    dice: Pcg64,
    office: Office,
    plans: BinaryHeap<Reverse<Plan>>,
    /// How many plans there were: of two at the same time the older one comes first.
    planned: u64,
    now: i64,
    users: Vec<Presence>,
}

/// What a user does.
#[derive(Debug, Clone, Default)]
struct Presence {
    /// The session and its place, while the user is logged in.
    session: Option<(String, String, u16)>,
    /// The queues that the user serves now.
    queues: Vec<usize>,
    is_talking: bool,
    wants_to_leave: bool,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Plan {
    time: i64,
    number: u64,
    what: What,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Login(usize),
    EnterQueue(usize, usize),
    Status(usize),
    Logout(usize),
    Call,
    EndLink(Leg, Leg),
    LeaveRoom(Leg, usize),
    HangUp(Leg),
}

/// One end of a call: whose it is, or who calls from outside.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Leg {
    id: String,
    user: Option<usize>,
    name: String,
    number: String,
    did: Option<String>,
}

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;

/// Eight in the morning of 2026-01-05, in UTC: when the office opens.
const OPENING: i64 = 1_767_600_000_000;

impl Calls {
    /// Equal seeds play the same.
    pub fn new(seed: u64) -> Self {
        let mut dice = Pcg64::seed_from_u64(seed);
        let office = Office::new(&mut dice);
        let users = vec![Presence::default(); office.users.len()];
        let mut calls = Self { dice, office, plans: BinaryHeap::new(), planned: 0, now: OPENING, users };
        for user in 0..calls.users.len() {
            calls.plan_within(10 * MINUTE, What::Login(user));
        }
        calls.plan_within(MINUTE, What::Call);
        calls
    }

    fn plan(&mut self, after: i64, what: What) {
        self.planned += 1;
        self.plans.push(Reverse(Plan { time: self.now + after, number: self.planned, what }));
    }

    fn plan_within(&mut self, longest: i64, what: What) {
        let after = self.dice.random_range(1..=longest);
        self.plan(after, what);
    }

    /// A time that is often short and sometimes long.
    fn about(&mut self, mean: i64) -> i64 {
        let chance: f64 = self.dice.random_range(0.001..1.0);
        #[expect(clippy::cast_precision_loss, reason = "minutes, in milliseconds")]
        let time = -chance.ln() * mean as f64;
        (time as i64).max(SECOND)
    }

    /// Does what was planned; what is not told is only done.
    fn act(&mut self, what: What) -> Option<IsymphonyEvent<'static>> {
        match what {
            What::Login(user) => Some(self.log_in(user)),
            What::EnterQueue(user, queue) => self.enter_queue(user, queue),
            What::Status(user) => self.take_status(user),
            What::Logout(user) => self.log_out(user),
            What::Call => self.call(),
            What::EndLink(first, second) => Some(self.end_link(first, second)),
            What::LeaveRoom(leg, room) => Some(self.leave_room(leg, room)),
            What::HangUp(leg) => Some(self.hang_up(&leg)),
        }
    }

    fn log_in(&mut self, user: usize) -> IsymphonyEvent<'static> {
        let ip = format!("10.20.{}.{}", self.dice.random_range(0..4), self.dice.random_range(2..255));
        let session = (office::id(&mut self.dice), ip, self.dice.random_range(49_152..=65_535));
        self.users[user] = Presence { session: Some(session.clone()), ..Presence::default() };
        for queue in self.office.users[user].queues.clone() {
            self.plan_within(MINUTE, What::EnterQueue(user, queue));
        }
        self.plan_within(40 * MINUTE, What::Status(user));
        let stay = 60 * MINUTE + self.about(120 * MINUTE);
        self.plan(stay, What::Logout(user));
        IsymphonyEvent::UserLogin(UserLogin {
            envelope: self.envelope(),
            session: self.office.session(user, &session),
        })
    }

    fn enter_queue(&mut self, user: usize, queue: usize) -> Option<IsymphonyEvent<'static>> {
        self.users[user].session.as_ref()?;
        self.users[user].queues.push(queue);
        let agent = self.office.agent(user, queue, self.users[user].is_talking);
        Some(IsymphonyEvent::AgentLogin(AgentLogin { envelope: self.envelope(), agent }))
    }

    fn take_status(&mut self, user: usize) -> Option<IsymphonyEvent<'static>> {
        const STATUSES: [(&str, StatusType<'static>, &str, i64); 6] = [
            ("Available", StatusType::Available, "", 0),
            ("At lunch", StatusType::Away, "Back for the two o'clock call", 45 * MINUTE),
            ("In a meeting", StatusType::Dnd, "", 60 * MINUTE),
            ("Out of the office", StatusType::Xa, "Visiting a customer", 0),
            ("Glad to help", StatusType::Chat, "", 0),
            ("Training", StatusType::AltBlue, "", 90 * MINUTE),
        ];
        self.users[user].session.as_ref()?;
        let next = self.about(45 * MINUTE);
        self.plan(next, What::Status(user));
        let (name, status_type, note, away) = STATUSES.choose(&mut self.dice)?.clone();
        let User { id, number, .. } = &self.office.users[user];
        Some(IsymphonyEvent::UserStatus(UserStatus {
            envelope: self.envelope(),
            user_id: Cow::Owned(id.clone()),
            username: Cow::Owned(number.clone()),
            name: Cow::Borrowed(name),
            status_type,
            note: Cow::Borrowed(note),
            return_time: if away > 0 { self.now + away } else { -1 },
            user_created: note.starts_with("Visiting"),
        }))
    }

    /// One queue at a time, and then the user. Whoever talks goes later.
    fn log_out(&mut self, user: usize) -> Option<IsymphonyEvent<'static>> {
        if self.users[user].is_talking {
            self.users[user].wants_to_leave = true;
            return None;
        }
        if let Some(queue) = self.users[user].queues.pop() {
            self.plan_within(SECOND, What::Logout(user));
            self.users[user].wants_to_leave = true;
            let agent = self.office.agent(user, queue, false);
            return Some(IsymphonyEvent::AgentLogout(AgentLogout { envelope: self.envelope(), agent }));
        }
        let session = self.users[user].session.take()?;
        let pause = 10 * MINUTE + self.about(20 * MINUTE);
        self.plan(pause, What::Login(user));
        Some(IsymphonyEvent::UserLogout(UserLogout {
            envelope: self.envelope(),
            session: self.office.session(user, &session),
        }))
    }

    /// Somebody calls. How a call begins is told by events that this catalogue does not know.
    fn call(&mut self) -> Option<IsymphonyEvent<'static>> {
        let next = self.about(20 * SECOND);
        self.plan(next, What::Call);
        let first = self.free_user()?;
        self.users[first].is_talking = true;
        let talk = 5 * SECOND + self.about(3 * MINUTE);
        let first = self.leg(first);
        match self.dice.random_range(0..10) {
            0 => {
                let room = self.dice.random_range(0..self.office.rooms.len());
                self.plan(talk, What::LeaveRoom(first, room));
            }
            1..4 if let Some(second) = self.free_user() => {
                self.users[second].is_talking = true;
                let second = self.leg(second);
                self.plan(talk, What::EndLink(first, second));
            }
            _ => {
                let caller = self.caller();
                let (first, second) = if caller.did.is_some() { (caller, first) } else { (first, caller) };
                self.plan(talk, What::EndLink(first, second));
            }
        }
        let Envelope { time, core_server_id } = self.envelope();
        let dial = format!(r#"{{"type":"dial","time":{time},"coreServerId":"{core_server_id}"}}"#);
        event_schema::from_json::<IsymphonyEvent<'_>>(dial.as_bytes()).ok().map(IntoOwned::into_owned)
    }

    fn end_link(&mut self, first: Leg, second: Leg) -> IsymphonyEvent<'static> {
        let event = LinkEnd {
            envelope: self.envelope(),
            first: self.office.party(&first),
            second: self.office.party(&second),
        };
        for leg in [first, second] {
            self.plan_within(SECOND / 5, What::HangUp(leg));
        }
        IsymphonyEvent::LinkEnd(event)
    }

    fn leave_room(&mut self, leg: Leg, room: usize) -> IsymphonyEvent<'static> {
        let (id, name) = self.office.rooms[room].clone();
        let event = ConfRoomCallLeave {
            envelope: self.envelope(),
            party: self.office.party(&leg),
            conference_room_id: Cow::Owned(id),
            conference_room_name: Cow::Borrowed(name),
        };
        self.plan_within(SECOND / 5, What::HangUp(leg));
        IsymphonyEvent::ConfRoomCallLeave(event)
    }

    fn hang_up(&mut self, leg: &Leg) -> IsymphonyEvent<'static> {
        if let Some(user) = leg.user {
            self.users[user].is_talking = false;
            if self.users[user].wants_to_leave {
                self.plan_within(10 * SECOND, What::Logout(user));
            }
        }
        IsymphonyEvent::Hangup(Hangup { envelope: self.envelope(), party: self.office.party(leg) })
    }

    fn envelope(&self) -> Envelope<'static> {
        Envelope { time: self.now, core_server_id: Cow::Owned(self.office.server.clone()) }
    }

    fn free_user(&mut self) -> Option<usize> {
        let is_free = |user: &Presence| user.session.is_some() && !user.is_talking && !user.wants_to_leave;
        let free: Vec<usize> = (0..self.users.len()).filter(|user| is_free(&self.users[*user])).collect();
        free.choose(&mut self.dice).copied()
    }

    fn leg(&mut self, user: usize) -> Leg {
        let User { name, number, .. } = &self.office.users[user];
        Leg {
            id: office::id(&mut self.dice),
            user: Some(user),
            name: name.clone(),
            number: number.clone(),
            did: None,
        }
    }

    /// Somebody from outside, who calls or is called.
    fn caller(&mut self) -> Leg {
        let number = format!("+4319{:07}", self.dice.random_range(0..10_000_000));
        let name = self.dice.random_range(0..PERSONS);
        let did = match self.dice.random_range(0..8) {
            0 => Some(String::from("s")),
            1..6 => Some(self.dice.random_range(4_200..4_300).to_string()),
            _ => None,
        };
        Leg { id: office::id(&mut self.dice), user: None, name: person(name), number, did }
    }
}

impl Iterator for Calls {
    type Item = IsymphonyEvent<'static>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            // There is always a next call.
            let Reverse(Plan { time, what, .. }) = self.plans.pop()?;
            self.now = time;
            if let Some(event) = self.act(what) {
                return Some(event);
            }
        }
    }
}
