// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.command;

/** Exit codes of the command; the numbers are those of all Postern commands. */
final class ExitCodes {
    static final int SUCCESS = 0;
    static final int INVALID_PORT = 17;
    static final int INVALID_PARAM = 22;
    static final int SOCKET_ERROR = 24;
    static final int WRONG_USAGE = 64;

    private ExitCodes() {}
}
