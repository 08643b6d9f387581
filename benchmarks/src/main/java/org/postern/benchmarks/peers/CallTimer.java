// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import java.util.concurrent.Callable;

/** Times calls, and prints lines of a measure, who was measured, and microseconds. */
public final class CallTimer {
    /** A call without a result. */
    public interface Call {
        void run() throws Exception;
    }

    private CallTimer() {}

    /** Makes a call, and prints what it took where that counts. */
    public static void timed(boolean measured, String measure, String who, Call call)
            throws Exception {
        long start = System.nanoTime();
        call.run();
        print(measured, measure, who, start);
    }

    /** Likewise; returns its result. */
    public static <T> T timed(boolean measured, String measure, String who, Callable<T> call)
            throws Exception {
        long start = System.nanoTime();
        T result = call.call();
        print(measured, measure, who, start);
        return result;
    }

    private static void print(boolean measured, String measure, String who, long start) {
        long micros = (System.nanoTime() - start) / 1000;
        if (measured) {
            System.out.println(measure + " " + who + " " + micros);
        }
    }
}
