// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

/** Exit codes that are the launcher's own; all others come from the command. */
final class ExitCode {
    static final int OK = 0;

    /** Cannot build or start: EX_UNAVAILABLE of sysexits.h. */
    static final int CANNOT_START = 69;

    /** A fault of our own: EX_SOFTWARE of sysexits.h. */
    static final int OWN_FAULT = 70;

    /** 128 + SIGINT, as shells report it. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
