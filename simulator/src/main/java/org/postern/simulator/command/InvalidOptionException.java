// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.command;

/** Invalid arguments: a sentence and the exit code. */
final class InvalidOptionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    InvalidOptionException(int exitCode, String sentence) {
        super(sentence, null, false, false);
        this.exitCode = exitCode;
    }

    /** Arguments that the command does not know; where to find help is printed too. */
    static InvalidOptionException usage(String sentence) {
        return new InvalidOptionException(ExitCodes.WRONG_USAGE, sentence);
    }

    int exitCode() {
        return exitCode;
    }
}
