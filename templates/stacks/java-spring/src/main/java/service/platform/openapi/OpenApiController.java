package service.platform.openapi;

import java.io.IOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves openapi.yaml as it stands. */
@RestController
class OpenApiController {
  private final byte[] document = new ClassPathResource("openapi.yaml").getContentAsByteArray();

  OpenApiController() throws IOException {}

  @GetMapping("/openapi.yaml")
  ResponseEntity<byte[]> document() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(document);
  }
}
