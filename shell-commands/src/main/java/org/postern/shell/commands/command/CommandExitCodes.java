// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

/**
 * The exit codes that are not those of a {@link org.postern.api.upnp.UpnpResult}. Numbers from
 * 64 to 78 are those of BSD's sysexits.h; 128 + n is what a shell reports for signal n.
 */
public final class CommandExitCodes {
    public static final int SUCCESS = 0;

    /** The router does what it is asked for; what is wrong is on this machine, or farther out. */
    public static final int OUTSIDE_THE_ROUTER = 32;

    /** Two causes look alike, or more. */
    public static final int ONE_OF_TWO = 33;

    /** EX_USAGE: unknown command or option, or not a number. */
    public static final int USAGE = 64;

    /** EX_UNAVAILABLE: a bundle is missing. */
    public static final int UNAVAILABLE = 69;

    /** EX_SOFTWARE: internal error. */
    public static final int SOFTWARE = 70;

    /** EX_IOERR: the output could not be written. */
    public static final int IO_ERROR = 74;

    /** Ctrl-C (SIGINT). */
    public static final int INTERRUPTED = 130;

    /** SIGPIPE: the reader of the output has gone. */
    public static final int BROKEN_PIPE = 141;

    private CommandExitCodes() {}
}
