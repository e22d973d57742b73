// What must not compile: each directive is an error itself where the next line compiles.

import { Hangup, IsymphonyEvent, UNKNOWN, UserStatus } from "isymphony-events";

declare const event: IsymphonyEvent;
declare const hangup: Hangup;
declare const status: UserStatus;

// @ts-expect-error: a property of one event only is not there before the event is known
event.did;

// @ts-expect-error: there is no such property
hangup.dialled;

// @ts-expect-error: it may be null
const did: string = hangup.did;

// @ts-expect-error: it must be there, though it may be null
const withoutDid: Omit<Hangup, "did"> = hangup, short: Hangup = withoutDid;

// @ts-expect-error: it is never null
const withNull: UserStatus = { ...status, note: null };

// @ts-expect-error: events are read only
hangup.time = 1;

// @ts-expect-error: times are numbers
const late: Hangup = { ...hangup, time: "now" };

// @ts-expect-error: this is another event's tag
const mixed: Hangup = { ...hangup, type: "linkEnd" };

// @ts-expect-error: the package knows no such event
IsymphonyEvent.encode({ type: "dialled" });

/** Compiles only because no event is forgotten. */
export function exhaustive(event: IsymphonyEvent): string {
  switch (event.type) {
    case "hangup":
    case "confRoomCallLeave":
      return event.did ?? "none";
    case "linkEnd":
      return event.callSegmentId2;
    case "agentLogin":
    case "agentLogout":
      return event.state;
    case "userLogin":
    case "userLogout":
      return event.userId;
    case "userStatus":
      return event.statusType;
    case UNKNOWN:
      return event.raw;
  }
}

// @ts-expect-error: not every path returns, for an event is forgotten
export function forgetful(event: IsymphonyEvent): string {
  switch (event.type) {
    case "hangup":
      return "hangup";
    case UNKNOWN:
      return event.tag;
  }
}

export { did, late, mixed, short, withNull };
