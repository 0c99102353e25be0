package service.platform.problems;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.List;
import tools.jackson.core.JacksonException.Reference;

/** JSON pointers (RFC 6901), out of the paths of Jackson and Bean Validation. */
final class Pointers {
  private Pointers() {}

  static String of(List<Reference> path) {
    StringBuilder pointer = new StringBuilder();
    for (Reference step : path) {
      String name = step.getPropertyName();
      append(pointer, name == null ? Integer.toString(step.getIndex()) : name);
    }
    return pointer.toString();
  }

  static String of(Path path) {
    StringBuilder pointer = new StringBuilder();
    for (Path.Node node : path) {
      // An element of a list or map is a node of its own; its place is the node's index or key.
      if (node.getIndex() != null) {
        append(pointer, node.getIndex().toString());
      } else if (node.getKey() != null) {
        append(pointer, node.getKey().toString());
      }
      if (node.getKind() == ElementKind.PROPERTY) {
        append(pointer, node.getName());
      }
    }
    return pointer.toString();
  }

  private static void append(StringBuilder pointer, String segment) {
    pointer.append('/').append(segment.replace("~", "~0").replace("/", "~1"));
  }
}
