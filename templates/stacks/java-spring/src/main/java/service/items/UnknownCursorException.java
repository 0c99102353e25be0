package service.items;

/** A cursor that no page has given out. */
final class UnknownCursorException extends Exception {
  private static final long serialVersionUID = 1L;
}
