package org.postern.simulator.soap;

/** An action that was refused; everyday business of a router, so it carries no stack trace. */
public final class ActionFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final UpnpError error;

    ActionFault(UpnpError error) {
        super(error.code() + " " + error.text(), null, false, false);
        this.error = error;
    }

    /** Why it was refused. */
    public UpnpError error() {
        return error;
    }
}
