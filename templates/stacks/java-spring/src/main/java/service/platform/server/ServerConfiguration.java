package service.platform.server;

import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import service.Settings;
import tools.jackson.databind.json.JsonMapper;

/** Tomcat, made to keep its deadlines and to answer its own errors as problems. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> server(
      Settings settings, JsonMapper json) {
    return factory -> {
      factory.setProtocol(DeadlineProtocol.class.getName());
      factory.addConnectorCustomizers(connector -> configure(connector, settings));
      factory.addContextCustomizers(context -> {
        StandardHost host = (StandardHost) context.getParent();
        host.setErrorReportValveClass(ProblemReportValve.class.getName());
        host.getPipeline().addValve(new ProblemReportValve(json));
      });
    };
  }

  private static void configure(Connector connector, Settings settings) {
    // An id may hold any character, a slash too where it is encoded.
    connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    DeadlineProtocol protocol = (DeadlineProtocol) connector.getProtocolHandler();
    protocol.setHeadersTimeout(settings.headersTimeout());
    // Of a body that nobody read, the rest is discarded by BodyFilter.
    protocol.setMaxSwallowSize(0);
  }
}
