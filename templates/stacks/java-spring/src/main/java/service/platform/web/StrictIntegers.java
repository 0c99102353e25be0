package service.platform.web;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Takes an integer as a parameter only in its plain form and only once, where Spring would take
 * spaces, signs and hexadecimals too, and nothing at all for null.
 */
@ControllerAdvice
class StrictIntegers {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

  @InitBinder
  void register(WebDataBinder binder) {
    binder.registerCustomEditor(Integer.class, new Editor(Integer::valueOf));
    binder.registerCustomEditor(int.class, new Editor(Integer::valueOf));
    binder.registerCustomEditor(Long.class, new Editor(Long::valueOf));
    binder.registerCustomEditor(long.class, new Editor(Long::valueOf));
  }

  private static final class Editor extends PropertyEditorSupport {
    private final Function<String, Number> parse;

    Editor(Function<String, Number> parse) {
      this.parse = parse;
    }

    @Override
    public void setAsText(String text) {
      if (!INTEGER.matcher(text).matches()) {
        throw new IllegalArgumentException("no integer");
      }
      setValue(parse.apply(text));
    }
  }
}
