package hello;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class Hello {
  @GetMapping("/v1/items")
  Map<String, String> hello() {
    return Map.of("hello", "world");
  }

  public static void main(String[] arguments) {
    SpringApplication.run(Hello.class, arguments);
  }
}
