import PACKAGE.*;

/** A switch over all events, as Java has it from version 21 on, and as a preview before. */
class Exhaustive {
  static String kind(IsymphonyEvent event) {
    return switch (event) {
      case Hangup hangup -> "call";
      case LinkEnd linkEnd -> "call";
      case ConfRoomCallLeave leave -> "call";
      case AgentLogin login -> "agent";
      case AgentLogout logout -> "agent";
      case UserLogin login -> "user";
      case UserLogout logout -> "user";
      case UserStatus status -> "user";
      case IsymphonyEvent.UnknownEvent unknown -> unknown.tag();
    };
  }
}
