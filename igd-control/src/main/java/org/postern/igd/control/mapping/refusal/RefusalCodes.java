// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping.refusal;

import org.postern.igd.control.calls.Attempt;

/** What the codes of refusals may mean. */
public final class RefusalCodes {
    private static final int FIRST_USUAL_PORT = 1024;

    private RefusalCodes() {}

    /** Whether the code may mean anything, also that the port is in use (quirks A10, A17). */
    public static boolean isDoubtful(int code) {
        return code == 402 || code == 501 || code == 600 || code == 601;
    }

    public static boolean isConflict(int code) {
        return code == 718 || code == 729;
    }

    /** Whether the reason may be another mapping that a look-up does not find. */
    public static boolean mayBeConflict(int code) {
        return code == 0 || isConflict(code) || isDoubtful(code);
    }

    public static boolean isDenial(int code) {
        return code == 403 || code >= 606 && code <= 612;
    }

    /** Whether a port of 1024 or above may be let in where this one is not (quirk A19). */
    public static boolean isLowPort(Attempt attempt, int code) {
        return attempt.externalPort() < FIRST_USUAL_PORT && (isDenial(code) || code == 716);
    }
}
