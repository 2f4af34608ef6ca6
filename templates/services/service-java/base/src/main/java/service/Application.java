package service;

import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the service. */
@SpringBootApplication
public class Application {

    private static final Set<String> UNCOUNTED = Set.of("/healthz", "/readyz", "/metrics");

    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    /** Probes are no requests that somebody waits for. */
    @Bean
    MeterFilter withoutProbes() {
        return MeterFilter.deny(id -> "http.server.requests".equals(id.getName())
                && UNCOUNTED.contains(String.valueOf(id.getTag("uri"))));
    }
}
