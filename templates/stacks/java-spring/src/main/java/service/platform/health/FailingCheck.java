package service.platform.health;

/** A check that did not pass, and why. */
record FailingCheck(String check, String reason) {}
