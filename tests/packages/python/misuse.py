"""What type checkers must refuse: an ignored error that is none is an error itself."""

from typing_extensions import assert_never

from isymphony_events import Hangup, IsymphonyEvent, LinkEnd, UnknownEvent, UserStatus
from isymphony_events.typed_dicts import UserLoginDict


def before_it_is_known(event: IsymphonyEvent) -> object:
    return event.did  # type: ignore


def no_such_property(event: Hangup) -> object:
    return event.dialled  # type: ignore


def may_be_null(event: Hangup) -> str:
    return event.did  # type: ignore


def never_null(event: UserStatus) -> None:
    event.note.upper()
    event.note = None  # type: ignore


def must_be_there() -> LinkEnd:
    return LinkEnd(time=1)  # type: ignore


def wrong_type(event: UserLoginDict) -> None:
    event["time"] = "now"  # type: ignore


def exhaustive(event: IsymphonyEvent) -> str:
    if isinstance(event, UnknownEvent):
        return event.raw
    match event.type:
        case "hangup" | "confRoomCallLeave" | "linkEnd":
            return "call"
        case "agentLogin" | "agentLogout":
            return "agent"
        case "userLogin" | "userLogout" | "userStatus":
            return "user"
        case other:
            assert_never(other)


def forgetful(event: IsymphonyEvent) -> str:
    if isinstance(event, UnknownEvent):
        return event.raw
    match event.type:
        case "hangup":
            return "call"
        case other:
            assert_never(other)  # type: ignore
