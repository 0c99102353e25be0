package service.platform.logging;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as RFC 3339 has them, always with milliseconds. */
final class LogTime {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private LogTime() {}

  static String format(Instant time) {
    return FORM.format(time);
  }
}
