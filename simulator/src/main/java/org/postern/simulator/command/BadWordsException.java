// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.command;

/** Words that cannot be carried out: a sentence and the exit code that it gives. */
final class BadWordsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    BadWordsException(int exitCode, String sentence) {
        super(sentence, null, false, false);
        this.exitCode = exitCode;
    }

    /** Words that the command does not know; the usage is shown beside the sentence. */
    static BadWordsException usage(String sentence) {
        return new BadWordsException(ExitCodes.WRONG_USAGE, sentence);
    }

    int exitCode() {
        return exitCode;
    }
}
