package service.platform.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.JsonWriterStructuredLogFormatter;
import org.springframework.core.env.Environment;

/** Log events as JSON lines, with the field names that the services share. */
final class JsonLogFormat extends JsonWriterStructuredLogFormatter<ILoggingEvent> {
  /** Words whose values never reach a log. */
  private static final Set<String> SECRETS =
      Set.of(
          "authorization",
          "cookie",
          "set-cookie",
          "password",
          "secret",
          "token",
          "apikey",
          "x-api-key");

  JsonLogFormat(Environment environment) {
    super(members -> describe(members, environment), null);
  }

  private static void describe(Members<ILoggingEvent> members, Environment environment) {
    members.add("time", event -> LogTime.format(event.getInstant()));
    members.add("level", event -> event.getLevel().toString().toLowerCase(Locale.ROOT));
    members.add("service", environment.getProperty("service.name"));
    members.add("version", environment.getProperty("service.version"));
    members.addMapEntries(ILoggingEvent::getMDCPropertyMap);
    members.add("msg", ILoggingEvent::getFormattedMessage);
    members.add("logger", ILoggingEvent::getLoggerName);
    members
        .from(ILoggingEvent::getKeyValuePairs)
        .whenNotNull()
        .usingPairs(JsonLogFormat::withoutSecrets);
    members
        .add("err", ILoggingEvent::getThrowableProxy)
        .whenNotNull()
        .usingMembers(JsonLogFormat::describeError);
  }

  private static void withoutSecrets(List<KeyValuePair> pairs, BiConsumer<String, Object> member) {
    for (KeyValuePair pair : pairs) {
      boolean isSecret = SECRETS.contains(pair.key.toLowerCase(Locale.ROOT));
      member.accept(pair.key, isSecret ? "[redacted]" : pair.value);
    }
  }

  private static void describeError(Members<IThrowableProxy> members) {
    members.add("type", IThrowableProxy::getClassName);
    members.add("message", IThrowableProxy::getMessage);
    members.add("stack", ThrowableProxyUtil::asString);
  }
}
