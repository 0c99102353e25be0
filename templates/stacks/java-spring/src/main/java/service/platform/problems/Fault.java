package service.platform.problems;

/**
 * What is wrong with one part of a request.
 *
 * @param pointer a JSON pointer into the body, or null
 * @param parameter the name of a parameter, or null
 */
public record Fault(String detail, String pointer, String parameter) {

  public static Fault inBody(String pointer, String reason) {
    return new Fault(
        (pointer.isEmpty() ? "The body" : pointer) + " " + reason, "#" + pointer, null);
  }

  public static Fault inParameter(String parameter, String reason) {
    return new Fault("The parameter " + parameter + " " + reason, null, parameter);
  }
}
