package service.platform.problems;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/** What is wrong with a request, out of the errors of Jackson, Bean Validation and Spring. */
final class Faults {
  private Faults() {}

  /** The fault has no pointer where the body is no JSON at all. */
  static Fault ofUnreadableBody(HttpMessageNotReadableException error) {
    return switch (error.getCause()) {
      case null -> Fault.inBody("", "is required");
      case StreamReadException notJson -> new Fault("The body is no valid JSON.", null, null);
      case JacksonException mismatch ->
          Fault.inBody(Pointers.of(mismatch.getPath()), reasonOf(mismatch));
      default -> new Fault("The body could not be read.", null, null);
    };
  }

  static List<Fault> ofBody(MethodArgumentNotValidException error) {
    return error.getAllErrors().stream().map(Faults::ofBodyError).toList();
  }

  static List<Fault> ofArguments(HandlerMethodValidationException error) {
    return error.getParameterValidationResults().stream().flatMap(Faults::ofArgument).toList();
  }

  static Fault ofMismatch(TypeMismatchException error) {
    String name =
        error instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : error.getPropertyName();
    return Fault.inParameter(name, "must be " + JsonTypes.nameOf(error.getRequiredType()));
  }

  private static Stream<Fault> ofArgument(ParameterValidationResult result) {
    if (result instanceof ParameterErrors body) {
      return body.getAllErrors().stream().map(Faults::ofBodyError);
    }
    String name = nameOf(result);
    return result.getResolvableErrors().stream()
        .map(MessageSourceResolvable::getDefaultMessage)
        .map(message -> Fault.inParameter(name, message));
  }

  private static Fault ofBodyError(ObjectError error) {
    if (!(error instanceof FieldError)) {
      return Fault.inBody("", error.getDefaultMessage());
    }
    ConstraintViolation<?> violation = error.unwrap(ConstraintViolation.class);
    boolean isMissing = violation.getConstraintDescriptor().getAnnotation() instanceof NotNull;
    Path path = violation.getPropertyPath();
    return Fault.inBody(Pointers.of(path), isMissing ? "is required" : violation.getMessage());
  }

  private static String reasonOf(JacksonException error) {
    return switch (error) {
      case PropertyBindingException unknown -> "is not allowed";
      case InvalidNullException isNull -> "must not be null";
      case MismatchedInputException mismatch ->
          "must be " + JsonTypes.nameOf(mismatch.getTargetType());
      default -> "is not valid";
    };
  }

  /** As the client knows it. */
  private static String nameOf(ParameterValidationResult result) {
    var parameter = result.getMethodParameter();
    RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
    PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
    RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
    String given =
        query != null
            ? query.name()
            : path != null ? path.name() : header != null ? header.name() : "";
    return given.isEmpty() ? parameter.getParameterName() : given;
  }
}
