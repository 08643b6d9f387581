// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

/**
 * How a command ends when no {@link org.postern.api.gateway.UpnpResult} says it. Numbers above 63
 * are those of BSD's sysexits.h; 128 + n is the shell's for signal n.
 */
public final class ExitCodes {
    /** All went well. */
    public static final int SUCCESS = 0;

    /** EX_USAGE: unknown command or option, a number that is none. */
    public static final int USAGE = 64;

    /** EX_UNAVAILABLE: a bundle is missing. */
    public static final int UNAVAILABLE = 69;

    /** EX_SOFTWARE: a fault of our own. */
    public static final int SOFTWARE = 70;

    /** Ctrl-C. */
    public static final int INTERRUPTED = 130;

    /** Nobody reads the output any more, as SIGPIPE says it to programs. */
    public static final int BROKEN_PIPE = 141;

    private ExitCodes() {}
}
