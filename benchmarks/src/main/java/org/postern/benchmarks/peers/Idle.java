// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * Finds a gateway, opens a port, and then does nothing for a while; prints, beyond what the process
 * had before: threads, the most threads there ever were, and bytes of heap.
 */
final class Idle {
    private Idle() {}

    /** {@code CONTENDER PORT SECONDS}. */
    public static void main(String[] arguments) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long heap = heap();
        int before = threads.getThreadCount();
        threads.resetPeakThreadCount();
        Contender contender = Contender.named(arguments[0]);
        UsableGateway gateway = contender.find();
        gateway.map(Integer.parseInt(arguments[1]));
        TimeUnit.SECONDS.sleep(Integer.parseInt(arguments[2]));
        int idle = threads.getThreadCount() - before;
        System.out.println("threads " + idle);
        System.out.println("threads-at-most " + (threads.getPeakThreadCount() - before));
        System.out.println("heap " + Math.max(0, heap() - heap));
        // Still used, so what it holds is in the heap.
        gateway.externalAddress();
        contender.close();
        System.exit(0);
    }

    /** What is still used after the collector went through. */
    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
