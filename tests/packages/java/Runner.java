import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import PACKAGE.UNION;

/** Answers each line of demands with what the package makes of it. */
class Runner {
  public static void main(String[] arguments) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    Map<String, Class<?>> events = new HashMap<>();
    for (Class<?> event : UNION.class.getPermittedSubclasses()) {
      if (!event.getSimpleName().equals("UnknownEvent")) {
        events.put((String) event.getField("TAG").get(null), event);
      }
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode demand = mapper.readTree(line);
      if (demand.has("schema")) {
        try (InputStream document = UNION.schema(demand.get("schema").textValue())) {
          String text = new String(document.readAllBytes(), StandardCharsets.UTF_8);
          out.println(mapper.writeValueAsString(Map.of("encoded", text)));
        }
        continue;
      }
      byte[] payload = demand.get("payload").binaryValue();
      Map<String, String> answer;
      try {
        UNION event = demand.get("event").isNull()
            ? UNION.decode(payload)
            : (UNION) decode(events.get(demand.get("event").textValue()), payload);
        answer = Map.of("encoded", mapper.writeValueAsString(event));
      } catch (JsonProcessingException error) {
        answer = Map.of("refused", error.getMessage());
      }
      out.println(mapper.writeValueAsString(answer));
    }
  }

  private static Object decode(Class<?> event, byte[] payload) throws Exception {
    try {
      return event.getMethod("decode", byte[].class).invoke(null, payload);
    } catch (InvocationTargetException error) {
      throw (Exception) error.getCause();
    }
  }
}
