// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.soap;

/** The refusal of an action. It happens all the time, so it has no stack trace. */
public final class ActionFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final UpnpError error;
    private final String text;

    /** A refusal with the standard's text. */
    public ActionFault(UpnpError error) {
        this(error, error.text());
    }

    public ActionFault(UpnpError error, String text) {
        super(error.code() + " " + text, null, false, false);
        this.error = error;
        this.text = text;
    }

    public UpnpError error() {
        return error;
    }

    /** The text that the router sends with the code. */
    public String text() {
        return text;
    }
}
