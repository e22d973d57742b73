//! Who and what there is in the office.

use std::borrow::Cow;
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

use rand::{Rng, RngExt as _};

use super::Leg;
use crate::{Agent, AgentState, CallParty, ClientSession};

#[derive(Debug)]
pub(super) struct Office {
    pub(super) server: String,
    pub(super) users: Vec<User>,
    /// Ids and names.
    queues: Vec<(String, &'static str)>,
    pub(super) rooms: Vec<(String, &'static str)>,
}

#[derive(Debug)]
pub(super) struct User {
    pub(super) id: String,
    pub(super) name: String,
    /// The number of the extension, which is the login name too.
    pub(super) number: String,
    extension_id: String,
    agent_id: String,
    pub(super) queues: Vec<usize>,
}

const FIRST_NAMES: [&str; 12] =
    ["Ada", "Ben", "Clara", "Deniz", "Eva", "Farid", "Greta", "Hugo", "Inés", "Jörg", "Kira", "Luc"];
const LAST_NAMES: [&str; 9] =
    ["Adler", "Bošnjak", "Cohen", "Dubois", "Eder", "Fischer", "García", "Huber", "Ivanova"];

/// How many different names there are.
pub(super) const PERSONS: usize = FIRST_NAMES.len() * LAST_NAMES.len();

const QUEUES: [&str; 3] = ["IncomingQ", "Support", "Sales"];
const ROOMS: [&str; 3] = ["Monday round", "Release", "Board room"];
const USERS: usize = 24;

impl Office {
    pub(super) fn new(dice: &mut impl Rng) -> Self {
        Self {
            server: id(dice),
            users: (0..USERS).map(|user| User::new(user, dice)).collect(),
            queues: QUEUES.iter().map(|name| (id(dice), *name)).collect(),
            rooms: ROOMS.iter().map(|name| (id(dice), *name)).collect(),
        }
    }

    pub(super) fn party(&self, leg: &Leg) -> CallParty<'static> {
        let user = leg.user.map(|user| &self.users[user]);
        let owned = |text: &String| Cow::Owned(text.clone());
        CallParty {
            call_segment_id: owned(&leg.id),
            caller_id_name: owned(&leg.name),
            caller_id_number: owned(&leg.number),
            did: leg.did.as_ref().map(owned),
            extension_id: user.map(|user| owned(&user.extension_id)),
            extension_number: user.map(|user| owned(&user.number)),
            user_id: user.map(|user| owned(&user.id)),
            username: user.map(|user| owned(&user.number)),
        }
    }

    pub(super) fn agent(&self, user: usize, queue: usize, is_talking: bool) -> Agent<'static> {
        let User { id, name, number, extension_id, agent_id, .. } = &self.users[user];
        let (queue_id, queue) = &self.queues[queue];
        let owned = |text: &String| Cow::Owned(text.clone());
        Agent {
            agent_id: owned(agent_id),
            agent: owned(name),
            state: if is_talking { AgentState::Other(Cow::Borrowed("INUSE")) } else { AgentState::NotInuse },
            queue_id: owned(queue_id),
            queue: Cow::Borrowed(queue),
            extension_id: owned(extension_id),
            extension_number: owned(number),
            user_id: owned(id),
            username: owned(number),
        }
    }

    pub(super) fn session(&self, user: usize, session: &(String, String, u16)) -> ClientSession<'static> {
        let (user_login_id, ip, port) = session;
        let User { id, number, .. } = &self.users[user];
        ClientSession {
            user_id: Cow::Owned(id.clone()),
            username: Cow::Owned(number.clone()),
            user_login_id: Cow::Owned(user_login_id.clone()),
            ip: Cow::Owned(ip.clone()),
            port: *port,
        }
    }
}

impl User {
    fn new(at: usize, dice: &mut impl Rng) -> Self {
        let queues = match dice.random_range(0..10) {
            0..5 => vec![dice.random_range(0..QUEUES.len())],
            5 => vec![0, 1],
            _ => Vec::new(),
        };
        Self {
            id: id(dice),
            // No two users share a name.
            name: person(at * 7),
            number: (4_201 + at).to_string(),
            extension_id: id(dice),
            agent_id: id(dice),
            queues,
        }
    }
}

pub(super) fn person(at: usize) -> String {
    let at = at % PERSONS;
    format!("{} {}", FIRST_NAMES[at % FIRST_NAMES.len()], LAST_NAMES[at / FIRST_NAMES.len()])
}

/// An id as a server makes them.
pub(super) fn id(dice: &mut impl Rng) -> String {
    uuid::Builder::from_random_bytes(dice.random()).into_uuid().to_string()
}
