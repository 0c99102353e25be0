package service.platform.settings;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads typed values out of environment variables and remembers everything that is wrong with them,
 * so that a start fails once with the whole list. An empty variable counts as not set.
 */
public final class EnvironmentReader {
  private static final int SHOWN_CHARACTERS = 40;

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  public EnvironmentReader(Map<String, String> environment) {
    this.environment = environment;
  }

  public String text(String name, String fallback) {
    return read(name).orElse(fallback);
  }

  public int integer(String name, int fallback, int min, int max) {
    return number(name, BigDecimal.valueOf(min), BigDecimal.valueOf(max), true)
        .map(BigDecimal::intValueExact)
        .orElse(fallback);
  }

  /** A number of seconds, possibly with a fraction; the limits are written like the value. */
  public Duration seconds(String name, String fallback, String min, String max) {
    BigDecimal seconds =
        number(name, new BigDecimal(min), new BigDecimal(max), false)
            .orElseGet(() -> new BigDecimal(fallback));
    return Duration.ofNanos(seconds.movePointRight(9).longValue());
  }

  public URI url(String name, String fallback) {
    return optionalUrl(name).orElseGet(() -> URI.create(fallback));
  }

  /** An http or https address, without slashes at its end. */
  public Optional<URI> optionalUrl(String name) {
    Optional<String> text = read(name);
    Optional<URI> url = text.flatMap(EnvironmentReader::parseUrl);
    if (text.isPresent() && url.isEmpty()) {
      // The value is not repeated: an address may hold a password.
      problems.add(name + " must be an http or https address, such as http://localhost:8080");
    }
    return url;
  }

  public String oneOf(String name, String fallback, String... choices) {
    Optional<String> text = read(name);
    if (text.isPresent() && !List.of(choices).contains(text.get())) {
      problems.add(
          "%s must be one of %s, not %s"
              .formatted(name, String.join(", ", choices), quote(text.get())));
      return fallback;
    }
    return text.orElse(fallback);
  }

  /** A rule that concerns more than one setting. */
  public void ensure(boolean isMet, String problem) {
    if (!isMet) {
      problems.add(problem);
    }
  }

  /** Throws when anything was wrong. */
  public void check() throws SettingsException {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private Optional<String> read(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private Optional<BigDecimal> number(
      String name, BigDecimal min, BigDecimal max, boolean isWhole) {
    Optional<String> text = read(name);
    Optional<BigDecimal> value =
        text.flatMap(EnvironmentReader::parseNumber)
            .filter(number -> number.compareTo(min) >= 0 && number.compareTo(max) <= 0)
            .filter(number -> !isWhole || number.stripTrailingZeros().scale() <= 0);
    if (text.isPresent() && value.isEmpty()) {
      problems.add(
          "%s must be %s from %s to %s, not %s"
              .formatted(
                  name,
                  isWhole ? "a whole number" : "a number",
                  min.toPlainString(),
                  max.toPlainString(),
                  quote(text.get())));
    }
    return value;
  }

  private static Optional<BigDecimal> parseNumber(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<URI> parseUrl(String text) {
    try {
      URI url = new URI(text.replaceFirst("/+$", ""));
      boolean isHttp =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      return isHttp && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String quote(String text) {
    return '"' + text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS)) + '"';
  }
}
