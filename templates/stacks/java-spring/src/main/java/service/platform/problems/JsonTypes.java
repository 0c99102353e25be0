package service.platform.problems;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What the types of Java are in JSON, for people. */
final class JsonTypes {
  private static final Set<Class<?>> INTEGERS =
      Set.of(
          int.class,
          long.class,
          short.class,
          byte.class,
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          BigInteger.class);

  private JsonTypes() {}

  static String nameOf(Class<?> type) {
    if (type == null) {
      return "of another type";
    } else if (INTEGERS.contains(type)) {
      return "an integer";
    } else if (Number.class.isAssignableFrom(type)
        || (type.isPrimitive() && type != boolean.class)) {
      return "a number";
    } else if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    } else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "an array";
    } else if (type.isRecord() || Map.class.isAssignableFrom(type)) {
      return "an object";
    }
    return "a string";
  }
}
