package service.platform.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Log events as JSON lines, with the field names that the services share. With Jackson, since there
 * is one line for each request, and Spring Boot's own writer takes several times as long.
 */
final class JsonLogFormat implements StructuredLogFormatter<ILoggingEvent> {
  private static final int USUAL_BYTES = 512;

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

  private final JsonFactory json = new JsonFactory();
  private final String service;
  private final String version;

  JsonLogFormat(Environment environment) {
    service = environment.getRequiredProperty("service.name");
    version = environment.getRequiredProperty("service.version");
  }

  @Override
  public String format(ILoggingEvent event) {
    return new String(formatAsBytes(event, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Override
  public byte[] formatAsBytes(ILoggingEvent event, Charset charset) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator fields = json.createGenerator(ObjectWriteContext.empty(), line)) {
      write(event, fields);
    }
    line.write('\n');
    return line.toByteArray();
  }

  private void write(ILoggingEvent event, JsonGenerator fields) {
    fields.writeStartObject();
    fields.writeStringProperty("time", LogTime.format(event.getInstant()));
    fields.writeStringProperty("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
    fields.writeStringProperty("service", service);
    fields.writeStringProperty("version", version);
    event.getMDCPropertyMap().forEach(fields::writeStringProperty);
    fields.writeStringProperty("logger", event.getLoggerName());
    fields.writeStringProperty("msg", event.getFormattedMessage());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> writePair(pair, fields));
    }
    if (event.getThrowableProxy() != null) {
      writeError(event.getThrowableProxy(), fields);
    }
    fields.writeEndObject();
  }

  private static void writePair(KeyValuePair pair, JsonGenerator fields) {
    if (SECRETS.contains(pair.key.toLowerCase(Locale.ROOT))) {
      fields.writeStringProperty(pair.key, "[redacted]");
      return;
    }
    fields.writeName(pair.key);
    switch (pair.value) {
      case null -> fields.writeNull();
      case Integer number -> fields.writeNumber(number);
      case Long number -> fields.writeNumber(number);
      case Double number -> fields.writeNumber(number);
      case Boolean isTrue -> fields.writeBoolean(isTrue);
      default -> fields.writeString(pair.value.toString());
    }
  }

  private static void writeError(IThrowableProxy error, JsonGenerator fields) {
    fields.writeObjectPropertyStart("err");
    fields.writeStringProperty("type", error.getClassName());
    fields.writeStringProperty("message", error.getMessage());
    fields.writeStringProperty("stack", ThrowableProxyUtil.asString(error));
    fields.writeEndObject();
  }
}
