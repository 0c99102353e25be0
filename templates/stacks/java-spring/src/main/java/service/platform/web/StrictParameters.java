package service.platform.web;

import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/**
 * Takes an integer only in its plain form, where Spring would take spaces and hexadecimals too, and
 * a parameter only once, where Spring would take the first or join them.
 */
final class StrictParameters implements GenericConverter {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

  @Override
  public Set<ConvertiblePair> getConvertibleTypes() {
    return Set.of(
        new ConvertiblePair(String.class, Integer.class),
        new ConvertiblePair(String.class, Long.class),
        new ConvertiblePair(String[].class, Integer.class),
        new ConvertiblePair(String[].class, Long.class),
        new ConvertiblePair(String[].class, String.class));
  }

  @Override
  public Object convert(Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
    if (!(source instanceof String text)) {
      throw new IllegalArgumentException("given more than once");
    }
    if (!INTEGER.matcher(text).matches()) {
      throw new IllegalArgumentException("no integer");
    }
    return targetType.getObjectType() == Long.class
        ? (Object) Long.valueOf(text)
        : Integer.valueOf(text);
  }
}
