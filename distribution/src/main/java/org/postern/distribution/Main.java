// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import java.util.List;

/**
 * Entry point of the runnable jar. Without words it opens the interactive shell; with words it runs
 * one command and ends with that command's exit code.
 */
public final class Main {
    private Main() {}

    /** Runs and ends the process. */
    public static void main(String[] words) {
        QuietLogging.arrange();
        EndOfProcess end = new EndOfProcess(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(end);
        int code = run(List.of(words));
        end.workDone();
        System.exit(code);
    }

    private static int run(List<String> words) {
        UserFolders folders = UserFolders.ofThisProcess();
        try {
            DecodedWords.check(words);
            return words.isEmpty()
                    ? new InteractiveShell(folders).run()
                    : new OneCommand(folders).run(words);
        } catch (LaunchException e) {
            System.err.println("postern: " + e.getMessage());
            return ExitCode.CANNOT_START;
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        } catch (RuntimeException | Error e) {
            System.err.println("postern: Internal error: " + firstPlace(e));
            return ExitCode.OWN_FAULT;
        }
    }

    /** Enough for a report of the fault, without a page of frames. */
    private static String firstPlace(Throwable fault) {
        StackTraceElement[] frames = fault.getStackTrace();
        return frames.length == 0 ? fault.toString() : fault + " at " + frames[0];
    }
}
