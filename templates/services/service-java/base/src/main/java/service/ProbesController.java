package service;

import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.health.CompositeHealth;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints that Kubernetes asks. */
@RestController
public class ProbesController {

    private final HealthEndpoint health;

    public ProbesController(HealthEndpoint health) {
        this.health = health;
    }

    /** A dead database is no reason to restart this process, so it is not asked. */
    @GetMapping("/healthz")
    public Map<String, String> lives() {
        return Map.of("status", "up");
    }

    @GetMapping("/readyz")
    public ResponseEntity<Map<String, Object>> isReady() {
        List<String> problems = ((CompositeHealth) health.healthForPath("readiness"))
                .getComponents().entrySet().stream()
                        .filter(part -> !part.getValue().getStatus().equals(Status.UP))
                        .map(part -> part.getKey() + ": " + part.getValue().getStatus())
                        .toList();
        boolean isReady = problems.isEmpty();
        return ResponseEntity.status(isReady ? 200 : 503)
                .body(Map.of("status", isReady ? "ready" : "not ready", "problems", problems));
    }
}
