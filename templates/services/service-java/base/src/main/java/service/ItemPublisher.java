package service;

/** Tells others of new items. */
public interface ItemPublisher {

    /** Throws while nobody can be told. */
    void check();

    void created(Item item);
}
