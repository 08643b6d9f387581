// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.soap;

/** An action that was refused; everyday business of a router, so it carries no stack trace. */
public final class ActionFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final UpnpError error;
    private final String text;

    /** A refusal in the standard's words. */
    public ActionFault(UpnpError error) {
        this(error, error.text());
    }

    /** A refusal in other words. */
    public ActionFault(UpnpError error, String text) {
        super(error.code() + " " + text, null, false, false);
        this.error = error;
        this.text = text;
    }

    /** Why it was refused. */
    public UpnpError error() {
        return error;
    }

    /** The router's words for it. */
    public String text() {
        return text;
    }
}
