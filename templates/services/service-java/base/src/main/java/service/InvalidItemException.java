package service;

/** The caller is wrong; the message is for them. */
public class InvalidItemException extends RuntimeException {

    public InvalidItemException(String message) {
        super(message);
    }
}
