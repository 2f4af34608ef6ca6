package service;

import java.util.Map;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Says what is wrong in a sentence, and no more than that. */
@RestControllerAdvice
public class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<Map<String, String>> toAnswer(Exception error) {
        if (error instanceof InvalidItemException) {
            return answer(HttpStatus.BAD_REQUEST, error.getMessage());
        }
        if (error instanceof HttpMessageNotReadableException) {
            return answer(HttpStatus.BAD_REQUEST, "The body is no item");
        }
        if (error instanceof NoSuchElementException) {
            return answer(HttpStatus.NOT_FOUND, error.getMessage());
        }
        if (error instanceof NoResourceFoundException) {
            return answer(HttpStatus.NOT_FOUND, "There is nothing here");
        }
        if (error instanceof ErrorResponse refusal && refusal.getStatusCode().is4xxClientError()) {
            return answer(HttpStatus.valueOf(refusal.getStatusCode().value()), error.getMessage());
        }
        LOG.error("a request failed", error);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, "It failed here; try again later");
    }

    private static ResponseEntity<Map<String, String>> answer(HttpStatus status, String message) {
        return ResponseEntity.status(status).body(Map.of("error", message));
    }
}
