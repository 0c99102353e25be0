package service.platform.web;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.beans.PropertyEditorRegistrar;
import org.springframework.beans.PropertyEditorRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Takes an integer as a parameter only in its plain form and only once, where Spring would take
 * spaces, signs and hexadecimals too, and nothing at all for null.
 */
@Component
class StrictIntegers implements PropertyEditorRegistrar {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

  /** Set once for all controllers: an @InitBinder would be looked for with each request. */
  StrictIntegers(RequestMappingHandlerAdapter adapter) {
    var initializer = (ConfigurableWebBindingInitializer) adapter.getWebBindingInitializer();
    initializer.setPropertyEditorRegistrar(this);
  }

  @Override
  public void registerCustomEditors(PropertyEditorRegistry registry) {
    registry.registerCustomEditor(Integer.class, new Editor(Integer::valueOf));
    registry.registerCustomEditor(int.class, new Editor(Integer::valueOf));
    registry.registerCustomEditor(Long.class, new Editor(Long::valueOf));
    registry.registerCustomEditor(long.class, new Editor(Long::valueOf));
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
